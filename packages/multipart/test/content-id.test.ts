import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentIdFromUrl, contentIdToUrl, parseContentId } from '../src/content-id.ts';

test.each([
  ['<image@mms>', 'image@mms', true],
  [' <image> ', 'image', true],
  ['soap-start', 'soap-start', false],
  ['<soap-start', '<soap-start', false],
  ['<image>;', 'image', true],
  ['image;', 'image;', false],
  ['image>', 'image>', false],
  ['< image >', 'image', true],
  ['<', '<', false],
  ['<>', '', true],
  ['', '', false],
])('an id is read with or without brackets: %j', (value, id, bracketed) => {
  expect(parseContentId(value)).toEqual({ id, bracketed });
});

test.each([
  ['cid:image.jpg', 'image.jpg'],
  ['CID:image.jpg', 'image.jpg'],
  ['cid:my%20image', 'my image'],
  ['cid:%3Cimage%3e', 'image'],
  ['cid:image ', 'image'],
  [' cid:image', 'image'],
  ['cid:%zz%C3%A9', '%zzé'],
  ['cid:100%', '100%'],
  ['cid:%zz%20x', '%zz x'],
  ['cid:%FF', '%FF'],
  ['cid:caf%C3%A9', 'café'],
  ['cid:', ''],
])('a cid URL names an id: %j', (url, id) => {
  expect(contentIdFromUrl(url)).toBe(id);
});

test.each(['image.jpg', 'http://example.com/cid:1', 'mid:1', 'ci', ''])('another URL names none: %j', (url) => {
  expect(contentIdFromUrl(url)).toBeUndefined();
});

test('an id is percent-encoded where a URL needs it', () => {
  expect(contentIdToUrl('image@mms.example')).toBe('cid:image@mms.example');
  expect(contentIdToUrl('a b/é%?#<')).toBe('cid:a%20b%2F%C3%A9%25%3F%23%3C');
});

test('any id survives the way through a URL', () => {
  const ids = fc.string({ unit: 'grapheme' }).filter((id) => !/^\s|\s$|^<.*>$|\p{Surrogate}/su.test(id));
  fc.assert(
    fc.property(ids, (id) => {
      expect(contentIdFromUrl(contentIdToUrl(id))).toBe(id);
    }),
  );
});
