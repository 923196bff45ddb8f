import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CharsetError, decodeBytes, encodeText, TextDecodingStream } from '../src/index.ts';
import { samples, undecodable } from './encodings.ts';

function decodeInChunks(label: string, chunks: readonly Uint8Array[]): string {
  const stream = new TextDecodingStream(label);
  let text = '';
  for (const chunk of chunks) text += stream.write(chunk);
  return text + stream.end();
}

/** The text, or the code of the typed error; anything else thrown fails the test. */
function outcome(decode: () => string): string {
  try {
    return `text: ${decode()}`;
  } catch (error) {
    if (!CharsetError.is(error)) throw error;
    return `error: ${error.code} at ${error.offset}`;
  }
}

describe('text', () => {
  test.each(samples)('in $label is decoded', ({ label, text, bytes }) => {
    expect(decodeBytes(Uint8Array.from(bytes), label)).toBe(text);
  });

  test.each(samples)('in $label is the same at every cut and byte by byte', ({ label, text, bytes }) => {
    const whole = Uint8Array.from(bytes);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      expect(decodeInChunks(label, [whole.subarray(0, cut), whole.subarray(cut)])).toBe(text);
    }
    expect(
      decodeInChunks(
        label,
        bytes.map((byte) => Uint8Array.of(byte)),
      ),
    ).toBe(text);
  });

  test('loses a byte order mark in every Unicode encoding', () => {
    for (const label of ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'gb18030']) {
      expect(decodeBytes(encodeText('\ufeffx', label), label)).toBe('x');
    }
    expect(decodeInChunks('utf-8', [Uint8Array.of(0xef), Uint8Array.of(0xbb, 0xbf), Uint8Array.of(0x78)])).toBe('x');
  });

  test('keeps a byte order mark that is not the first character', () => {
    expect(decodeBytes(encodeText('x\ufeff', 'utf-8'), 'utf-8')).toBe('x\ufeff');
  });

  test('labelled utf-16 is read in the order that its byte order mark names', () => {
    expect(decodeBytes(Uint8Array.of(0xfe, 0xff, 0x00, 0x61), 'utf-16')).toBe('a');
    expect(decodeBytes(Uint8Array.of(0xff, 0xfe, 0x61, 0x00), 'utf-16')).toBe('a');
  });
});

describe('bytes that the encoding does not have', () => {
  test.each(undecodable)('are an error in $label: $bytes', ({ label, bytes }) => {
    const whole = Uint8Array.from(bytes);
    const expected = expect.objectContaining({ code: 'undecodable-bytes' });
    expect(() => decodeBytes(whole, label)).toThrow(expected);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      expect(() => decodeInChunks(label, [whole.subarray(0, cut), whole.subarray(cut)])).toThrow(expected);
    }
  });

  test('are located in UTF-8, whatever the chunks', () => {
    const bytes = Uint8Array.of(0x61, 0xc3, 0xa9, 0xe4, 0xbd, 0x61);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(outcome(() => decodeInChunks('utf-8', chunks))).toBe('error: undecodable-bytes at 3');
    }
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'])('are not confused with a U+FFFD that %s carries', (label) => {
    const text = 'a\ufffdb';
    expect(decodeBytes(encodeText(text, label), label)).toBe(text);
  });
});

describe('any bytes whatever', () => {
  const labels = fc.constantFrom(
    ...samples.map((sample) => sample.label),
    'utf-16',
    'utf-32',
    'utf-7',
    'cesu8',
    'big5-hkscs',
  );
  const chunks = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 8 });

  test('give text without lone surrogates or a typed error', () => {
    fc.assert(
      fc.property(labels, fc.uint8Array({ maxLength: 64 }), (label, bytes) => {
        const result = outcome(() => decodeBytes(bytes, label));
        expect(result).not.toMatch(/\p{Surrogate}/u);
      }),
    );
  });

  test('give the same however they are cut', () => {
    fc.assert(
      fc.property(labels, chunks, (label, parts) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        expect(outcome(() => decodeInChunks(label, parts))).toBe(outcome(() => decodeBytes(whole, label)));
      }),
      { numRuns: 1000 },
    );
  });

  test('of text give it back however they are cut', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '<', 'é', '你', '😀', '\ufffd', '𠀀') });
    const cuts = fc.array(fc.nat({ max: 40 }));
    fc.assert(
      fc.property(
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'utf-32be'),
        texts,
        cuts,
        (label, text, at) => {
          const whole = encodeText(text, label);
          const edges = [0, ...at.filter((cut) => cut < whole.length).sort((one, other) => one - other), whole.length];
          const parts = edges.slice(1).map((end, index) => whole.subarray(edges[index], end));
          expect(decodeInChunks(label, parts)).toBe(text);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('are UTF-8 exactly if the platform says so', () => {
    const nearlyUtf8 = fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => new TextEncoder().encode(text)),
      fc
        .array(fc.constantFrom(0x61, 0x80, 0x90, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5))
        .map((bytes) => Uint8Array.from(bytes)),
    );
    fc.assert(
      fc.property(nearlyUtf8, (bytes) => {
        const platform = new TextDecoder('utf-8', { fatal: true });
        const expected = outcome(() => {
          try {
            return platform.decode(bytes);
          } catch {
            throw new CharsetError('undecodable-bytes', 'utf-8', 'as the platform says');
          }
        });
        expect(outcome(() => decodeBytes(bytes, 'utf-8')).replace(/ at \d+$/, ' at undefined')).toBe(expected);
      }),
    );
  });
});
