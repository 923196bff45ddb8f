import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseContentType } from '../src/content-type.ts';
import { formatParameter } from '../src/header-format.ts';
import { parseParameters } from '../src/parameters.ts';

function parametersOf(header: string): Record<string, string> {
  return Object.fromEntries(parseParameters(header).parameters);
}

describe('a media type', () => {
  test.each([
    ['text/xml', 'text/xml'],
    ['Multipart/RELATED; boundary=b', 'multipart/related'],
    ['  text/xml  ; charset=utf-8', 'text/xml'],
    ['application/vnd.3gpp.mms+xml', 'application/vnd.3gpp.mms+xml'],
    ['(comment) text/plain (another (nested) one)', 'text/plain'],
  ])('is read in lower case: %s', (value, essence) => {
    expect(parseContentType(value)).toMatchObject({ essence, deviations: [] });
  });

  test.each([undefined, '', 'text', 'text/', '/xml', 'te<xt/xml', 'text/xml/x', ';charset=utf-8'])(
    'is empty where there is none: %s',
    (value) => {
      expect(parseContentType(value).essence).toBe('');
    },
  );
});

describe('parameters that are legal', () => {
  test.each([
    ['a/b; type="text/xml"; start="<x@y>"', { type: 'text/xml', start: '<x@y>' }],
    ['a/b;x=1;y=2', { x: '1', y: '2' }],
    ['a/b ; X = 1 ; y\t=\t"2"', { x: '1', y: '2' }],
    ['a/b; x="a\\"b\\\\c"', { x: 'a"b\\c' }],
    ['a/b; x=""', { x: '' }],
    ['a/b; x="one; two=2"', { x: 'one; two=2' }],
    ['a/b;\r\n x=1;\n\ty=2', { x: '1', y: '2' }],
    ['a/b;\rx=1', { x: '1' }],
    ['a/b; x=1 (a ; comment \\) y=2); z=3', { x: '1', z: '3' }],
    ["a/b; x='quotes'", { x: "'quotes'" }],
    ['a/b; x=1; X=2; x=3', { x: '1' }],
    ['a/b; __proto__=1; constructor="2"', JSON.parse('{"__proto__":"1","constructor":"2"}')],
  ])('are read without deviation: %s', (header, expected) => {
    expect(parametersOf(header)).toEqual(expected);
    expect(parseParameters(header).deviations).toEqual([]);
  });

  test('may be a boundary with spaces, in quotes', () => {
    const { parameters } = parseContentType('multipart/mixed; boundary="a b=_c"');
    expect(parameters.get('boundary')).toBe('a b=_c');
  });
});

describe('parameters that deviate', () => {
  test.each([
    ['a/b; boundary=----=_Part_1', { boundary: '----=_Part_1' }, 'unquoted-parameter'],
    ['a/b; start=<x@y>; z=1', { start: '<x@y>', z: '1' }, 'unquoted-parameter'],
    ['a/b; type=text/xml', { type: 'text/xml' }, 'unquoted-parameter'],
    ['a/b; x=1\x7f', { x: '1\x7f' }, 'unquoted-parameter'],
    ['a/b; x=1;', { x: '1' }, 'trailing-semicolon'],
    ['a/b;', {}, 'trailing-semicolon'],
    ['a/b; x=1; ', { x: '1' }, 'trailing-semicolon'],
    ['a/b; x="unclosed', { x: 'unclosed' }, 'malformed-parameter'],
    ['a/b; x="unclosed; y=2', { x: 'unclosed', y: '2' }, 'malformed-parameter'],
    ['a/b; x=" unclosed\t ; y=2', { x: 'unclosed', y: '2' }, 'malformed-parameter'],
    ['a/b; x="unclosed\\', { x: 'unclosed\\' }, 'malformed-parameter'],
    ['a/b; x; y=2', { y: '2' }, 'malformed-parameter'],
    ['a/b; =1; y=2', { y: '2' }, 'malformed-parameter'],
    ['a/b; x=; y=2', { y: '2' }, 'malformed-parameter'],
    ['a/b;; y=2', { y: '2' }, 'malformed-parameter'],
    ['a/b; x=1 y=2', { x: '1', y: '2' }, 'malformed-parameter'],
    ['a/b charset=utf-8', { charset: 'utf-8' }, 'malformed-parameter'],
    ['a/b; x="1"y=2', { x: '1', y: '2' }, 'malformed-parameter'],
    ['a/b; x=1 (unclosed', { x: '1' }, 'malformed-parameter'],
  ])('are read as well as can be: %s', (header, expected, code) => {
    expect(parametersOf(header)).toEqual(expected);
    expect(parseParameters(header).deviations).toEqual([code]);
  });

  test('by raw characters outside US-ASCII are not said to lack quotes', () => {
    expect(parseParameters('attachment; filename=café.jpg')).toMatchObject({ deviations: [] });
    expect(parametersOf('attachment; filename=café.jpg')).toEqual({ filename: 'café.jpg' });
  });
});

