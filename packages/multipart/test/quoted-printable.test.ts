import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QuotedPrintableDecoder } from '../src/quoted-printable-decoder.ts';

interface Decoded {
  readonly text: string;
  readonly deviation: string | undefined;
}

function decodeChunks(chunks: readonly Uint8Array[]): Decoded {
  const decoder = new QuotedPrintableDecoder();
  const decoded = chunks.map((chunk) => decoder.write(chunk));
  const text = Buffer.concat([...decoded, decoder.end()]).toString('latin1');
  expect(decoder.cutQuantum).toBe(false);
  return { text, deviation: decoder.deviation };
}

/** Decodes the text whole, and demands the same of it at every cut and byte by byte. */
function decode(text: string): Decoded {
  const bytes = Buffer.from(text, 'latin1');
  const whole = decodeChunks([bytes]);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(decodeChunks([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
  }
  expect(decodeChunks(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  return whole;
}

describe('quoted-printable that is as it should be', () => {
  test.each([
    { text: 'plain text', expected: 'plain text' },
    { text: 'caf=C3=A9', expected: 'caf\xc3\xa9' },
    { text: '1=3D2', expected: '1=2' },
    { text: 'one=\r\ntwo', expected: 'onetwo' },
    { text: 'one=\ntwo', expected: 'onetwo' },
    { text: 'one = \t\r\ntwo', expected: 'one two' },
    { text: 'one  \t\r\ntwo', expected: 'one\r\ntwo' },
    { text: 'one \ntwo', expected: 'one\ntwo' },
    { text: 'one=20\r\ntwo', expected: 'one \r\ntwo' },
    { text: 'one\r\n\r\n two\r\n', expected: 'one\r\n\r\n two\r\n' },
    { text: 'end  ', expected: 'end' },
    { text: 'a\tb', expected: 'a\tb' },
    { text: '!\t~', expected: '!\t~' },
    { text: 'one\ntwo', expected: 'one\ntwo' },
    { text: `a${' '.repeat(998)}\nb`, expected: 'a\nb' },
    { text: '', expected: '' },
  ])('is decoded: $text', ({ text, expected }) => {
    expect(decode(text)).toEqual({ text: expected, deviation: undefined });
  });
});

describe('quoted-printable that is broken', () => {
  test.each([
    { text: '50=% off', expected: '50=% off' },
    { text: 'a=b', expected: 'a=b' },
    { text: 'a=4G', expected: 'a=4G' },
    { text: 'a==41', expected: 'a=A' },
    { text: 'a=4=41', expected: 'a=4A' },
    { text: 'a=c3=A9', expected: 'a\xc3\xa9' },
    { text: '=a9', expected: '\xa9' },
    { text: '=9a', expected: '\x9a' },
    { text: 'a= b', expected: 'a= b' },
    { text: 'a= \rb', expected: 'a= \rb' },
    { text: 'a \rb', expected: 'a \rb' },
    { text: 'a\r', expected: 'a\r' },
    { text: 'a\r\r\nb', expected: 'a\r\r\nb' },
    { text: 'caf\xe9', expected: 'caf\xe9' },
    { text: 'a\0b', expected: 'a\0b' },
    { text: 'a\x7fb', expected: 'a\x7fb' },
    { text: `a${' '.repeat(999)}\r\nb`, expected: `a${' '.repeat(999)}\r\nb` },
    { text: 'a=', expected: 'a' },
    { text: 'a= ', expected: 'a' },
    { text: 'a=\r', expected: 'a' },
    { text: 'a=4', expected: 'a=4' },
  ])('is recovered: $text', ({ text, expected }) => {
    expect(decode(text)).toEqual({ text: expected, deviation: 'broken-quoted-printable' });
  });

  test('keeps white space that goes on for longer than any line, so that what is held stays small', () => {
    const bytes = Buffer.from(`a${' '.repeat(3000)}\r\nb`);
    const decoded = decodeChunks([bytes]);
    expect(decoded.deviation).toBe('broken-quoted-printable');
    expect(decoded.text.startsWith(`a${' '.repeat(998)}`)).toBe(true);
    expect(decodeChunks(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(decoded);
  });
});

test('any bytes that are encoded are decoded to the same', () => {
  const escaped = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const lines =
        Array.from(bytes, escaped)
          .join('')
          .match(/.{1,75}/g) ?? [];
      expect(decode(lines.join('=\r\n'))).toEqual({
        text: Buffer.from(bytes).toString('latin1'),
        deviation: undefined,
      });
    }),
  );
});

test('any text whatever gives the same at every cut', () => {
  const texts = fc.string({
    unit: fc.constantFrom('=', '4', 'c', 'G', ' ', '\t', '\r', '\n', 'x', '\xe9'),
    maxLength: 20,
  });
  fc.assert(
    fc.property(texts, (text) => {
      decode(text);
    }),
    { numRuns: 1000 },
  );
});
