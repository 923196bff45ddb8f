import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CharsetError, decodeBytes, encodeText } from '../src/index.ts';
import { samples } from './encodings.ts';

test.each(samples)('text is encoded in $label', ({ label, text, bytes }) => {
  expect([...encodeText(text, label)]).toEqual(bytes);
});

test('utf-16 begins with a byte order mark, so that the reader can tell its order', () => {
  expect([...encodeText('a', 'utf-16')]).toEqual([0xff, 0xfe, 0x61, 0x00]);
  expect([...encodeText('a', 'utf-16be')]).toEqual([0x00, 0x61]);
});

describe('text that the encoding cannot carry', () => {
  test.each([
    { label: 'us-ascii', text: 'café', index: 3, character: 'é' },
    { label: 'iso-8859-1', text: 'a€', index: 1, character: '€' },
    { label: 'windows-1252', text: 'x😀', index: 1, character: '😀' },
    { label: 'windows-1252', text: 'x\ufffd', index: 1, character: '\ufffd' },
    { label: 'gbk', text: '你😀', index: 1, character: '😀' },
    { label: 'shift_jis', text: 'こ안', index: 1, character: '안' },
    { label: 'utf-8', text: 'a\ud83d', index: 1, character: '\ud83d' },
    { label: 'utf-16le', text: '\ude00', index: 0, character: '\ude00' },
  ])('is refused and located: $text in $label', ({ label, text, index, character }) => {
    const expected = expect.objectContaining({ code: 'unencodable-text', label, index, character });
    expect(() => encodeText(text, label)).toThrow(expected);
  });

  test('is told from text that already holds question marks', () => {
    expect([...encodeText('?', 'us-ascii')]).toEqual([0x3f]);
  });
});

test('an unknown label is a typed error', () => {
  expect(() => encodeText('a', 'klingon')).toThrow(expect.objectContaining({ code: 'unknown-charset' }));
});

test('what can be encoded is decoded to the same text', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '?', '\\', '~', '¥', 'é', '€', 'Ж', '你', '안', 'こ', '😀', '\ufffd'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...samples.map((sample) => sample.label)), text, (label, original) => {
      let bytes: Uint8Array;
      try {
        bytes = encodeText(original, label);
      } catch (error) {
        expect(CharsetError.is(error)).toBe(true);
        return;
      }
      expect(decodeBytes(bytes, label)).toBe(original);
    }),
  );
});
