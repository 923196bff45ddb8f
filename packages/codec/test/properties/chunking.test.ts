import { type Chunker, chunker, multimediaMessage, mutator } from '@mm7/arbitraries';
import fc, { type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import type { Mode } from '../../src/index.ts';
import { ChunkStream } from '../fixtures.ts';
import { delimitersOf } from './boundaries.ts';
import { outcomeOfBuffer, outcomeOfStream } from './outcome.ts';
import { runs } from './runs.ts';
import { encodeOptions, type WrittenMessage, written } from './written-message.ts';

const modes: Arbitrary<Mode> = fc.constantFrom('lenient', 'strict');

async function expectSameInChunks(
  { headers, bytes }: WrittenMessage,
  around: readonly Uint8Array[],
  mode: Mode,
  cut: Chunker,
): Promise<void> {
  const chunks = cut(bytes, { around });
  expect(await outcomeOfStream(headers, chunks, { mode })).toEqual(outcomeOfBuffer(headers, bytes, { mode }));
}

test('a good message reads the same in whatever chunks it comes, and as in memory', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), encodeOptions(), modes, chunker(), async (given, options, mode, cut) => {
      const message = await written(given, options);
      await expectSameInChunks(message, delimitersOf(message), mode, cut);
    }),
    runs(150),
  );
});

test('a damaged message reads or fails the same in whatever chunks it comes, and as in memory', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), mutator(), modes, chunker(), async (given, mutate, mode, cut) => {
      const message = await written(given);
      const damaged = { ...message, bytes: mutate(message.bytes) };
      await expectSameInChunks(damaged, delimitersOf(message), mode, cut);
    }),
    runs(300),
  );
});

test('any message reads or fails the same from a Node stream, whether its chunks are at hand or late', async () => {
  const lateness = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      multimediaMessage(),
      fc.option(mutator()),
      modes,
      chunker(),
      lateness,
      async (given, mutate, mode, cut, isLate) => {
        const { headers, bytes } = await written(given);
        const body = mutate?.(bytes) ?? bytes;
        const stream = (chunks: readonly Uint8Array[]) =>
          new ChunkStream(chunks, (index) => isLate[index % isLate.length] === true);
        const outcome = await outcomeOfStream(headers, cut(body), { mode }, stream);
        expect(outcome).toEqual(outcomeOfBuffer(headers, body, { mode }));
      },
    ),
    runs(200),
  );
});
