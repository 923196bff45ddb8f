import { describe, expect, test } from 'vitest';
import { CharsetError, decodeBytes, isKnownEncoding, TextDecodingStream } from '../src/index.ts';
import { samples } from './encodings.ts';

describe('labels', () => {
  test.each(samples)('$label is known', ({ label }) => {
    expect(isKnownEncoding(label)).toBe(true);
  });

  test.each(['UTF8', 'Utf_8', ' utf-8 ', 'ISO_8859-1:1987', 'latin1', 'KS_C_5601-1987', 'x-sjis'])(
    'the alias %o is known',
    (label) => {
      expect(isKnownEncoding(label)).toBe(true);
    },
  );

  test.each([
    '',
    'klingon',
    'iso-2022-jp',
    'base64',
    'hex',
    'binary',
    'utf-7',
    'utf-7-imap',
    '__proto__',
    'constructor',
    'toString',
    '_dbcs',
  ])('%o names no character set', (label) => {
    expect(isKnownEncoding(label)).toBe(false);
    expect(() => decodeBytes(new Uint8Array(), label)).toThrow(
      expect.objectContaining({ code: 'unknown-charset', label }),
    );
    expect(() => new TextDecodingStream(label)).toThrow(expect.objectContaining({ code: 'unknown-charset' }));
  });
});

describe('the error', () => {
  test('is recognised whichever build threw it', () => {
    const foreign = Object.assign(new Error('of another build'), { [Symbol.for('@mm7/charset/CharsetError')]: true });
    expect(CharsetError.is(foreign)).toBe(true);
    expect(CharsetError.is(new CharsetError('unknown-charset', 'x', 'message'))).toBe(true);
  });

  test('is not mistaken for others', () => {
    for (const other of [
      new Error('unknown-charset'),
      null,
      undefined,
      'unknown-charset',
      { code: 'unknown-charset' },
    ]) {
      expect(CharsetError.is(other)).toBe(false);
    }
  });
});
