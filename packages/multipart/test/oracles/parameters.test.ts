import fc from 'fast-check';
import libmime from 'libmime';
import { expect, test } from 'vitest';
import { MIMEType } from 'whatwg-mimetype';
import { parseContentType, parseParameters } from '../../src/index.ts';
import { compareWith } from './oracle.ts';

interface Reading {
  readonly value: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

function reading(value: string, parameters: Iterable<readonly [string, string]>): Reading {
  return { value, parameters: [...parameters].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

function ours(header: string): Reading {
  const { essence, parameters } = parseContentType(header);
  return reading(essence, parameters);
}

function whatwg(header: string): Reading {
  const type = MIMEType.parse(header);
  return type === null ? reading('', []) : reading(type.essence, type.parameters);
}

function oursAsSent(header: string): Reading {
  const { value, parameters } = parseParameters(header);
  return reading(value, parameters);
}

function libmimes(header: string): Reading {
  const { value, params } = libmime.parseHeaderValue(header);
  // It leaves the values of RFC 2231 as encoded words.
  const decoded = Object.entries(params).map(([name, text]) => [name, libmime.decodeWords(text)] as const);
  return reading(value, decoded);
}

const legal = [
  'text/xml',
  'text/xml; charset=utf-8',
  'Text/XML; CHARSET=UTF-8',
  'text/xml;charset=utf-8',
  'text/xml ; charset=utf-8',
  'text/xml; charset="utf-8"',
  'text/xml; charset=utf-8; charset=utf-16',
  'multipart/related; type="text/xml"; start="<a@b>"; boundary="a b:c"',
  'multipart/related; boundary=----=_Part_1_2.3',
  'multipart/related; boundary="a;b"; type=a/b',
  'image/gif; name="a \\"b\\" \\\\c.gif"',
  'image/gif; name="=?utf-8?B?w6k=?="',
  'text/plain; charset = utf-8',
  'text/plain (a comment); charset=utf-8',
  "image/gif; name*=utf-8''%C3%A9.gif",
  "image/gif; name*=iso-8859-1'fr'%e9.gif",
  'image/gif; name*0=one; name*1=two',
  "image/gif; name*0*=utf-8''%C3; name*1*=%A9.gif",
  'a/b; __proto__=1; constructor=2',
  '{a}/b',
  'a/b; x=" y "',
];
const deviating = [
  'text/xml; charset=utf-8;',
  'text/xml;; charset=utf-8',
  'text/xml; charset',
  'text/xml; charset=',
  'text/xml; charset=""',
  'text/xml; charset="utf-8',
  'text/xml; charset=utf-8 x=y',
  'text/xml charset=utf-8',
  'text/xml; a b=c',
  'text/xml; type=text/xml',
  'text',
  '',
  '/xml',
  'te<xt/xml',
];

compareWith({
  name: 'whatwg-mimetype',
  inputs: [...legal, ...deviating],
  differences: {
    '{a}/b': 'RFC 2045, 5.1: braces may stand in a token, though not in one of HTTP',
    'text/plain; charset = utf-8': 'RFC 5322, 3.2.2: there may be white space between any two tokens of a field',
    'text/plain (a comment); charset=utf-8': 'RFC 2045, 5.1: comments are allowed',
    "image/gif; name*=utf-8''%C3%A9.gif":
      'RFC 2231, 4: the value is percent-encoded, and the asterisk no part of the name',
    "image/gif; name*=iso-8859-1'fr'%e9.gif":
      'RFC 2231, 4: the value is percent-encoded, and the asterisk no part of the name',
    'image/gif; name*0=one; name*1=two': 'RFC 2231, 3: these are pieces of one value',
    "image/gif; name*0*=utf-8''%C3; name*1*=%A9.gif": 'RFC 2231, 4.1: these are pieces of one value',
    'image/gif; name="=?utf-8?B?w6k=?="':
      'permitted: we differ because senders do so although RFC 2047, 5 forbids it, and only in names of files',
    'text/xml; charset=utf-8 x=y':
      'permitted: we differ because a semicolon is more likely forgotten than white space meant; a warning says so',
    'text/xml charset=utf-8':
      'permitted: we differ because a semicolon is more likely forgotten than white space meant; a warning says so',
  },
  ours,
  theirs: whatwg,
});

compareWith({
  name: 'libmime',
  inputs: [...legal, ...deviating],
  differences: {
    'text/xml; charset=utf-8; charset=utf-16':
      'permitted: we differ because the first of a repeated parameter counts, as to browsers; to it the last does',
    'text/plain (a comment); charset=utf-8': 'RFC 2045, 5.1: comments are allowed',
    'a/b; __proto__=1; constructor=2': 'RFC 2045, 5.1: any token is a name; it loses the parameter',
    'a/b; x=" y "': 'RFC 822, 3.3: white space in quotes is part of the value',
    'text/xml;; charset=utf-8': 'RFC 2045, 5.1: a semicolon is no part of a name',
    'text/xml; charset': 'RFC 2045, 5.1: what has no value is no parameter',
    'text/xml; charset=': 'RFC 2045, 5.1: what has no value is no parameter',
    'text/xml; charset=utf-8 x=y': 'RFC 2045, 5.1: white space is no part of a value without quotes',
    'text/xml charset=utf-8': 'RFC 2045, 5.1: white space is no part of a subtype',
    'text/xml; a b=c': 'RFC 2045, 5.1: white space is no part of a name',
  },
  ours: oursAsSent,
  theirs: libmimes,
});

const token = fc.stringMatching(/^[A-Za-z0-9!#$&+.^_`|~-]{1,8}$/);
const quotable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const parameters = fc.uniqueArray(fc.tuple(token, fc.oneof(token, quotable)), {
  selector: ([name]) => name.toLowerCase(),
  maxLength: 4,
});

test('any Content-Type with tokens and quoted strings is read as whatwg-mimetype and libmime read it', () => {
  fc.assert(
    fc.property(token, token, parameters, (type, subtype, pairs) => {
      const written = pairs.map(([name, value]) => `; ${name}="${value.replace(/["\\]/g, '\\$&')}"`);
      const header = `${type}/${subtype}${written.join('')}`;
      expect(ours(header)).toEqual(whatwg(header));
      fc.pre(pairs.every(([, value]) => value.trim() === value));
      expect(oursAsSent(header)).toEqual(libmimes(header));
    }),
    { numRuns: 300 },
  );
});
