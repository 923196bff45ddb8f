import { describe, expect, test } from 'vitest';
import { decodeText, encodeText } from '../src/index.ts';

test('text without a label is UTF-8', () => {
  expect(decodeText(encodeText('你好', 'utf-8'))).toEqual({ text: '你好', encoding: 'utf-8', deviations: [] });
});

test('a label never brings control characters or great length into a message', () => {
  for (const declared of ['us\u0007-ascii', `${'x'.repeat(10_000)}\u001b`]) {
    const [deviation] = decodeText(encodeText('é', 'utf-8'), { declared }).deviations;
    expect(deviation?.message).toMatch(/^\P{Cc}{1,200}$/u);
  }
});

test('text is read by its declared encoding', () => {
  const decoded = decodeText(encodeText('你好', 'gb2312'), { declared: 'GB2312' });
  expect(decoded).toEqual({ text: '你好', encoding: 'gb2312', deviations: [] });
});

test('a byte order mark counts more than the declared encoding', () => {
  const decoded = decodeText(encodeText('\ufeffa', 'utf-16be'), { declared: 'utf-16' });
  expect(decoded).toEqual({ text: 'a', encoding: 'utf-16be', deviations: [] });
});

test('a byte order mark that the declared encoding contradicts is reported once', () => {
  const { text, deviations } = decodeText(encodeText('\ufeffé', 'utf-8'), { declared: 'iso-8859-1' });
  expect(text).toBe('é');
  expect(deviations.map(({ code }) => code)).toEqual(['charset-mismatch']);
});

test.each([
  { declared: 'klingon', why: 'names nothing' },
  { declared: 'us-ascii', why: 'is disproved' },
  { declared: 'utf-16', why: 'is disproved' },
])('a label that $why ($declared) is reported and UTF-8 is tried', ({ declared }) => {
  const { text, encoding, deviations } = decodeText(encodeText('é!', 'utf-8'), { declared });
  expect(text).toBe('é!');
  expect(encoding).toBe('utf-8');
  expect(deviations.map(({ code }) => code)).toEqual(['wrong-charset']);
});

describe('bytes that fit no label and are not UTF-8', () => {
  const bytes = Uint8Array.of(0x63, 0x61, 0x66, 0xe9);

  test('are read by the fallback and reported once', () => {
    for (const declared of [undefined, 'utf-8', 'us-ascii']) {
      const { text, encoding, deviations } = decodeText(bytes, { declared, fallback: 'windows-1252' });
      expect(text).toBe('café');
      expect(encoding).toBe('windows-1252');
      expect(deviations.map(({ code }) => code)).toEqual(['undecodable-bytes']);
    }
  });

  test('are an error without one, which says where', () => {
    expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ code: 'undecodable-bytes', offset: 3 }));
    const marked = Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes);
    expect(() => decodeText(marked)).toThrow(expect.objectContaining({ code: 'undecodable-bytes', offset: 6 }));
  });

  test('are an error if the fallback does not have them either', () => {
    const expected = expect.objectContaining({ code: 'undecodable-bytes', label: 'windows-1252' });
    expect(() => decodeText(Uint8Array.of(0x81), { fallback: 'windows-1252' })).toThrow(expected);
  });

  test('are an error if the fallback is unknown', () => {
    expect(() => decodeText(bytes, { fallback: 'klingon' })).toThrow(
      expect.objectContaining({ code: 'unknown-charset' }),
    );
  });
});
