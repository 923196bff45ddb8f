import { multimediaMessage } from '@mm7/arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundariesOf, occurrences } from './boundaries.ts';
import { runs } from './runs.ts';
import { collected, deliveries, encoded, encodeOptions } from './written-message.ts';

test('Content-Length is the number of bytes written, and is there whenever all sizes are known', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), encodeOptions(), deliveries, async (given, options, delivery) => {
      const { contentLength, headers, body } = encoded(given, options, delivery);
      const bytes = await collected(body);
      if (delivery !== 'streamed') expect(contentLength).toBe(bytes.length);
      else if (contentLength !== undefined) expect(contentLength).toBe(bytes.length);
      expect(headers['Content-Length']).toBe(contentLength === undefined ? undefined : String(contentLength));
    }),
    runs(150),
  );
});

test('a body is the same every time it is iterated', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), deliveries, async (given, delivery) => {
      const { body } = encoded(given, {}, delivery);
      const once = await collected(body);
      expect((await collected(body)).equals(once)).toBe(true);
    }),
    runs(50),
  );
});

test('a boundary stands in a body as often as there are delimiters, and nowhere inside a part', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), encodeOptions(), async (given, options) => {
      const { headers, body } = encoded(given, options);
      const bytes = await collected(body);
      for (const { boundary, parts } of boundariesOf({ headers, bytes })) {
        expect(occurrences(bytes, `--${boundary}`)).toBe(parts + 1);
        expect(occurrences(bytes, `\r\n--${boundary}--`)).toBe(1);
      }
    }),
    runs(150),
  );
});
