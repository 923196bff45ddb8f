import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isHeaderLine, parseHeaderBlock } from '../src/header-block.ts';
import { HeaderFields } from '../src/header-fields.ts';
import { HeaderText } from '../src/header-text.ts';

/** One byte for each character, so that a test can write any byte. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function fieldsOf(text: string): (readonly [string, string])[] {
  return [...parseHeaderBlock(bytesOf(text)).headers];
}

describe('header fields', () => {
  const headers = new HeaderFields([
    ['Content-Type', 'text/plain'],
    ['X-Trace', '1'],
    ['x-trace', '2'],
  ]);

  test('are found whatever the case of their name', () => {
    expect(headers.get('CONTENT-type')).toBe('text/plain');
    expect(headers.has('content-TYPE')).toBe(true);
    expect(headers.has('Content-ID')).toBe(false);
  });

  test('that are repeated are all kept, and the first is the one', () => {
    expect(headers.get('x-trace')).toBe('1');
    expect(headers.getAll('X-TRACE')).toEqual(['1', '2']);
    expect(headers.getAll('absent')).toEqual([]);
    expect(headers.size).toBe(3);
  });

  test('may be none', () => {
    expect([...new HeaderFields()]).toEqual([]);
  });

  test('keep their order and their names as sent', () => {
    expect([...headers].map(([name]) => name)).toEqual(['Content-Type', 'X-Trace', 'x-trace']);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('may be named %s', (name) => {
    expect(headers.get(name)).toBeUndefined();
    const { headers: parsed } = parseHeaderBlock(bytesOf(`${name}: value\r\n`));
    expect(parsed.get(name)).toBe('value');
    expect(parsed.getAll(name)).toEqual(['value']);
    expect(Object.hasOwn(Object.prototype, 'value')).toBe(false);
  });
});

describe('a header block', () => {
  test('may end its lines in CRLF, in LF, or both', () => {
    const expected = [
      ['A', '1'],
      ['B', '2'],
    ];
    expect(fieldsOf('A: 1\r\nB: 2\r\n')).toEqual(expected);
    expect(fieldsOf('A: 1\nB: 2\n')).toEqual(expected);
    expect(fieldsOf('A: 1\r\nB: 2')).toEqual(expected);
    expect(fieldsOf('A: 1\nB: 2\r\n')).toEqual(expected);
  });

  test('is unfolded, with the white space that the fold began with', () => {
    expect(fieldsOf('Content-Type: multipart/related;\r\n\tstart="a";\r\n  boundary=b\r\nX: y\r\n')).toEqual([
      ['Content-Type', 'multipart/related;\tstart="a";  boundary=b'],
      ['X', 'y'],
    ]);
    expect(fieldsOf('A:\n 1\n')).toEqual([['A', '1']]);
    expect(fieldsOf('A: 1\r\n \r\n')).toEqual([['A', '1']]);
  });

  test('may lack the space after a colon, or have some before it', () => {
    expect(fieldsOf('A:1\r\nB : 2\r\nC\t:\t3\t\r\nD:\r\n')).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['C', '3'],
      ['D', ''],
    ]);
  });

  test('may be empty', () => {
    expect(fieldsOf('')).toEqual([]);
  });

  test('with a folded first line still gives the fields after it', () => {
    expect(fieldsOf(' continued: what\r\nA: 1\r\n')).toEqual([['A', '1']]);
  });

  test('with a line that is no field loses that line and its continuations alone', () => {
    expect(fieldsOf('A: 1\r\nno field\r\n more\r\nB: 2\r\n\tmore\r\n')).toEqual([
      ['A', '1'],
      ['B', '2\tmore'],
    ]);
  });

  test('of nothing but what the standards allow has no deviations', () => {
    expect(parseHeaderBlock(bytesOf('A: 1\r\n folded\r\nB:2\r\nC: \x7f\r\n')).deviations).toEqual([]);
  });

  test('with UTF-8 is read as that, with a deviation', () => {
    const { headers, deviations } = parseHeaderBlock(bytesOf('A: caf\xc3\xa9\r\nB: \xe4\xbd\xa0\r\n'));
    expect([headers.get('A'), headers.get('B')]).toEqual(['café', '你']);
    expect(deviations).toEqual(['raw-8bit-header']);
  });

  test('with other bytes above 127 is read as windows-1252, undefined ones too', () => {
    const { headers, deviations } = parseHeaderBlock(bytesOf('A: caf\xe9 \x93x\x94\r\nB: \x81\r\n'));
    expect([headers.get('A'), headers.get('B')]).toEqual(['café “x”', '\x81']);
    expect(deviations).toEqual(['raw-8bit-header']);
  });

  test.each(['\xc2\xa0', '\xa0', '\xc2\xa0 ', ' \xa0\t', '\xc2\xa0\xc2\xa0'])(
    'loses no-break spaces at the end: %j',
    (end) => {
      const { headers, deviations } = parseHeaderBlock(bytesOf(`Content-ID: <soap-start>${end}\r\n`));
      expect(headers.get('content-id')).toBe('<soap-start>');
      expect(deviations).toEqual(['no-break-space']);
    },
  );

  test('keeps a letter whose last byte is that of a no-break space', () => {
    const { headers, deviations } = parseHeaderBlock(bytesOf('A: voil\xc3\xa0\r\n'));
    expect(headers.get('A')).toBe('voilà');
    expect(deviations).toEqual(['raw-8bit-header']);
  });

  test('with both deviations names each once', () => {
    const { deviations } = parseHeaderBlock(bytesOf('A: \xe9\xa0\r\nB: \xe9\xa0\r\n'));
    expect([...deviations].sort()).toEqual(['no-break-space', 'raw-8bit-header']);
  });
});

/** The fields of lines that all belong to some, read one after the other from the first to the last. */
function fieldsLineByLine(block: string): [name: string, value: string][] {
  const fields: [name: string, value: string][] = [];
  for (const line of block.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const content = line.replace(/\r?\n$|\r$/, '');
    const colon = content.indexOf(':');
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last[1] += content;
    else fields.push([content.slice(0, colon), content.slice(colon + 1)]);
  }
  return fields.map(([name, value]) => [trimmed(name), trimmed(value)]);
}

