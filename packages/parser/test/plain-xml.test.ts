import { Mm7Error, type Mode } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EnvelopeLimits, type ParseOptions, parseEnvelope } from '../src/index.ts';
import { envelopeLimits } from '../src/limits.ts';
import { PlainXmlReader } from '../src/plain-xml-reader.ts';
import { deliverReq } from './documents.ts';
import { outcome } from './outcome.ts';

function isTaken(xml: string, { mode = 'lenient', limits }: ParseOptions = {}): boolean {
  try {
    return new PlainXmlReader(mode, envelopeLimits(limits), xml).read();
  } catch (error) {
    if (Mm7Error.is(error)) return false;
    throw error;
  }
}

/** All that came of a document. */
function facts(xml: string, options: ParseOptions = {}): unknown {
  const result = outcome(xml, options);
  return Mm7Error.is(result) ? { ...result, message: result.message } : result;
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
  'a carriage return in a value': content('href="a\rb"'),
  'nine attributes': content('a="1" b="2" c="3" d="4" e="5" f="6" g="7" h="8" href="a"'),
  'a byte order mark': `\ufeff${deliverReq('')}`,
  'a declaration of XML 1.1': declared('<?xml version="1.1"?>'),
  'a declaration spread out': declared('<?xml  version = "1.0"?>'),
};

const wrong = {
  'a bare ampersand': subject('a & b'),
  'an unknown entity': subject('&nbsp;'),
  'an entity in other case': subject('&AMP;'),
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
  'a declaration of an encoding that begins with a digit': declared('<?xml version="1.0" encoding="8859"?>'),
  'a declaration in quotation marks of two kinds': declared(`<?xml version="1.0'?>`),
  'an encoding in quotation marks of two kinds': declared(`<?xml version="1.0" encoding="utf-8'?>`),
  'standing alone in quotation marks of two kinds': declared(`<?xml version="1.0" standalone="no'?>`),
  'a document that may stand alone': declared('<?xml version="1.0" standalone="maybe"?>'),
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

  test('every control character', () => {
    for (let code = 0; code < 0x20; code += 1) {
      const isWhiteSpace = code === 9 || code === 10 || code === 13;
      expect(isTaken(subject(String.fromCharCode(code)))).toBe(isWhiteSpace);
    }
  });
});

describe('A limit holds in plain documents as in others', () => {
  const spaces = (count: number): string => ' '.repeat(count);

  test.each([
    ['text', (count: number) => subject(spaces(count))],
    ['values', (count: number) => content(`href="${spaces(count)}"`)],
    ['white space before the document', (count: number) => declared(`<?xml version="1.0"?>${spaces(count)}`)],
    ['white space behind the document', (count: number) => deliverReq('') + spaces(count)],
  ])('of text, for %s', (_, xml) => {
    const options = { limits: { text: 300 } };
    expect(outcome(xml(280), options)).not.toHaveProperty('code');
    expect(outcome(xml(301), options)).toHaveProperty('code', 'text-too-long');
  });

  test('of attributes, where they stand', () => {
    const xml = content('a="1"\nb="2"\nc="3"');
    const refused = facts(xml, { limits: { attributes: 2 } });
    expect(refused).toMatchObject({ code: 'too-many-attributes', line: 4, column: 6 });
  });
});

describe('Whatever becomes of a tag, the plain reader takes nothing that saxes refuses or reads otherwise', () => {
  const pieces = [
    '<',
    '>',
    '/',
    '=',
    '"',
    "'",
    ' ',
    '\n',
    '\r',
    ':',
    'a',
    'xmlns',
    ']]>',
    '&amp;',
    '&',
    '',
    '\u{1f600}',
  ];
  const change = fc.tuple(fc.nat(), fc.constantFrom(...pieces), fc.nat(2));
  const limits: fc.Arbitrary<Partial<EnvelopeLimits>> = fc.constantFrom(
    {},
    { text: 100 },
    { text: 20 },
    { attributes: 2 },
    { depth: 5 },
  );
  const modes: readonly Mode[] = ['lenient', 'strict'];

  test('nor what a limit or strict mode is there for', () => {
    let [tried, taken] = [0, 0];
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(plain)),
        fc.array(change, { maxLength: 2 }),
        fc.constantFrom(...modes),
        limits,
        (sample, changes, mode, someLimits) => {
          let xml = sample;
          for (const [at, by, length] of changes) {
            const start = at % (xml.length + 1);
            xml = xml.slice(0, start) + by + xml.slice(start + length);
          }
          const options = { mode, limits: someLimits };
          tried += 1;
          if (!isTaken(xml, options)) return;
          taken += 1;
          expect(facts(xml, options)).toEqual(facts(forSaxes(xml), options));
        },
      ),
      { numRuns: 5000 },
    );
    expect(taken / tried).toBeGreaterThan(0.1);
  });
});
