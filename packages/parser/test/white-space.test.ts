import { expect, test } from 'vitest';
import { hasNoBreakSpaceAround, isWhiteSpace, trim } from '../src/white-space.ts';

test.each([
  ['', ''],
  [' \t\r\n', ''],
  ['a', 'a'],
  [' a b\n', 'a b'],
  ['\u00a0a\u00a0b\u00a0', 'a\u00a0b'],
])('white space and no-break spaces go from both ends: %j', (text, trimmed) => {
  expect(trim(text)).toBe(trimmed);
});

test.each(['\u00a0', '\u00a0a', ' \u00a0a', 'a\u00a0', 'a\u00a0 ', ' a \u00a0'])(
  'there are no-break spaces around a text: %j',
  (text) => {
    expect(hasNoBreakSpaceAround(text)).toBe(true);
  },
);

test.each(['', ' ', 'a', ' a ', ' a\u00a0b ', 'a\u00a0b'])('there are none around it: %j', (text) => {
  expect(hasNoBreakSpaceAround(text)).toBe(false);
});

test('white space is that of XML', () => {
  for (const text of ['', ' ', '\t', '\n', '\r', ' \r\n\t']) expect(isWhiteSpace(text)).toBe(true);
  for (const text of ['a', ' a', '\u00a0', '\v', '\f']) expect(isWhiteSpace(text)).toBe(false);
});
