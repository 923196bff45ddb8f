import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DelimiterLead, DelimiterSearch } from '../src/delimiter-search.ts';

const delimiters = [
  '\r\n--b',
  '\n--b',
  '--b',
  '------=_Part_204177_1620459331',
  '\n------=_Part_204177_1620459331',
  '\r\n------=_Part_204177_1620459331',
  // Its last byte occurs nowhere else in it.
  '\r\n------=_Part_1234_56789',
  `\r\n--${'-'.repeat(70)}`,
  `>--${'xyz'.repeat(90)}`,
];

function searchFor(delimiter: string): DelimiterSearch {
  const [whole = '', lead = ''] = /^(.*?)--/s.exec(delimiter) ?? [];
  return new DelimiterSearch(isLead(lead) ? lead : '>', Buffer.from(delimiter.slice(whole.length - 2)));
}

function isLead(text: string): text is DelimiterLead {
  return text === '\r\n' || text === '\n' || text === '';
}

/** A kind of content: random bytes, one byte over and over, the alphabet of the delimiter, or its end. */
const filling = (delimiter: string): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.uint8Array({ minLength: 50, maxLength: 300 }),
    fc.constantFrom('\r', '-', '\0', delimiter.slice(1), delimiter.slice(0, -1)).map((text) => Buffer.from(text)),
    fc
      .array(fc.constantFrom(...delimiter), { minLength: 20, maxLength: 200 })
      .map((text) => Buffer.from(text.join(''))),
  );

test('the search finds what Buffer.indexOf finds, in every chunk of a long body', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...delimiters).chain((delimiter) =>
        fc.record({
          delimiter: fc.constant(delimiter),
          fillings: fc.array(filling(delimiter), { minLength: 1, maxLength: 4 }),
          places: fc.array(fc.nat(20_000), { maxLength: 4 }),
          end: fc.oneof(fc.constant(20_000), fc.nat(20_000)),
        }),
      ),
      ({ delimiter, fillings, places, end }) => {
        const search = searchFor(delimiter);
        for (let round = 0; round < 20; round += 1) {
          const chunk = Buffer.alloc(20_000, fillings[round % fillings.length]);
          for (const place of places) chunk.write(delimiter, place, 'latin1');
          const expected: number[] = [];
          const found: number[] = [];
          const searched = chunk.subarray(0, end);
          for (let at = searched.indexOf(delimiter); at !== -1; at = searched.indexOf(delimiter, at + 1))
            expected.push(at);
          for (let at = search.find(searched, 0); at !== -1; at = search.find(searched, at + 1)) found.push(at);
          expect(found).toEqual(expected);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test.each(delimiters)('a delimiter is found wherever it stands in a chunk among many: %j', (delimiter) => {
  const search = searchFor(delimiter);
  const filling = Buffer.alloc(4096, 'q');
  for (let searched = 0; searched < 64 * 1024; searched += filling.length) expect(search.find(filling, 0)).toBe(-1);
  for (const from of [0, 1, 100]) {
    for (let at = from; at + delimiter.length <= filling.length; at += at < from + 600 || at > 3400 ? 1 : 97) {
      const chunk = Buffer.from(filling);
      chunk.write(delimiter, at, 'latin1');
      expect(search.find(chunk, from)).toBe(at);
      expect(search.find(chunk, at + 1)).toBe(-1);
    }
  }
});

test('the beginning of a delimiter at the end of a chunk is found, and nothing else', () => {
  for (const delimiter of delimiters.filter((text) => !text.startsWith('-'))) {
    const search = searchFor(delimiter);
    for (let length = 1; length < delimiter.length; length += 1) {
      const chunk = Buffer.from(`${delimiter}x${delimiter.slice(0, length)}`);
      expect(search.findStart(chunk, 0)).toBe(delimiter.length + 1);
      expect(search.findStart(chunk, delimiter.length + 2)).toBe(-1);
    }
    expect(search.findStart(Buffer.from(`${delimiter.slice(0, 3)}!`), 0)).toBe(-1);
    expect(search.findStart(Buffer.alloc(0), 0)).toBe(-1);
  }
});
