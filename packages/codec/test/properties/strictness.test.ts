import { dialectDeviation, multimediaMessage, mutator } from '@mm7/arbitraries';
import { serializeEnvelope } from '@mm7/serializer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviations } from '../../src/index.ts';
import { outcomeOfBuffer } from './outcome.ts';
import { runs } from './runs.ts';
import { encodeOptions, type WrittenMessage, written } from './written-message.ts';

/**
 * Strict mode takes a message if and only if lenient mode has nothing to say of it, and makes the same of it; the deviation
 * for which it refuses one is among those that lenient mode reports.
 */
function expectAgreement({ headers, bytes }: WrittenMessage): void {
  const lenient = outcomeOfBuffer(headers, bytes);
  const strict = outcomeOfBuffer(headers, bytes, { mode: 'strict' });
  const reported = 'error' in lenient ? undefined : lenient.warnings.map(({ code }): string => code);
  if (reported?.length === 0 || !('error' in strict)) expect(strict).toEqual(lenient);
  else if (reported !== undefined && Object.hasOwn(deviations, strict.error.code)) {
    expect(reported).toContain(strict.error.code);
  }
}

test('strict mode accepts exactly what lenient mode accepts without a warning: damaged messages', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), encodeOptions(), mutator(), async (given, options, mutate) => {
      const { headers, bytes } = await written(given, options);
      expectAgreement({ headers, bytes: mutate(bytes) });
    }),
    runs(300),
  );
});

test('strict mode accepts exactly what lenient mode accepts without a warning: dialects', () => {
  fc.assert(
    fc.property(multimediaMessage(), dialectDeviation(), ({ message }, { apply }) => {
      const xml = apply(serializeEnvelope(message));
      fc.pre(xml !== undefined);
      expectAgreement({ headers: { 'Content-Type': 'text/xml' }, bytes: new TextEncoder().encode(xml) });
    }),
    runs(200),
  );
});