function trimmed(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

test('header fields that are looked for one by one are those that reading all lines gives', () => {
  const name = fc.constantFrom(
    'A',
    'a',
    'Content-Type',
    'CONTENT-TYPE',
    'content-typ',
    'content-type-2',
    '__proto__',
    '!',
  );
  const space = fc.constantFrom('', ' ', '\t', ' \t');
  const lineEnd = fc.constantFrom('\r\n', '\n');
  const text = fc.string({
    unit: fc.constantFrom('a', 'Content-Type:', ':', ' ', '\t', '\r', '=', '\0'),
    maxLength: 6,
  });
  const continuation = fc.tuple(fc.constantFrom(' ', '\t'), text).map((pieces) => pieces.join(''));
  const field = fc
    .record({ name, space, text, lineEnd, continuations: fc.array(continuation, { maxLength: 2 }) })
    .map((sent) => [`${sent.name}${sent.space}:${sent.text}`, ...sent.continuations, ''].join(sent.lineEnd));
  fc.assert(
    fc.property(fc.array(field, { maxLength: 5 }), fc.boolean(), name, (fields, lacksLineEnd, wanted) => {
      const block = lacksLineEnd ? fields.join('').replace(/\r?\n$/, '') : fields.join('');
      const expected = new HeaderFields(fieldsLineByLine(block));
      const headers = new HeaderFields(new HeaderText(block));
      expect([...parseHeaderBlock(bytesOf(block)).headers]).toEqual([...expected]);
      for (const asked of [wanted, ` ${wanted}`, `${wanted} `, 'absent'])
        expect(headers.get(asked)).toBe(expected.get(asked));
      expect(headers.has(wanted)).toBe(expected.has(wanted));
      expect(headers.getAll(wanted)).toEqual(expected.getAll(wanted));
      expect([...headers]).toEqual([...expected]);
      expect(headers.size).toBe(expected.size);
      expect(headers.get(wanted)).toBe(expected.get(wanted));
    }),
  );
});

describe('a header line', () => {
  test.each(['Content-Type: a', 'A:', 'x_y!#$: 1', 'A : b', 'A\t:'])('is %j', (line) => {
    expect(isHeaderLine(bytesOf(line), 0, line.length)).toBe(true);
  });

  test.each([
    '',
    ' A: b',
    '\tA: b',
    ': b',
    '<env:Envelope',
    '<?xml version="1.0"?>',
    'Hello world: b',
    'A',
    'caf\xe9: b',
    'A\0: b',
  ])('is not %j', (line) => {
    expect(isHeaderLine(bytesOf(line), 0, line.length)).toBe(false);
  });

  test('is looked for between the given indices only', () => {
    const bytes = bytesOf('xx A: b');
    expect(isHeaderLine(bytes, 3, bytes.length)).toBe(true);
    expect(isHeaderLine(bytes, 3, 4)).toBe(false);
  });
});
