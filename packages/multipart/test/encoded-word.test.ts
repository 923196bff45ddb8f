import { expect, test } from 'vitest';
import { decodeEncodedWords } from '../src/encoded-word.ts';
import { fileNameOf } from '../src/file-name.ts';
import { HeaderFields } from '../src/header-fields.ts';

test.each([
  ['plain text', 'plain text'],
  ['=?UTF-8?Q?caf=C3=A9?=', 'café'],
  ['=?utf-8?q?a_b=5Fc?=', 'a b_c'],
  ['=?UTF-8?B?5L2g5aW9?=', '你好'],
  ['=?GB2312?B?xOO6ww==?= (hello)', '你好 (hello)'],
  ['=?iso-8859-1*en?Q?caf=E9?=', 'café'],
  ['=?utf-8?b?5L2g5aW9?=', '你好'],
  ['(=?UTF-8?Q?a?=)', '(a)'],
  [' =?UTF-8?Q?a?=', ' a'],
  ['a =?b =?UTF-8?Q?c?=', 'a =?b c'],
])('encoded words are decoded: %s', (value, expected) => {
  expect(decodeEncodedWords(value)).toBe(expected);
});

test.each([
  ['=?UTF-8?Q?a?= =?UTF-8?Q?b?=', 'ab'],
  ['=?UTF-8?Q?a?=\t  =?ISO-8859-1?Q?=E9?=', 'aé'],
  ['=?UTF-8?Q?a?= b =?UTF-8?Q?c?=', 'a b c'],
  ['x =?UTF-8?Q?a?= y', 'x a y'],
  ['=?UTF-8?Q?a?= =?klingon?Q?b?=', 'a =?klingon?Q?b?='],
  ['=?klingon?Q?b?= =?UTF-8?Q?a?=', '=?klingon?Q?b?= a'],
])('white space goes between two of them and nowhere else: %s', (value, expected) => {
  expect(decodeEncodedWords(value)).toBe(expected);
});

test('a character that is cut in two by adjacent words is put together again', () => {
  expect(decodeEncodedWords('=?UTF-8?B?5L0=?= =?utf-8?B?oA==?=')).toBe('你');
  expect(decodeEncodedWords('=?UTF-8?Q?=C3?= =?UTF-8?Q?=A9?=')).toBe('é');
});

test.each([
  '=?klingon?Q?a?=',
  '=?UTF-8?X?a?=',
  '=?UTF-8?Q?a',
  '=?UTF-8?Qxa?=',
  '=??Q?a?=',
  '=?UTF-8?Q?a?',
  '=?UTF-8?Q',
  '=?UTF-8',
  '=?',
  '=?UTF-8?Q?=FF?=',
  'a =?b c',
  '=?klingon?Q?a?= =?klingon?Q?b?=',
])('what cannot be decoded stays as it is: %s', (value) => {
  expect(decodeEncodedWords(value)).toBe(value);
});

test('an equals sign that begins no byte stands for itself', () => {
  expect(decodeEncodedWords('=?UTF-8?Q?1=2=ZZ=?=')).toBe('1=2=ZZ=');
});

test.each([
  {
    headers: [
      ['Content-Disposition', 'attachment; filename="a.jpg"'],
      ['Content-Type', 'image/jpeg; name=b.jpg'],
    ],
    expected: 'a.jpg',
  },
  {
    headers: [
      ['Content-Disposition', 'inline'],
      ['Content-Type', 'image/jpeg; name=b.jpg'],
    ],
    expected: 'b.jpg',
  },
  { headers: [['content-type', 'image/jpeg; name="=?UTF-8?B?w6kuanBn?="']], expected: 'é.jpg' },
  { headers: [['Content-Disposition', "attachment; filename*=UTF-8''%C3%A9.jpg"]], expected: 'é.jpg' },
  { headers: [['Content-Disposition', 'attachment; filename=""']], expected: undefined },
  { headers: [], expected: undefined },
] as const)('the file name of a part comes from its headers: $expected', ({ headers, expected }) => {
  expect(fileNameOf(new HeaderFields(headers))).toBe(expected);
});
