import type { Mode } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';
import { envelopeLimits } from '../src/limits.ts';
import { PlainXmlReader } from '../src/plain-xml-reader.ts';
import { deliverReq } from './documents.ts';
import { outcome } from './outcome.ts';

function isTaken(xml: string, mode: Mode = 'lenient'): boolean {
  return new PlainXmlReader(mode, envelopeLimits({}), xml).read();
}

const subject = (text: string): string => deliverReq(`<mm7:Subject>${text}</mm7:Subject>`);
const content = (attributes: string): string => deliverReq(`<mm7:Content ${attributes}/>`);
const declared = (declaration: string): string => deliverReq('').replace(/^<\?.*\?>/, declaration);

// A comment behind the document moves nothing, and the plain reader takes no document that has one.
const forSaxes = (xml: string): string => `${xml}<!-- -->`;

const plain = {
  'text of ASCII': subject('hello'),
  'text of every language': subject('Grüße, 你好, \u{1f600}, \u0085\u2028\ufffd'),
  'references to the entities of XML': content('href="cid:a&amp;lt;b&quot;&apos;"').replace('t-1', '&lt;1&gt;&amp;lt;'),
  brackets: subject('a]] b]>c'),
  'line feeds': deliverReq('<mm7:Surprise/>').replaceAll('><', '>\n\t <'),
  'carriage returns': deliverReq('<mm7:Surprise>\r\na\r\n\rb</mm7:Surprise>').replaceAll('><', '>\r\n<'),
  'apostrophes around values': content(`href='cid:"a"'`),
  'greater-than signs in values and text': content('href="cid:a>b"').replace('t-1', 't>1'),
  'white space in tags': content('\n href="a"\r\n\tallowAdaptations="true" '),
  'white space behind the document': `${deliverReq('')}\r\n \t`,
  'white space before the document': declared('\n '),
  'no declaration': declared(''),
  'a declaration in apostrophes': declared("<?xml version='1.0' encoding='iso-8859-1'?>"),
  'a declaration of a document that stands alone': declared('<?xml version="1.0" encoding="UTF-8" standalone="no" ?>'),
  'eight attributes': content('a="1" b="2" c="3" d="4" e="5" f="6" g="7" href="a"'),
  'an empty value': content('href="cid:a" allowAdaptations=""'),
  'mistakes that a start tag, a text and an end tag tell of': deliverReq(
    '\n<mm7:priority>\n urgent</mm7:priority>\n stray <mm7:Surprise/>',
  ),
  'elements of somebody else': deliverReq('<x:y xmlns:x="urn:x" x:z="1"> <x:y>a</x:y> b </x:y>'),
};

const uncommon = {
  'a comment': subject('<!-- a -->b'),
  'a CDATA section': subject('<![CDATA[a]]>'),
  'a processing instruction': subject('<?a b?>'),
  'a reference to a character': subject('&#65;'),
  'a name beyond ASCII': deliverReq('<é:a xmlns:é="urn:x"/>'),
  'an attribute beyond ASCII': deliverReq('<x:a xmlns:x="urn:x" é="1"/>'),
  'white space around the equals sign': content('href = "a"'),
  'white space in an end tag': deliverReq('<mm7:Subject>a</mm7:Subject >'),
  'a line feed in a value': content('href="a\nb"'),
  'a tab in a value': content('href="a\tb"'),
  'nine attributes': content('a="1" b="2" c="3" d="4" e="5" f="6" g="7" h="8" href="a"'),
  'a byte order mark': `\ufeff${deliverReq('')}`,
  'a declaration of XML 1.1': declared('<?xml version="1.1"?>'),
  'a declaration spread out': declared('<?xml  version = "1.0"?>'),
};

const wrong = {
  'a bare ampersand': subject('a & b'),
  'an unknown entity': subject('&nbsp;'),
  'an entity in other case': subject('&AMP;'),
  'a control character': subject('\u0001'),
  'the end of a CDATA section': subject('a]]>b'),
  'half a surrogate pair': subject('\ud83d'),
  'the other half': subject('\ude00'),
  'U+FFFF': subject('\uffff'),
  'a less-than sign in a value': content('href="a<b"'),
  'an attribute twice': content('href="a" href="a"'),
  'an attribute without a name': content('="a"'),
  'another character for the equals sign': content('href,"a"'),
  'other characters for quotation marks': content('href=aba'),
  'another character for the first of a document': declared('').replace('<', '"'),
  'another character for the first of a tag': subject('').replace('<mm7:Sub', '"mm7:Sub'),
  'a tag that does not end': subject('').replace('</mm7:DeliverReq>', '</mm7:DeliverReq '),
  'an attribute without a value': content('href'),
  'an attribute without quotation marks': content('href=a'),
  'no white space between attributes': content('href="a"allowAdaptations="true"'),
  'a value that does not end': content('href="a'),
  'a slash in the middle of a tag': content('/ href="a"'),
  'a name that begins with a digit': deliverReq('<1/>'),
  'no name': deliverReq('< />'),
  'an end tag too many': deliverReq('</mm7:DeliverReq>'),
  'another end tag': deliverReq('<mm7:Subject></mm7:Subjec>'),
  'a longer end tag': deliverReq('<mm7:Subject></mm7:Subjects>'),
  'text before the document': declared('a'),
  'text behind the document': `${deliverReq('')}a`,
  'a second document': `${deliverReq('')}<a/>`,
  'a document that does not end': deliverReq('').slice(0, -1),
  'a declaration of an encoding with a space': declared('<?xml version="1.0" encoding="utf 8"?>'),
  'a document type': declared('<!DOCTYPE a>'),
};

describe('A plain document is read without saxes, and means what saxes would find', () => {
  test.each(Object.entries(plain))('%s', (_, xml) => {
    expect(isTaken(xml)).toBe(true);
    expect(outcome(xml)).toEqual(parseEnvelope(forSaxes(xml)));
  });
});

describe('What is less common is left to saxes', () => {
  test.each(Object.entries(uncommon))('%s', (_, xml) => {
    expect(isTaken(xml)).toBe(false);
    expect(outcome(xml)).toEqual(parseEnvelope(forSaxes(xml)));
  });
});

describe('What is wrong is left to saxes, which refuses it or has it mended', () => {
  test.each(Object.entries(wrong))('%s', (_, xml) => {
    expect(isTaken(xml)).toBe(false);
    expect(outcome(xml, { mode: 'strict' })).toHaveProperty('code');
  });
});

test('every piece of a tag may be missing, doubled or another, and the plain reader takes nothing that saxes refuses', () => {
  const pieces = [
    '<',
    '>',
    '/',
    '=',
    '"',
    "'",
    ' ',
    '\n',
    ':',
    'a',
    'xmlns',
    ']]>',
    '&amp;',
    '&',
    '',
    '\u{1f600}',
    '\ud800',
  ];
  const samples = [...Object.values(plain)];
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...pieces), fc.nat(2)), { minLength: 1, maxLength: 3 }),
      (sample, changes) => {
        let xml = sample;
        for (const [at, by, length] of changes) {
          const start = at % (xml.length + 1);
          xml = xml.slice(0, start) + by + xml.slice(start + length);
        }
        let taken = false;
        try {
          taken = isTaken(xml);
        } catch {
          // Whatever the walker found wrong, saxes' events will lead it to.
        }
        if (taken) expect(outcome(xml)).toEqual(outcome(forSaxes(xml)));
      },
    ),
    { numRuns: 5000 },
  );
});
