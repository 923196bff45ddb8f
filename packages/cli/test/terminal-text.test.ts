import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terminalJson, terminalText } from '../src/terminal-text.ts';

const active = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe('text from the wire on the terminal', () => {
  it.each([
    ['\u001b]0;title\u0007', '\\u{1b}]0;title\\u{7}'],
    ['\u009b2J', '\\u{9b}2J'],
    ['a\r\nb\tc', 'a\\u{d}\\u{a}b\\u{9}c'],
    ['\u202egpj.exe', '\\u{202e}gpj.exe'],
    ['\u{e0041}', '\\u{e0041}'],
    ['\ud800', '\\u{d800}'],
  ])('shows %j escaped', (text, expected) => {
    expect(terminalText(text)).toBe(expected);
  });

  it('shows every script, and emoji that are joined', () => {
    const text = 'Grüße, 日本語, نص, 👩‍👩‍👧';
    expect(terminalText(text)).toBe(text);
  });

  it('is JSON of the same value, and holds nothing that acts on the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = terminalJson(JSON.stringify({ text }, undefined, 2));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json.replaceAll('\n', '')).not.toMatch(active);
        expect(terminalText(text)).not.toMatch(active);
      }),
    );
  });
});
