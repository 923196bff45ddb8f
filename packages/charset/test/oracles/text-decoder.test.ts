import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CharsetError, decodeBytes } from '../../src/index.ts';

/** The same bytes, read here and by the TextDecoder of the platform; undefined where they are refused. */
interface Reading {
  readonly label: string;
  readonly bytes: Uint8Array;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** A way in which the TextDecoder of Node (International Components for Unicode) reads otherwise, and why. */
interface Difference {
  readonly labels: readonly string[];
  readonly because: string;
  readonly when: (reading: Reading) => boolean;
}

const windows = ['1250', '1251', '1253', '1254', '1255', '1257', '1258'].map((page) => `windows-${page}`);
const multiByte = ['gb2312', 'gbk', 'gb18030', 'big5', 'euc-kr', 'shift_jis', 'euc-jp'];
const singleByte = [
  ...['2', '3', '4', '5', '6', '7', '8', '10', '13', '14', '15'].map((part) => `iso-8859-${part}`),
  ...windows,
  ...['us-ascii', 'windows-874', 'windows-1256', 'koi8-r', 'koi8-u', 'macintosh', 'ibm866'],
];
// Not among them: windows-1252 and iso-8859-1, for which Node has one decoder, and another one in every version.

const notText = /[\p{Co}\u0080-\u009f]/u;

/** Every entry is checked: there must be bytes to which it applies. */
const differences: readonly Difference[] = [
  {
    labels: ['us-ascii'],
    because: 'RFC 20: the encoding has 128 characters; the platform takes the label for windows-1252',
    when: ({ ours, theirs }) => ours === undefined && theirs !== undefined,
  },
  {
    labels: [...windows, 'windows-874', 'macintosh', ...multiByte.filter((label) => label !== 'gb18030')],
    because:
      'permitted: we differ because bytes without a meaning disprove a label; the platform gives private or control ' +
      'characters, which no sender means',
    when: ({ ours, theirs }) => ours === undefined && theirs !== undefined && notText.test(theirs),
  },
  {
    labels: ['gbk', 'big5'],
    because:
      'permitted: we differ because vendors have given the bytes a meaning since; the platform gives private characters',
    when: ({ ours, theirs }) => ours !== undefined && theirs !== undefined && notText.test(theirs),
  },
  {
    labels: ['gb18030'],
    because:
      'permitted: we differ because the edition of 2005 has private characters there; that of 2022, of the platform, ' +
      'characters that Unicode has taken up since',
    when: ({ ours }) => ours !== undefined && /^\p{Co}$/u.test(ours),
  },
  {
    labels: ['ibm866', 'shift_jis'],
    because: 'ISO/IEC 646: three control characters stand where ASCII has them; the platform exchanges them as IBM did',
    when: ({ bytes }) => bytes.some((byte) => [0x1a, 0x1c, 0x7f].includes(byte)),
  },
  {
    labels: ['euc-kr'],
    because:
      'WHATWG Encoding, 14.1: the label means code page 949, which has all syllables; to the platform it does not',
    when: ({ bytes, ours }) => bytes.length === 2 && ours !== undefined,
  },
  {
    labels: ['big5'],
    because:
      'WHATWG Encoding, index Big5: A3C0 to A3E0 are pictures of control characters; the platform has none there',
    when: ({ bytes: [lead, trail = 0], theirs }) =>
      theirs === undefined && lead === 0xa3 && trail >= 0xc0 && trail <= 0xe0,
  },
  {
    labels: ['big5'],
    because: 'WHATWG Encoding, index Big5: F9FE is a small square; the platform gives a block',
    when: ({ bytes: [lead, trail] }) => lead === 0xf9 && trail === 0xfe,
  },
  {
    labels: ['shift_jis'],
    because: 'WHATWG Encoding, 12.3.1: 0x80 is a character of its own; to the platform it is none',
    when: ({ bytes, theirs }) => theirs === undefined && bytes.includes(0x80),
  },
  {
    labels: ['macintosh'],
    because: 'permitted: we differ because the table is that of before 1998; the platform has a euro sign in it',
    when: ({ bytes: [byte], ours }) => ours !== undefined && (byte === 0xbd || byte === 0xdb),
  },
  {
    labels: ['windows-1253', 'euc-jp'],
    because: 'WHATWG Encoding, indexes: these bytes have no meaning; the platform gives what it takes for similar',
    when: ({ ours, theirs }) => ours === undefined && theirs !== undefined && /^[\u00a0-\u00ff]$/.test(theirs),
  },
  {
    labels: ['windows-1255'],
    because: 'WHATWG Encoding, index windows-1255: CA is a point of Hebrew; the platform does not have it',
    when: ({ bytes: [byte], theirs }) => theirs === undefined && byte === 0xca,
  },
];

function readings(label: string, sequences: Iterable<Uint8Array>): Reading[] {
  const decoder = new TextDecoder(label, { fatal: true });
  return Array.from(sequences, (bytes) => ({
    label,
    bytes,
    ours: textOrNothing(() => decodeBytes(bytes, label), CharsetError.is),
    theirs: textOrNothing(
      () => decoder.decode(bytes),
      (error) => error instanceof TypeError,
    ),
  }));
}

function textOrNothing(decode: () => string, isRefusal: (error: unknown) => boolean): string | undefined {
  try {
    return decode();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}

function* singleBytes(): Generator<Uint8Array> {
  for (let byte = 0; byte < 0x100; byte += 1) yield Uint8Array.of(byte);
}

/** The pairs in which a character of two bytes can be. */
function* pairs(): Generator<Uint8Array> {
  for (let lead = 0x80; lead < 0x100; lead += 1) {
    for (let trail = 0x40; trail < 0x100; trail += 1) yield Uint8Array.of(lead, trail);
  }
}

const differingOf = new Map<string, readonly Reading[]>();

function differing(label: string): readonly Reading[] {
  const found = differingOf.get(label) ?? compared(label);
  differingOf.set(label, found);
  return found;
}

function compared(label: string): Reading[] {
  const sequences = multiByte.includes(label) ? [...singleBytes(), ...pairs()] : singleBytes();
  return readings(label, sequences).filter(({ ours, theirs }) => ours !== theirs);
}

function appliesTo({ labels, when }: Difference, reading: Reading): boolean {
  return labels.includes(reading.label) && when(reading);
}

function shown({ bytes, ours, theirs }: Reading): string {
  return `${Array.from(bytes, (byte) => byte.toString(16)).join(' ')}: ${JSON.stringify([ours, theirs])}`;
}

describe('every character of one or two bytes is read as the platform reads it, unless the table says why not', () => {
  test.each([...singleByte, ...multiByte])('%s', (label) => {
    const unexplained = differing(label).filter((reading) => !differences.some((entry) => appliesTo(entry, reading)));
    expect(unexplained.map(shown)).toEqual([]);
  });

  test.each(differences)('the table is right about $labels: $because', (entry) => {
    const idle = entry.labels.filter((label) => !differing(label).some((reading) => appliesTo(entry, reading)));
    expect(idle).toEqual([]);
  });
});

test.each(['utf-8', 'utf-16le', 'utf-16be'])('any bytes in %s are read or refused as by the platform', (label) => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 24 }),
    fc.array(fc.constantFrom(0x00, 0x61, 0xd8, 0xdc, 0xdf, 0xe4, 0xbd, 0xa0, 0xef, 0xbb, 0xbf, 0xfe, 0xff), {
      maxLength: 12,
    }),
  );
  fc.assert(
    fc.property(bytes, (given) => {
      const [reading] = readings(label, [Uint8Array.from(given)]);
      expect(reading?.ours).toBe(reading?.theirs);
    }),
    { numRuns: 1000 },
  );
});
