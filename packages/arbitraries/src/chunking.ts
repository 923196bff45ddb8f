import fc, { type Arbitrary } from 'fast-check';

const CR = 0x0d;
const LF = 0x0a;
const DASH = 0x2d;

/** Where chunks are likely to be cut badly. */
export interface ChunkingOptions {
  /** Byte sequences, such as a delimiter, to cut before, after and at every place inside. */
  readonly around?: readonly Uint8Array[];
}

/** Bodies longer than this are not taken apart byte by byte. */
const longestByteByByte = 64 * 1024;

/**
 * Any way in which bytes can come in chunks, which are views of them: whole, byte by byte, cut at random, cut inside line
 * ends and whatever looks like a delimiter, cut around given sequences; with empty chunks in between.
 *
 * @example
 * fc.assert(
 *   fc.property(chunking(body, { around: [Buffer.from(`--${boundary}`)] }), (chunks) => {
 *     expect(read(chunks)).toEqual(read([body]));
 *   }),
 * );
 */
export function chunking(bytes: Uint8Array, { around = [] }: ChunkingOptions = {}): Arbitrary<Uint8Array[]> {
  const suspects = cutsAround(bytes, around);
  const ways = [
    fc.constant<readonly number[]>([]),
    fc.array(fc.nat({ max: bytes.length }), { maxLength: 8 }),
    fc.array(fc.nat({ max: bytes.length }), { maxLength: 100 }),
    fc.subarray(suspects),
    fc.constant(suspects),
  ];
  if (bytes.length <= longestByteByByte) ways.push(fc.constant([...bytes.keys()]));
  return fc.oneof(...ways).map((cuts) => cutAt(bytes, cuts));
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (const end of [...cuts].sort((a, b) => a - b)) {
    chunks.push(bytes.subarray(start, end));
    start = end;
  }
  chunks.push(bytes.subarray(start));
  return chunks;
}

function cutsAround(bytes: Uint8Array, needles: readonly Uint8Array[]): number[] {
  const cuts = new Set<number>();
  for (let index = 0; index < bytes.length; index += 1) {
    if (isSuspect(bytes, index)) cuts.add(index).add(index + 1);
    for (const needle of needles) {
      if (!standsAt(bytes, index, needle)) continue;
      for (let offset = 0; offset <= needle.length; offset += 1) cuts.add(index + offset);
    }
  }
  return [...cuts];
}

// Line ends, and dashes that follow one another.
function isSuspect(bytes: Uint8Array, index: number): boolean {
  const byte = bytes[index];
  return byte === CR || byte === LF || (byte === DASH && (bytes[index - 1] === DASH || bytes[index + 1] === DASH));
}

function standsAt(bytes: Uint8Array, index: number, needle: Uint8Array): boolean {
  for (let offset = 0; offset < needle.length; offset += 1) {
    if (bytes[index + offset] !== needle[offset]) return false;
  }
  return needle.length > 0;
}
