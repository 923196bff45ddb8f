import fc, { type Arbitrary } from 'fast-check';

/** One thing that happens to bytes; positions are fractions of their length at that time. */
type Change = (bytes: Uint8Array) => Uint8Array;

/** What turns the meaning of its surroundings over. */
const splinters: readonly string[] = [
  '',
  '\r\n',
  '\n',
  '--',
  '\r\n--',
  '\r\n\r\n',
  ':',
  ';',
  '"',
  '<',
  '</',
  '/>',
  '>',
  '&',
  '&#0;',
  '&lt',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '<?xml version="1.0" encoding="utf-16"?>',
  ' xmlns=""',
  ' xmlns:mm7="urn:x"',
  '__proto__',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Type: multipart/mixed; boundary=x\r\n',
  'boundary=',
  '=',
  '=\r\n',
  '\0',
  '\u00a0',
  '\ufeff',
  '\u{1f600}',
];

const position = fc.double({ min: 0, max: 1, noNaN: true });
const splinter = fc.oneof(
  fc.constantFrom(...splinters).map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ minLength: 1, maxLength: 4 }),
);

function at(bytes: Uint8Array, fraction: number): number {
  return Math.floor(bytes.length * fraction);
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

function replaced(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  return joined(bytes.subarray(0, start), by, bytes.subarray(end));
}

const nothing = new Uint8Array();
const length = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 400 }));

const flip: Arbitrary<Change> = fc.tuple(position, fc.nat({ max: 7 })).map(([where, bit]) => (bytes) => {
  const start = Math.min(at(bytes, where), bytes.length - 1);
  return replaced(bytes, start, start + 1, Uint8Array.of((bytes[start] ?? 0) ^ (1 << bit)));
});
const drop: Arbitrary<Change> = fc.tuple(position, length).map(([where, size]) => (bytes) => {
  return replaced(bytes, at(bytes, where), at(bytes, where) + size, nothing);
});
const repeat: Arbitrary<Change> = fc.tuple(position, length).map(([where, size]) => (bytes) => {
  const start = at(bytes, where);
  return replaced(bytes, start, start, bytes.subarray(start, start + size));
});
const move: Arbitrary<Change> = fc.tuple(position, position, length).map(([from, to, size]) => (bytes) => {
  const piece = bytes.subarray(at(bytes, from), at(bytes, from) + size);
  return replaced(bytes, at(bytes, to), at(bytes, to), piece);
});
const splice: Arbitrary<Change> = fc.tuple(position, length, splinter).map(([where, size, by]) => (bytes) => {
  return replaced(bytes, at(bytes, where), at(bytes, where) + size, by);
});
const insert: Arbitrary<Change> = fc.tuple(position, splinter).map(([where, by]) => (bytes) => {
  return replaced(bytes, at(bytes, where), at(bytes, where), by);
});
const truncate: Arbitrary<Change> = position.map((where) => (bytes) => bytes.slice(0, at(bytes, where)));

/**
 * Bytes that something has happened to: bits flipped, pieces dropped, repeated, copied elsewhere, replaced by or mixed with
 * what XML and MIME take for syntax, the end cut off. The input stays as it is.
 *
 * @example
 * fc.assert(
 *   fc.property(mutation(goodBody), (body) => {
 *     try {
 *       decodeBuffer(contentType, body);
 *     } catch (error) {
 *       expect(Mm7Error.is(error)).toBe(true);
 *     }
 *   }),
 * );
 */
export function mutation(bytes: Uint8Array): Arbitrary<Uint8Array> {
  return mutator().map((mutate) => mutate(bytes));
}

/**
 * The same for bytes that are not known yet: a function that changes whatever it is given, always in the same way.
 *
 * @example
 * fc.assert(fc.property(fc.uint8Array(), mutator(), (bytes, mutate) => read(mutate(bytes)) !== undefined));
 */
export function mutator(): Arbitrary<(bytes: Uint8Array) => Uint8Array> {
  const change = fc.oneof(flip, drop, repeat, move, splice, insert, truncate);
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) => (bytes) => changes.reduce((changed, apply) => apply(changed), bytes));
}
