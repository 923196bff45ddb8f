import { isDeepStrictEqual } from 'node:util';
import type { Mode } from '@mm7/schema';
import { describe, expect, test } from 'vitest';
import { read } from './read.ts';
import { expected, vectors } from './vector.ts';

/** Declares the tests of reading every vector in a mode: as it is, and however it may come in. */
export function describeReading(mode: Mode): void {
  describe.each(vectors)('$name', (vector) => {
    const { bytes } = vector;
    const wanted = expected(vector, mode);

    test('reads as expected', async () => {
      expect(await read([bytes], mode, vector)).toEqual(wanted);
    });

    test('reads the same when it comes byte by byte', async () => {
      const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
      expect(await read(single, mode, vector)).toEqual(wanted);
    });

    test('reads the same wherever it is cut in two', async () => {
      for (let cut = 0; cut <= bytes.length; cut += 1) {
        const outcome = await read([bytes.subarray(0, cut), bytes.subarray(cut)], mode, vector);
        // There are as many cuts as bytes, and an assertion that holds takes time as well.
        if (!isDeepStrictEqual(outcome, wanted)) expect(outcome, `cut after ${cut} bytes`).toEqual(wanted);
      }
    });
  });
}
