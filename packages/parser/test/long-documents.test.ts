import { Mm7Error } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';
import { deliverReq } from './documents.ts';
import { outcome } from './outcome.ts';

// The subject stands where the document is read in slices, whatever they are cut through.
function withSubject(subject: string, before = 0): string {
  return deliverReq(`<mm7:Subject>${subject}</mm7:Subject>`, `<!--${'x'.repeat(before)}-->`);
}

const subjects = [
  'a &amp;&#x1f600; b',
  '<![CDATA[a]]b]]]]>',
  '\u{1f600}\u{1f600}',
  'a\r\nb\r\n',
  '<!-- - -->text<?a b?>',
];
const slice = 64 * 1024;
const head = withSubject('').indexOf('</mm7:Subject>');

describe('A document that is longer than a slice', () => {
  test('means the same wherever the slices end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...subjects), fc.nat(40), (subject, offset) => {
        const { message } = parseEnvelope(withSubject(subject, slice - head - offset));
        expect(message).toEqual(parseEnvelope(withSubject(subject)).message);
      }),
      { numRuns: 300 },
    );
  });

  test('has its deviations and errors at the line and column where they stand', () => {
    const xml = withSubject('</mm7:Subject>\n<mm7:Surprise/>\n<mm7:Subject>', 3 * slice);
    const [unknown] = parseEnvelope(xml).warnings;
    expect(unknown).toMatchObject({ code: 'unknown-element', line: 3, column: 16 });
    expect(outcome(withSubject('\n\n </mm7:Wrong>', 3 * slice))).toMatchObject({ code: 'malformed-xml', line: 4 });
  });
});

describe('The limit of text', () => {
  const limited = (subject: string): string => {
    const result = outcome(withSubject(subject), { limits: { text: 5000 } });
    return Mm7Error.is(result) ? result.code : 'read';
  };

  test.each([
    ['a comment', (text: string) => `<!--${text}-->`],
    ['a processing instruction', (text: string) => `<?a ${text}?>`],
    ['a section of CDATA', (text: string) => `<![CDATA[${text}]]>`],
  ])('holds for %s', (_, subjectWith) => {
    expect(limited(subjectWith('x'.repeat(5000)))).toBe('read');
    expect(limited(subjectWith('x'.repeat(5001)))).toBe('text-too-long');
  });

  test.each(['<!--', '<![CDATA[', '<?a '])('holds for what %s begins and nothing ends', (beginning) => {
    expect(limited(`${beginning}${'x'.repeat(2 * slice)}`)).toBe('text-too-long');
  });
});
