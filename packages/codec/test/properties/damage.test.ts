import { chunker, multimediaMessage, mutator } from '@mm7/arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageHeaders } from '../../src/index.ts';
import { type Outcome, outcomeOfBuffer, outcomeOfStream } from './outcome.ts';
import { runs } from './runs.ts';
import { encodeOptions, written } from './written-message.ts';

/** The functions that make outcomes let errors pass that are none of ours, so that these fail the property. */
function expectUsable(outcome: Outcome): void {
  if (!('error' in outcome)) {
    expect(outcome.message.operation).toMatch(/^(Fault|\w+(Req|Rsp))$/);
    return;
  }
  const { code, statusCode, message } = outcome.error;
  expect(code).toMatch(/^[a-z0-9-]+$/);
  expect(statusCode).toBeGreaterThanOrEqual(1000);
  expect(statusCode).toBeLessThan(5000);
  expect(message).not.toBe('');
}

test('any damaged message gives a result or an Mm7Error with a code and a status, never anything else', async () => {
  await fc.assert(
    fc.asyncProperty(
      multimediaMessage(),
      encodeOptions(),
      mutator(),
      chunker(),
      async (given, options, mutate, cut) => {
        const { headers, bytes } = await written(given, options);
        const damaged = mutate(bytes);
        expectUsable(outcomeOfBuffer(headers, damaged));
        expectUsable(await outcomeOfStream(headers, cut(damaged)));
      },
    ),
    runs(300),
  );
});

test('a damaged Content-Type gives a result or an Mm7Error, never anything else', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), mutator(), async (given, mutate) => {
      const { headers, bytes } = await written(given);
      const contentType = Buffer.from(mutate(Buffer.from(headers['Content-Type'] ?? ''))).toString('latin1');
      expectUsable(outcomeOfBuffer(contentType, bytes));
    }),
    runs(200),
  );
});

test('any bytes under any Content-Type give a result or an Mm7Error, never anything else', () => {
  const contentTypes: fc.Arbitrary<MessageHeaders> = fc.oneof(
    fc.constantFrom('', 'text/xml', 'text/xml; charset=utf-16', 'multipart/related; boundary=b', 'multipart/mixed'),
    fc.string({ unit: 'binary-ascii' }),
  );
  fc.assert(
    fc.property(contentTypes, fc.uint8Array({ maxLength: 300 }), (contentType, bytes) => {
      expectUsable(outcomeOfBuffer(contentType, bytes));
      expectUsable(outcomeOfBuffer(contentType, Buffer.concat([Buffer.from('--b\r\n'), bytes])));
      expectUsable(outcomeOfBuffer(contentType, Buffer.concat([Buffer.from('<Envelope>'), bytes])));
    }),
    runs(300),
  );
});
