import fc, { type Arbitrary } from 'fast-check';

// XML 1.0, productions 4 and 4a, without the colon: ranges of code points, first and last.
const startRanges = [
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
] as const;
const laterRanges = [
  [0x2d, 0x2e],
  [0x30, 0x39],
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
] as const;

function characterOf(ranges: readonly (readonly [number, number])[]): Arbitrary<string> {
  return fc.oneof(...ranges.map(([min, max]) => fc.integer({ min, max }))).map((code) => String.fromCodePoint(code));
}

const plainName = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,7}$/);
const anyName = fc
  .tuple(characterOf(startRanges), fc.string({ unit: characterOf([...startRanges, ...laterRanges]), maxLength: 4 }))
  .map(([first, rest]) => first + rest);

/**
 * A name without colon (Namespaces in XML 1.0, production 4). Names that begin with `xml` are reserved, so there are none.
 *
 * @example
 * fc.assert(fc.property(xmlName(), (name) => !name.includes(':')));
 */
export function xmlName(): Arbitrary<string> {
  return fc
    .oneof({ weight: 3, arbitrary: plainName }, { weight: 1, arbitrary: anyName })
    .filter((name) => !name.toLowerCase().startsWith('xml'));
}
