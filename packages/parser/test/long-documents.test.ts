import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';

const namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

// The subject stands where the document is read in slices, whatever they are cut through.
function document(subject: string, before: number): string {
  return (
    `<?xml version="1.0"?><!--${'x'.repeat(before)}-->` +
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>' +
    `<TransactionID xmlns="${namespace}" e:mustUnderstand="1">vasp-1</TransactionID></e:Header><e:Body>` +
    `<DeliverReq xmlns="${namespace}"><MM7Version>6.8.0</MM7Version><Sender><Number>12025550147</Number></Sender>` +
    `<Subject>${subject}</Subject></DeliverReq></e:Body></e:Envelope>`
  );
}

const subjects = [
  'a &amp;&#x1f600; b',
  '<![CDATA[a]]b]]]]>',
  '\u{1f600}\u{1f600}',
  'a\r\nb\r\n',
  '<!-- - -->text<?a b?>',
];
const slice = 64 * 1024;
const head = document('', 0).indexOf('</Subject>');

describe('A document that is longer than a slice', () => {
  test('means the same wherever the slices end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...subjects), fc.nat(40), (subject, offset) => {
        const { message } = parseEnvelope(document(subject, slice - head - offset));
        expect(message).toEqual(parseEnvelope(document(subject, 0)).message);
      }),
      { numRuns: 300 },
    );
  });

  test('has its deviations and errors at the line and column where they stand', () => {
    const xml = document('</Subject>\n<Surprise/>\n<Subject>', 3 * slice);
    const [unknown] = parseEnvelope(xml).warnings;
    expect(unknown).toMatchObject({ code: 'unknown-element', line: 2 });
    expect(() => parseEnvelope(document('\n\n </Wrong>', 3 * slice))).toThrow(
      expect.objectContaining({ code: 'malformed-xml', line: 3 }),
    );
  });
});

function codeOf(xml: string): string | undefined {
  try {
    parseEnvelope(xml, { limits: { text: 5000 } });
  } catch (error) {
    return String(Reflect.get(Object(error), 'code'));
  }
  return undefined;
}

describe('The limit of text', () => {
  test.each([
    ['a comment', (text: string) => `<!--${text}-->`],
    ['a processing instruction', (text: string) => `<?a ${text}?>`],
    ['a section of CDATA', (text: string) => `<![CDATA[${text}]]>`],
  ])('holds for %s', (_, subjectWith) => {
    expect(codeOf(document(subjectWith('x'.repeat(5000)), 0))).toBeUndefined();
    expect(codeOf(document(subjectWith('x'.repeat(5001)), 0))).toBe('text-too-long');
  });

  test.each(['<!--', '<![CDATA[', '<?a '])('holds for what %s begins and nothing ends', (beginning) => {
    expect(codeOf(document(`${beginning}${'x'.repeat(2 * slice)}`, 0))).toBe('text-too-long');
  });
});
