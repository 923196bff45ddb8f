import fc, { type Arbitrary } from 'fast-check';

/** What has broken writers and readers of XML and MIME before, and what users do send. */
const awkward = [
  ']]>',
  '<![CDATA[',
  '-->',
  '<?xml',
  '&amp;',
  '&lt;',
  '&#10;',
  '&eacute;',
  '&',
  '<',
  '>',
  '"',
  "'",
  '\r\n',
  '\r',
  '\n',
  '\t',
  ' ',
  '  ',
  '--',
  '\u00a0',
  'é',
  '©',
  '€',
  'a\u0301',
  'שלום',
  'مرحبا',
  '\u202e',
  '\u200f',
  '\u2028',
  '\u0085',
  '\ufeff',
  '\u{1f600}',
  '\u{10fffd}',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\u007f',
];

/** Any character that XML 1.0 can carry (production 2). */
const xmlCharacter: Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(0x9, 0xa, 0xd),
    fc.integer({ min: 0x20, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0xfffd }),
    fc.integer({ min: 0x10000, max: 0x10ffff }),
  )
  .map((code) => String.fromCodePoint(code));

const unit: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) },
  { weight: 3, arbitrary: fc.constantFrom(...awkward) },
  { weight: 1, arbitrary: xmlCharacter },
);

const longLength = 64 * 1024;

/** 64 KiB of one short piece of text over and over, so that a counter-example stays readable. */
const longText: Arbitrary<string> = fc.string({ unit, minLength: 1, maxLength: 5 }).map((piece) => {
  const whole = piece.repeat(Math.ceil(longLength / piece.length)).slice(0, longLength);
  const isPairCut = (whole.charCodeAt(whole.length - 1) & 0xfc00) === 0xd800;
  return isPairCut ? whole.slice(0, -1) : whole;
});

/**
 * Text as XML 1.0 can carry it: markup, white space at its ends, line ends of every kind, writing from right to left,
 * characters outside the basic plane, now and then 64 KiB of it.
 *
 * @example
 * fc.assert(fc.property(text(), (subject) => roundTrip(subject) === subject));
 */
export function text(): Arbitrary<string> {
  return fc.oneof({ weight: 30, arbitrary: fc.string({ unit, maxLength: 12 }) }, { weight: 1, arbitrary: longText });
}

/** The white space that readers of MM7 take off the ends of everything but prose. */
const outerSpace = /^[\t\n\r \u00a0]+|[\t\n\r \u00a0]+$/g;

/**
 * Text with no white space at its ends: what is left of an identifier, which readers trim. It may be empty.
 *
 * @example
 * fc.assert(fc.property(trimmedText(), (vaspId) => vaspId.trim() === vaspId));
 */
export function trimmedText(): Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9+.:/=@_-]{0,15}$/) },
    { weight: 2, arbitrary: fc.string({ unit, maxLength: 8 }).map((value) => value.replace(outerSpace, '')) },
  );
}