describe('parameters as RFC 2231 has them', () => {
  test.each([
    ["a; filename*=UTF-8''caf%C3%A9.jpg", { filename: 'café.jpg' }],
    ["a; filename*=iso-8859-1'en'caf%e9", { filename: 'café' }],
    ["a; filename*=GB2312''%C4%E3%BA%C3", { filename: '你好' }],
    ["a; filename*=''plain", { filename: 'plain' }],
    ['a; x*0=one; x*1=" two"; x*2=three', { x: 'one twothree' }],
    ['a; x*1=two; x*0=one', { x: 'onetwo' }],
    ["a; x*0*=UTF-8''caf%C3; x*1*=%A9; x*2=.jpg", { x: 'café.jpg' }],
    ["a; x*0*=UTF-8''a; x*1=%41; x*2*=%41", { x: 'a%41A' }],
    ["a; x*0=it's'; x*1*=%41", { x: "it's'A" }],
    ['a; x*0=one; x*0=two', { x: 'one' }],
    ["a; x*=UTF-8''a; x*0=b; x*1=c; x*9999=d", { x: 'a' }],
    [
      `a; x*0*=''0; ${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `x*${n}*=%2C${n}`).join('; ')}`,
      { x: '0,1,2,3,4,5,6,7,8,9,10' },
    ],
    ["a; filename=plain.jpg; filename*=UTF-8''%C3%A9.jpg", { filename: 'é.jpg' }],
    ["a; filename*=UTF-8''%C3%A9.jpg; filename=plain.jpg", { filename: 'é.jpg' }],
  ])('are decoded: %s', (header, expected) => {
    expect(parametersOf(header)).toEqual(expected);
    expect(parseParameters(header).deviations).toEqual([]);
  });

  test.each([
    ["a; x*=klingon''abc", { x: "klingon''abc" }],
    ["a; x*=UTF-8''%FF", { x: "UTF-8''%FF" }],
    ["a; x*=UTF-8''100%", { x: '100%' }],
    ['a; x*=abc', { x: 'abc' }],
    ["a; x*=utf-8'abc", { x: "utf-8'abc" }],
    ["a; x*=UTF-8''%z1%1z", { x: '%z1%1z' }],
    ["a; x*=UTF-8''a; x*y=one", { x: 'a' }],
    ["a; x*=UTF-8''a; x*-1=one", { x: 'a' }],
    ["a; x*=UTF-8''a; x*10000=one", { x: 'a' }],
    ['a; x*1=two', {}],
    ['a; x=plain; x*1=two', { x: 'plain' }],
    ['a; x*0=one; x*2=three', { x: 'one' }],
    ['a; x*0=one; x*01=two', { x: 'one' }],
    ['a; x*99999999999=one', {}],
    ['a; x*y=one', {}],
  ])('are recovered as far as can be: %s', (header, expected) => {
    expect(parametersOf(header)).toEqual(expected);
    expect(parseParameters(header).deviations).toEqual(['malformed-parameter']);
  });
});

test('encoded words are decoded in file names and nowhere else', () => {
  const header = 'a/b; name="=?UTF-8?B?w6k=?="; boundary="=?UTF-8?B?w6k=?="';
  expect(parametersOf(header)).toEqual({ name: 'é', boundary: '=?UTF-8?B?w6k=?=' });
});

describe('parameters that are written', () => {
  test.each([
    ['charset', 'utf-8', 'charset=utf-8'],
    ['type', 'text/xml', 'type="text/xml"'],
    ['start', '<a@b>', 'start="<a@b>"'],
    ['x', '', 'x=""'],
    ['x', 'a"b\\', 'x="a\\"b\\\\"'],
    ['x', 'a\tb', 'x="a\tb"'],
    ['filename', 'café 1.jpg', "filename*=UTF-8''caf%C3%A9%201.jpg"],
  ])('are quoted or encoded if they must be: %s=%s', (name, value, expected) => {
    expect(formatParameter(name, value)).toBe(expected);
  });

  test.each([
    ['x', 'a\r\nX-Injected: 1'],
    ['x', 'a\n'],
    ['x', 'a\0'],
    ['x', 'é\r\n'],
    ['x', 'a b\x7f'],
    ['x', 'é\ud800'],
    ['x', 'é\udfff'],
    ['x\r\ny', 'a'],
    ['', 'a'],
    ['é', 'a'],
  ])('are refused if no header can carry them: %j=%j', (name, value) => {
    expect(() => formatParameter(name, value)).toThrow(expect.objectContaining({ code: 'invalid-header-value' }));
  });

  test('are refused with the character and where it stands', () => {
    expect(() => formatParameter('x', 'é😀\n')).toThrow('U+000A at index 3');
    expect(() => formatParameter('x', 'a b\x7f')).toThrow('U+007F at index 3');
  });

  test('are read again as they were', () => {
    const values = fc.string({ unit: 'grapheme' }).filter((value) => !/\p{Cc}|\p{Surrogate}/u.test(value));
    fc.assert(
      fc.property(values, (value) => {
        const { parameters, deviations } = parseParameters(`a/b; ${formatParameter('x', value)}; y=z`);
        expect([...parameters].sort()).toEqual([
          ['x', value],
          ['y', 'z'],
        ]);
        expect(deviations).toEqual([]);
      }),
    );
  });
});

test('any text whatever is parsed without an error', () => {
  const pieces = fc.constantFrom(
    ';',
    '=',
    '"',
    '\\',
    '(',
    ')',
    '*',
    "'",
    '%',
    '%C3',
    ' ',
    'a',
    '0',
    '=?',
    '?=',
    '?q?',
    'é',
    '\ud800',
    '\r',
    '/',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (text) => {
      const { parameters } = parseContentType(text.join(''));
      for (const name of parameters.keys()) expect(name).toBe(name.toLowerCase());
    }),
    { numRuns: 1000 },
  );
});
