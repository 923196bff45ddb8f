import { encodeText } from '@mm7/charset';
import { deviations } from '@mm7/schema';
import { describe, expect, test } from 'vitest';
import { type ParseOptions, parseEnvelope } from '../src/index.ts';
import { codesOf, deliverReq, refusal } from './documents.ts';

const subject = 'Grüße, Café';

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function document(declared: string, text = subject): string {
  return deliverReq(`<mm7:Subject>${text}</mm7:Subject>`).replace('encoding="UTF-8"', `encoding="${declared}"`);
}

describe('a character set that is declared correctly', () => {
  test.each([
    ['UTF-8', 'utf-8', undefined],
    ['ISO-8859-1', 'iso-8859-1', undefined],
    ['ISO-8859-1', 'iso-8859-1', 'ISO-8859-1'],
    ['windows-1252', 'windows-1252', 'windows-1252'],
    ['UTF-16', 'utf-16le', undefined],
    ['UTF-16', 'utf-16be', 'utf-16'],
  ])('%s is read in both modes', (declared, encoding, charset) => {
    const options = charset === undefined ? {} : { charset };
    for (const mode of ['lenient', 'strict'] as const) {
      const { message, warnings } = parseEnvelope(encodeText(document(declared), encoding), { ...options, mode });
      expect(message).toMatchObject({ subject });
      expect(warnings).toEqual([]);
    }
  });

  test('Content-Type goes before UTF-8 where the document declares nothing', () => {
    const xml = document('UTF-8').replace(/^<\?.*\?>\n/, '');
    expect(
      parseEnvelope(encodeText(xml, 'iso-8859-1'), { charset: 'iso-8859-1', mode: 'strict' }).message,
    ).toMatchObject({
      subject,
    });
  });

  test('a byte order mark is no part of the document', () => {
    expect(parseEnvelope(utf8(`\ufeff${document('UTF-8')}`), { mode: 'strict' }).message).toMatchObject({
      subject,
    });
    expect(parseEnvelope(`\ufeff${document('UTF-8')}`, { mode: 'strict' }).message).toMatchObject({ subject });
  });

  test('declarations do not matter to text that is decoded already', () => {
    expect(parseEnvelope(document('Big5'), { mode: 'strict', charset: 'utf-16' }).message).toMatchObject({ subject });
  });
});

const wrong: readonly (readonly [what: string, code: string, xml: Uint8Array, options: ParseOptions])[] = [
  ['UTF-16 declared over UTF-8', 'wrong-charset', utf8(document('UTF-16')), {}],
  ['UTF-16 in the Content-Type over UTF-8', 'wrong-charset', utf8(document('UTF-8')), { charset: 'utf-16' }],
  ['a character set that nobody knows', 'wrong-charset', utf8(document('x-nobody')), {}],
  [
    'Content-Type and declaration that disagree',
    'charset-mismatch',
    encodeText(document('windows-1252'), 'iso-8859-1'),
    { charset: 'iso-8859-15' },
  ],
  [
    'bytes that only the fallback can read',
    'undecodable-bytes',
    encodeText(document('UTF-8'), 'iso-8859-1'),
    { fallbackCharset: 'iso-8859-1' },
  ],
];

describe.each(wrong)('%s', (_what, code, xml, options) => {
  test('is read by lenient mode, with one warning', () => {
    const parsed = parseEnvelope(xml, options);
    expect(parsed.message).toMatchObject({ subject });
    expect(codesOf(parsed)).toEqual([code]);
  });

  test('is refused by strict mode at the declaration', () => {
    const error = refusal(xml, { ...options, mode: 'strict' });
    expect(error).toMatchObject({
      code,
      line: 1,
      statusCode: deviations[error.code as keyof typeof deviations].statusCode,
    });
  });
});

test('bytes that nothing can read are refused in both modes, and the reason is kept', () => {
  const xml = encodeText(document('UTF-8'), 'iso-8859-1');
  for (const mode of ['lenient', 'strict'] as const) {
    const error = refusal(xml, mode);
    expect(error.code).toBe('undecodable-envelope');
    expect(error.cause).toBeInstanceOf(Error);
  }
});

test('a fallback that nobody knows is an error only when it is needed', () => {
  expect(parseEnvelope(utf8(document('UTF-8')), { fallbackCharset: 'x-nobody' }).warnings).toEqual([]);
  const xml = encodeText(document('UTF-8'), 'iso-8859-1');
  expect(refusal(xml, { fallbackCharset: 'x-nobody' }).code).toBe('undecodable-envelope');
});

describe('an envelope that ends in the middle of a character', () => {
  const cut = (text: string): Uint8Array => utf8(text).subarray(0, -1);

  test('is truncated, and the reason is kept', () => {
    for (const xml of [`${deliverReq('')}é`, `${deliverReq('')}你`, `${deliverReq('')}😀`, ` \n${deliverReq('')}é`]) {
      const error = refusal(cut(xml), 'lenient');
      expect(error.code).toBe('truncated-body');
      expect(error.cause).toBeInstanceOf(Error);
    }
  });

  test('is not one that ends in bytes of no character', () => {
    const xml = utf8(deliverReq(''));
    for (const length of [4, 5]) {
      const bytes = new Uint8Array(xml.length + length).fill(0xff);
      bytes.set(xml);
      expect(refusal(bytes, 'lenient').code).toBe('undecodable-envelope');
    }
  });
});
