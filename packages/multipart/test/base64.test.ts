import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Base64Decoder } from '../src/base64-decoder.ts';
import { Base64Encoder, base64Length } from '../src/base64-encoder.ts';

interface Decoded {
  readonly bytes: Buffer;
  readonly deviation: string | undefined;
  readonly cutQuantum: boolean;
}

function decodeChunks(chunks: Iterable<Uint8Array>): Decoded {
  const decoder = new Base64Decoder();
  const decoded = Array.from(chunks, (chunk) => decoder.write(chunk));
  const bytes = Buffer.concat([...decoded, decoder.end()]);
  return { bytes, deviation: decoder.deviation, cutQuantum: decoder.cutQuantum };
}

function* chunksOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function decodeText(text: string): Decoded {
  return decodeChunks([Buffer.from(text, 'latin1')]);
}

function inLines(text: string, width: number, lineEnd: string): string {
  const lines: string[] = [];
  for (let start = 0; start < text.length; start += width) lines.push(text.slice(start, start + width));
  return lines.join(lineEnd);
}

const content = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) >> 3));

describe('base64 that is as it should be', () => {
  test.each([
    { width: 76, lineEnd: '\r\n' },
    { width: 76, lineEnd: '\n' },
    { width: 64, lineEnd: '\r\n' },
    { width: 61, lineEnd: '\r\n' },
    { width: 4, lineEnd: '\r\n' },
    { width: 1, lineEnd: '\n' },
    { width: 10_000, lineEnd: '\r\n' },
    { width: 76, lineEnd: ' \t\r\n' },
  ])('is decoded in lines of $width characters that end in $lineEnd', ({ width, lineEnd }) => {
    for (const length of [5000, 4999, 4998, 57, 3, 2, 1, 0]) {
      const bytes = content.subarray(0, length);
      const text = inLines(bytes.toString('base64'), width, lineEnd) + lineEnd;
      expect(decodeText(text)).toEqual({ bytes, deviation: undefined, cutQuantum: false });
    }
  });

  test('is the same at every cut', () => {
    const bytes = content.subarray(0, 800);
    const text = Buffer.from(inLines(bytes.toString('base64'), 76, '\r\n'));
    for (let cut = 0; cut <= text.length; cut += 1) {
      const decoded = decodeChunks([text.subarray(0, cut), text.subarray(cut)]);
      expect(decoded).toEqual({ bytes, deviation: undefined, cutQuantum: false });
    }
  });

  test('agrees with the platform, whatever the chunks', () => {
    const widths = fc.constantFrom(4, 60, 64, 72, 76, 77, 998);
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        widths,
        fc.integer({ min: 1, max: 2000 }),
        (bytes, width, size) => {
          const text = Buffer.from(inLines(Buffer.from(bytes).toString('base64'), width, '\r\n'));
          const decoded = decodeChunks(chunksOf(text, size));
          expect(decoded.bytes.equals(Buffer.from(text.toString(), 'base64'))).toBe(true);
          expect(decoded.deviation).toBeUndefined();
        },
      ),
    );
  });

  test('may come in chunks of hundreds of kilobytes', () => {
    const bytes = Buffer.concat(Array.from({ length: 60 }, () => content));
    for (const width of [76, 77, 16_384, 1_000_000]) {
      const decoded = decodeText(inLines(bytes.toString('base64'), width, '\r\n'));
      expect(decoded.deviation).toBeUndefined();
      expect(decoded.bytes.equals(bytes)).toBe(true);
    }
  });

  test('may have a line end, or padding, anywhere in a long chunk', () => {
    // In base64 these are 18 bytes short of 64 KiB.
    const bytes = Buffer.concat(Array.from({ length: 10 }, () => content)).subarray(0, 47_879);
    const lines = inLines(bytes.toString('base64'), 76, '\r\n');
    const twice = Buffer.concat([bytes, bytes]);
    for (let shift = 0; shift < 80; shift += 1) {
      const decoded = decodeText(`${'\n'.repeat(shift)}${lines}\r\n${lines}`);
      expect(decoded.bytes.equals(twice)).toBe(true);
    }
  });

  test('is decoded into bytes that later chunks leave alone', () => {
    const decoder = new Base64Decoder();
    const first = decoder.write(Buffer.from('QUJD'));
    decoder.write(Buffer.from('REVG'));
    expect(Buffer.from(first).toString()).toBe('ABC');
  });
});

