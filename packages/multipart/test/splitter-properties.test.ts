import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteByByte, cutAfter, latin1, split, twoWayCuts } from './recording.ts';
import { referenceSplit } from './reference-splitter.ts';

const boundaries = ['b', '-', 'b-', '--', 'a:b', 'a b', '----=_Part_1_2.3', 'x>y', 'b'.repeat(70)] as const;

const piece = (boundary: string): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', '\n\n', '-', '--', ' ', '\t', '<', '>', ':', 'x'),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        `--${boundary}\r\n`,
        `\r\n--${boundary}\r\n`,
        `\n--${boundary}\n`,
        `\r\n--${boundary}`,
        `>--${boundary}\r\n`,
        `--${boundary}`,
        `\r\n--${boundary}--`,
        `\r\n--${boundary} \t\r\n`,
        `\r\n--${boundary}-inner\r\n`,
      ),
    },
    { weight: 1, arbitrary: fc.nat(boundary.length).map((length) => `\r\n--${boundary.slice(0, length)}`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('A: b\r\n', 'A: b\n', ' folded\r\n', '\r\n\r\n', '\r\n<', 'A', 'no field\r\n'),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
  );

const input = fc.constantFrom(...boundaries).chain((boundary) =>
  fc.record({
    boundary: fc.constant(boundary),
    opening: fc.constantFrom(`--${boundary}\r\n`, `--${boundary}\n`, ''),
    pieces: fc.array(piece(boundary), { maxLength: 14 }),
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
  }),
);

test('any body is split as the reference splitter says, however it is cut', () => {
  fc.assert(
    fc.property(input, ({ boundary, opening, pieces, sizes }) => {
      const body = latin1(opening + pieces.join(''));
      const expected = referenceSplit(body, boundary);
      const withoutHeaderWarnings = { limits: { headersPerPart: 1000 } };
      const check = (chunks: Uint8Array[]): void => {
        const outcome = split(chunks, boundary, withoutHeaderWarnings);
        const warnings = outcome.warnings.filter((code) => code !== 'invalid-boundary' && code !== 'raw-8bit-header');
        expect({ ...outcome, warnings }).toEqual(expected);
      };
      check([body]);
      check(byteByByte(body));
      check(cutAfter(body, sizes));
    }),
    { numRuns: 3000 },
  );
});

test('any body gives the same whole and at every two-way cut', () => {
  fc.assert(
    fc.property(input, ({ boundary, opening, pieces }) => {
      const body = latin1(opening + pieces.join(''));
      const whole = split([body], boundary);
      for (const chunks of twoWayCuts(body)) expect(split(chunks, boundary)).toEqual(whole);
    }),
    { numRuns: 150 },
  );
});

test('content that is no delimiter comes out byte for byte, at sizes where the probing search is used', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 64 }),
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.record({ at: fc.nat(20_000), length: fc.nat(20) }), { maxLength: 20 }),
      fc.integer({ min: 500, max: 20_000 }),
      (seed, repeats, nearMisses, size) => {
        const boundary = '----=_Part_204177_1620459331.1714983020517';
        const content = new Uint8Array(seed.length * repeats);
        for (let index = 0; index < repeats; index += 1) content.set(seed, index * seed.length);
        const delimiter = latin1(`\r\n--${boundary}`);
        for (const { at, length } of nearMisses) {
          if (at + length <= content.length) content.set(delimiter.subarray(delimiter.length - length), at);
          if (at + 2 * length <= content.length) content.set(delimiter.subarray(0, length), at + length);
        }
        const text = Buffer.from(content).toString('latin1');
        const body = latin1(`--${boundary}\r\n\r\n${text}\r\n--${boundary}\r\n\r\n${text}\r\n--${boundary}--\r\n`);
        const { parts, warnings, error } = split(cutAfter(body, [size]), boundary);
        expect(error).toBeUndefined();
        expect(warnings).toEqual([]);
        expect(parts.map((part) => part.content === text)).toEqual([true, true]);
      },
    ),
    { numRuns: 200 },
  );
});
