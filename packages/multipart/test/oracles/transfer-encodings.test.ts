import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import libqp from 'libqp';
import { expect, test } from 'vitest';
import { createTransferDecoder } from '../../src/index.ts';
import { latin1 } from '../recording.ts';
import { compareWith } from './oracle.ts';

function decoded(encoding: string, text: string): string {
  const decoder = createTransferDecoder(encoding);
  if (decoder === undefined) throw new Error(`no decoder of ${encoding}`);
  return Buffer.concat([decoder.write(latin1(text)), decoder.end()]).toString('latin1');
}

compareWith({
  name: 'Buffer, base64',
  inputs: [
    '',
    'QQ==',
    'QUI=',
    'QUJD',
    'QUJDREVG\r\nR0hJ\r\n',
    'Q\r\nU\r\nJ\r\nD',
    ' QU JD\t',
    'QUJD\0REVG',
    'QU*JD',
    'QQ',
    'QUI',
    'Q',
    'QQ=',
    'QQ==QUJD',
    'QUJD====',
    '=QUJD',
    'Q=UJD',
    'QR==',
    '-_-_',
    '+/+/',
    'QUJD\xff',
  ],
  differences: {
    'QQ==QUJD':
      'permitted: we differ because content put together from several encodings is better read whole; a warning says so, ' +
      'and it stops',
    '=QUJD':
      'permitted: we differ because content after padding is better read than lost; a warning says so, and it stops',
    'Q=UJD':
      'permitted: we differ because content after padding is better read than lost; a warning says so, and it stops',
    '-_-_': 'RFC 2045, 6.8: characters outside the alphabet are to be ignored; it reads those of base64url',
  },
  ours: (text) => decoded('base64', text),
  theirs: (text) => Buffer.from(text, 'base64').toString('latin1'),
});

compareWith({
  name: 'libqp, quoted-printable',
  inputs: [
    '',
    'plain',
    'a=3Db',
    'a=3db',
    '=41=42',
    'soft=\r\nbreak',
    'soft=\nbreak',
    'soft= \t\r\nbreak',
    'hard\r\nbreak',
    'hard\nbreak',
    'trailing \t\r\nspace',
    'trailing space \t',
    'kept=20\r\nspace',
    'end=',
    'end=\r\n',
    'a=b',
    'a=4',
    'a=4G',
    'a==41',
    'a\rb',
    'a \rb',
    'a= \rb',
    '\xe9',
    '\0',
    '=4=\r\n1',
  ],
  differences: {
    '=4=\r\n1': 'RFC 2045, 6.7 (1): the two digits follow the equals sign; it takes soft line breaks out first',
    'a \rb': 'RFC 2045, 6.7 (3): only white space at the end of a line is deleted, and CR alone ends none',
    'a= \rb': 'RFC 2045, 6.7 (3): only white space at the end of a line is deleted, and CR alone ends none',
  },
  ours: (text) => decoded('quoted-printable', text),
  theirs: (text) => libqp.decode(text).toString('latin1'),
});

test('any bytes that Buffer and libqp encode come out as these decode them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
      const given = Buffer.from(bytes);
      const base64 = given.toString('base64').replace(new RegExp(`.{${width}}`, 'g'), '$&\r\n');
      expect(decoded('base64', base64)).toBe(given.toString('latin1'));
      const quotedPrintable = libqp.wrap(libqp.encode(given), Math.max(4, width));
      expect(decoded('quoted-printable', quotedPrintable)).toBe(libqp.decode(quotedPrintable).toString('latin1'));
    }),
    { numRuns: 300 },
  );
});

test('any text without CR alone or a soft line break inside an octet is decoded as libqp decodes it', () => {
  const units = fc.constantFrom(
    '=g',
    '=4g',
    '=41',
    '=e9',
    ' ',
    '\t',
    '\r\n',
    '\n',
    '=\r\n',
    '=\n',
    '= \r\n',
    'a',
    '\xff',
    '==g',
  );
  fc.assert(
    fc.property(fc.string({ unit: units, maxLength: 12 }), (text) => {
      expect(decoded('quoted-printable', text)).toBe(libqp.decode(text).toString('latin1'));
    }),
    { numRuns: 500 },
  );
});

test('any text without padding inside is decoded as Buffer decodes it', () => {
  const units = fc.constantFrom('QUJD', 'Q', 'U', '+', '/', '\r\n', ' ', '*', '\0', '\xff', 'a');
  fc.assert(
    fc.property(fc.string({ unit: units, maxLength: 12 }), fc.constantFrom('', '=', '=='), (text, padding) => {
      expect(decoded('base64', text + padding)).toBe(Buffer.from(text + padding, 'base64').toString('latin1'));
    }),
    { numRuns: 500 },
  );
});
