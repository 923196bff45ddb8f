import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunker, chunking, mutation, mutator } from '../src/index.ts';

const body = Buffer.from('--b\r\n\r\nfirst\r\n--b\r\n\r\nsecond\r\n--b--\r\n');

test('chunks put together are the bytes, whatever the cuts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), chunker(), (bytes, cut) => {
      expect(Buffer.concat(cut(bytes, { around: [Buffer.from([0])] })).equals(bytes)).toBe(true);
    }),
  );
});

test('a body comes whole, byte by byte, with empty chunks, and cut inside what was asked for', () => {
  const ways = fc.sample(chunking(body, { around: [Buffer.from('second')] }), { numRuns: 500, seed: 7 });
  const ends = ways.map((chunks) => {
    let end = 0;
    return chunks.map(({ length }) => {
      end += length;
      return end;
    });
  });
  expect(ways.some((chunks) => chunks.length === 1)).toBe(true);
  expect(ways.some((chunks) => chunks.length >= body.length)).toBe(true);
  expect(ways.some((chunks) => chunks.some(({ length }) => length === 0))).toBe(true);
  const inside = body.indexOf('second') + 3;
  expect(ends.some((cuts) => cuts.includes(inside) && !cuts.includes(body.indexOf('first') + 2))).toBe(true);
});

test('a mutation leaves its input alone and changes it in the same way every time', () => {
  fc.assert(
    fc.property(fc.uint8Array(), mutator(), (bytes, mutate) => {
      const copy = bytes.slice();
      expect(mutate(bytes)).toEqual(mutate(bytes));
      expect(bytes).toEqual(copy);
    }),
  );
});

test('mutations shorten, lengthen and change bytes', () => {
  const mutated = fc.sample(mutation(body), { numRuns: 300, seed: 7 });
  expect(mutated.some(({ length }) => length < body.length)).toBe(true);
  expect(mutated.some(({ length }) => length > body.length)).toBe(true);
  expect(mutated.some((bytes) => bytes.length === body.length && !body.equals(bytes))).toBe(true);
  expect(mutated.some((bytes) => bytes.length < body.length && body.subarray(0, bytes.length).equals(bytes))).toBe(
    true,
  );
});
