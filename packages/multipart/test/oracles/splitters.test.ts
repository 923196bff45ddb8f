import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { latin1, split } from '../recording.ts';
import { referenceSplit } from '../reference-splitter.ts';
import { type Rival, type RivalOutcome, RivalProcess, rivals } from './rival.ts';
import { bodyOf, type Feature, featureNames, features, plainShape, type Shape } from './shape.ts';

/**
 * Where other splitters differ from this one, and why that is right. Every entry is checked: what is listed differs, and
 * whatever is not listed is the same.
 */
const differences: Readonly<Record<Rival, Partial<Record<Feature, string>>>> = {
  dicer: {
    'a field named constructor': 'RFC 5322, 3.6.8: any name of printable characters is one; it throws',
    'a field named __proto__': 'RFC 5322, 3.6.8: any name of printable characters is one; it throws',
    'a first header line that begins with a space':
      'permitted: we differ because nothing that begins with white space is a field (RFC 5322, 2.2), so that all of it is ' +
      'content, with a warning; it gives an error on the part',
    'white space before a colon': 'RFC 5322, 4.5.8: it is no part of the name; it takes it for one',
    'a header block that the next delimiter ends':
      'RFC 2046, 5.1.1: nothing but the boundary ends a part, so that the fields are there; it loses them',
    'content with a longer boundary at the beginning of a line':
      'RFC 2046, 5.1.1: a delimiter line ends after the boundary and white space; it splits there',
    'white space after delimiters': 'RFC 2046, 5.1.1: transport-padding is part of the delimiter; it loses the content',
    'no closing delimiter':
      'permitted: we differ because the parts are whole, and a warning says so; it gives an error',
  },
  '@fastify/busboy': {
    'a first header line that begins with a space':
      'permitted: we differ because nothing that begins with white space is a field (RFC 5322, 2.2), so that all of it is ' +
      'content, with a warning; it passes over the line',
    'white space before a colon': 'RFC 5322, 4.5.8: it is no part of the name; it takes it for one',
    'a header block that the next delimiter ends':
      'RFC 2046, 5.1.1: nothing but the boundary ends a part, so that the fields are there; it loses them',
    'content with a longer boundary at the beginning of a line':
      'RFC 2046, 5.1.1: a delimiter line ends after the boundary and white space; it splits there',
    'white space after delimiters': 'RFC 2046, 5.1.1: transport-padding is part of the delimiter; it loses the fields',
    'no closing delimiter':
      'permitted: we differ because the parts are whole, and a warning says so; it gives an error',
  },
  mailsplit: {
    'a first header line that begins with a space':
      'permitted: we differ because nothing that begins with white space is a field (RFC 5322, 2.2), so that all of it is ' +
      'content, with a warning; it takes the line for part of a field',
    'no content': 'RFC 2046, 5.1.1: the line end before a delimiter is part of it; it takes it for content',
    'content with a delimiter after LF alone':
      'RFC 2046, 5.1.1: a delimiter begins with CRLF, and the first of this body does; it takes every LF for a line end',
    'white space after delimiters': 'RFC 2046, 5.1.1: transport-padding is part of the delimiter; it finds no part',
    'a multipart inside': 'permitted: we differ because descending is the business of the LeafSplitter; it descends',
    'no closing delimiter':
      'permitted: we differ because a delimiter that the end of the body cuts is one; it takes it for content',
    'white space after the closing delimiter':
      'RFC 2046, 5.1.1: transport-padding is part of the delimiter; it takes the delimiter for content',
    'an epilogue like a part': 'RFC 2046, 5.1.1: what follows the closing delimiter is to be ignored; it yields a part',
  },
};

const rivalProcess = new RivalProcess();
afterAll(() => rivalProcess.stop());

function ours({ boundary }: Shape, body: string): RivalOutcome {
  const { parts, error } = split([latin1(body)], boundary);
  return { parts, ending: error === undefined ? 'good' : 'error' };
}

/** Each name once, since not every splitter says which fields are repeated. */
function comparable({ parts, ending }: RivalOutcome): RivalOutcome {
  return {
    parts: parts.map(({ names, content }) => ({
      names: [...new Set(names.map((name) => name.toLowerCase()))].sort(),
      content,
    })),
    ending,
  };
}

function shapeWith(chosen: ReadonlySet<Feature>, contents: readonly string[]): Shape {
  let shape = plainShape(contents);
  for (const name of featureNames) if (chosen.has(name)) shape = features[name](shape);
  return shape;
}

const contents = fc.array(
  fc.string({
    unit: fc.constantFrom('\r\n', '--', '-', ':', ' ', '\t', '\0', '\xff', 'a', '>', 'fro'),
    minLength: 1,
    maxLength: 12,
  }),
  { maxLength: 4 },
);

describe.each(rivals)('beside %s', (rival) => {
  const listed = differences[rival];

  test.each(featureNames)('a body with this is split the same, unless the table says why not: %s', async (name) => {
    const shape = features[name](plainShape(['one', 'two']));
    const body = bodyOf(shape);
    const theirs = comparable(await rivalProcess.split(rival, shape.boundary, body));
    if (listed[name] === undefined) expect(theirs).toEqual(comparable(ours(shape, body)));
    else expect(theirs).not.toEqual(comparable(ours(shape, body)));
  });

  test('any body with none of what is listed is split the same', async () => {
    const allowed = featureNames.filter((name) => listed[name] === undefined);
    await fc.assert(
      fc.asyncProperty(fc.subarray(allowed, { maxLength: 6 }), contents, async (chosen, given) => {
        const shape = shapeWith(new Set(chosen), given);
        const body = bodyOf(shape);
        const theirs = comparable(await rivalProcess.split(rival, shape.boundary, body));
        expect(theirs).toEqual(comparable(ours(shape, body)));
      }),
      { numRuns: 200 },
    );
  });
});

test('every body with any of this is split as the reference splitter says', () => {
  fc.assert(
    fc.property(fc.subarray([...featureNames], { maxLength: 6 }), contents, (chosen, given) => {
      const shape = shapeWith(new Set(chosen), given);
      const body = latin1(bodyOf(shape));
      expect(split([body], shape.boundary)).toEqual(referenceSplit(body, shape.boundary));
    }),
    { numRuns: 500 },
  );
});
