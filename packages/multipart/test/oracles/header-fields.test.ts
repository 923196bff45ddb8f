import fc from 'fast-check';
import libmime from 'libmime';
import { expect, test } from 'vitest';
import { parseHeaderBlock } from '../../src/index.ts';
import { latin1 } from '../recording.ts';
import { compareWith } from './oracle.ts';

type Fields = readonly (readonly [name: string, values: readonly string[]])[];

function sorted(fields: Iterable<readonly [string, readonly string[]]>): Fields {
  return [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
}

function ours(block: string): Fields | 'crash' {
  const { headers } = parseHeaderBlock(latin1(`${block}\r\n`));
  const names = new Set([...headers].map(([name]) => name.toLowerCase()));
  return sorted([...names].map((name) => [name, headers.getAll(name)]));
}

/** What has no name is the blank line, or no field. */
function theirs(block: string): Fields | 'crash' {
  try {
    return sorted(Object.entries(libmime.decodeHeaders(block)).filter(([name]) => name !== ''));
  } catch {
    return 'crash';
  }
}

compareWith({
  name: 'libmime',
  inputs: [
    'A: b\r\n',
    'A:b\r\n',
    'A: b\r\nC: d\r\n',
    'A: b\r\na: c\r\n',
    'A: b\r\n c\r\n',
    'A: b\r\n\tc\r\n  d\r\n',
    'A:\r\n b\r\n',
    'A: b: c\r\n',
    'A: b\n',
    'A:\r\n',
    'A : b\r\n',
    'A: b  \r\n',
    'A: \tb\r\n',
    'constructor: x\r\n',
    '__proto__: x\r\n',
    ' folded: first\r\nA: b\r\n',
    'no field\r\nA: b\r\n',
    'Subject: \xc3\xa9\r\n',
    'Subject: \xe9\r\n',
    'Content-ID: <a>\xa0\r\n',
    '',
  ],
  differences: {
    'A: b\r\n\tc\r\n  d\r\n':
      'RFC 5322, 2.2.3: unfolding takes away the line end alone; it makes one space of the fold',
    'constructor: x\r\n': 'RFC 5322, 3.6.8: any printable characters make a name; it throws',
    '__proto__: x\r\n': 'RFC 5322, 3.6.8: any printable characters make a name; it throws',
    ' folded: first\r\nA: b\r\n': 'RFC 5322, 2.2: what begins with white space is no field',
    'Subject: \xc3\xa9\r\n':
      'RFC 6532, 3.2: header fields may be UTF-8; a warning says so, and it keeps the bytes apart',
  },
  ours,
  theirs,
});

const line = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z-]{1,6}$/),
    fc.string({ unit: fc.constantFrom('a', ':', ';', '"', '=', '\r\n b', 'd e'), maxLength: 6 }),
  )
  .map(([name, value]) => `${name}: x${value}\r\n`);

test('any block of legal fields is read as libmime reads it', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      expect(ours(lines.join(''))).toEqual(theirs(lines.join('')));
    }),
    { numRuns: 300 },
  );
});