describe('base64 that is broken', () => {
  test.each([
    { text: 'QU!JD', bytes: 'ABC', why: 'a foreign character is passed over' },
    { text: 'QU-JD_', bytes: 'ABC', why: 'so are those of the URL alphabet' },
    { text: 'QU\0\xffJD', bytes: 'ABC', why: 'so is any byte' },
    { text: 'QQ==QkM=', bytes: 'ABC', why: 'data after padding are decoded' },
    { text: 'QQ=\r\n=\r\nQkM=', bytes: 'ABC', why: 'data after padding are decoded' },
    { text: 'QUJD=', bytes: 'ABC', why: 'padding where none is due is passed over' },
    { text: '====QUJD', bytes: 'ABC', why: 'padding where none is due is passed over' },
    { text: 'QUJDR=', bytes: 'ABC', why: 'padding after one character ends it' },
    { text: 'QQ=Q', bytes: 'A', why: 'half of the padding is missing' },
  ])('is recovered: $why ($text)', ({ text, bytes }) => {
    const decoded = decodeText(text);
    expect(decoded.bytes.toString('latin1')).toBe(bytes);
    expect(decoded.deviation).toBe('broken-base64');
  });

  test.each([
    { text: 'QUJDQ', bytes: 'ABC' },
    { text: 'QUJDQU', bytes: 'ABCA' },
    { text: 'QUJDQUI', bytes: 'ABCAB' },
    { text: 'QUJDQQ=', bytes: 'ABCA' },
  ])('is known to be cut within a quantum: $text', ({ text, bytes }) => {
    const decoded = decodeText(text);
    expect(decoded).toEqual({ bytes: Buffer.from(bytes), deviation: 'broken-base64', cutQuantum: true });
  });

  test('is found in the middle of much that is good', () => {
    const good = inLines(content.toString('base64'), 76, '\r\n');
    for (const foreign of ['!', '-', '_', '=', '\x80', ',\r\n,']) {
      for (const at of [0, 75, 76, 77, 300, 1000, 6000]) {
        const decoded = decodeText(good.slice(0, at) + foreign + good.slice(at));
        expect(decoded.deviation).toBe('broken-base64');
        if (foreign !== '=') expect(decoded.bytes.equals(content)).toBe(true);
      }
    }
  });

  test('is found in a long chunk, wherever it stands', () => {
    const bytes = Buffer.concat(Array.from({ length: 24 }, () => content));
    const good = inLines(bytes.toString('base64'), 76, '\r\n');
    for (const foreign of ['!', '-', ',\r\n,']) {
      for (const at of [100, 65_000, 65_534, 65_535, 65_536, 65_537, 65_538, 66_000, 131_072, 150_000]) {
        const decoded = decodeText(good.slice(0, at) + foreign + good.slice(at));
        expect(decoded.deviation).toBe('broken-base64');
        expect(decoded.bytes.equals(bytes)).toBe(true);
      }
    }
  });

  test('gives the same whatever the chunks', () => {
    const lines = fc
      .tuple(fc.nat({ max: 900 }), fc.constantFrom(16, 60, 76, 77), fc.constantFrom('\r\n', '\n'))
      .map(([length, width, lineEnd]) => inLines(content.subarray(0, length).toString('base64'), width, lineEnd));
    const noise = fc.string({
      unit: fc.constantFrom('A', '/', '+', '=', '!', '-', '_', ' ', '\r', '\n', '\xff'),
      maxLength: 6,
    });
    const texts = fc
      .array(fc.oneof(lines, noise), { maxLength: 6 })
      .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 1500 }), (text, size) => {
        const byteByByte = decodeChunks(chunksOf(text, 1));
        expect(decodeChunks([text])).toEqual(byteByByte);
        expect(decodeChunks(chunksOf(text, size))).toEqual(byteByByte);
      }),
      { numRuns: 300 },
    );
  });
});

describe('encoding base64', () => {
  function encodeChunks(chunks: Iterable<Uint8Array>): string {
    const encoder = new Base64Encoder();
    const encoded = Array.from(chunks, (chunk) => encoder.write(chunk));
    return Buffer.concat([...encoded, encoder.end()]).toString('latin1');
  }

  test.each([0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 5000])(
    'of %i bytes gives lines of 76 characters, of a length known before',
    (length) => {
      const bytes = content.subarray(0, length);
      const expected = inLines(bytes.toString('base64'), 76, '\r\n');
      for (const size of [1, 19, 57, 64, 10_000]) expect(encodeChunks(chunksOf(bytes, size))).toBe(expected);
      expect(base64Length(length)).toBe(expected.length);
    },
  );
});
