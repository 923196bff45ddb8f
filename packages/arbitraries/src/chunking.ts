import fc, { type Arbitrary } from 'fast-check';

const CR = 0x0d;
const LF = 0x0a;
const DASH = 0x2d;

/** Where chunks are likely to be cut badly. */
export interface ChunkingOptions {
  /** Byte sequences, such as a delimiter, to cut before, after and at every place inside. */
  readonly around?: readonly Uint8Array[];
}

/** Cuts bytes into chunks, always in the same way; the chunks are views of the bytes. */
export type Chunker = (bytes: Uint8Array, options?: ChunkingOptions) => Uint8Array[];

/** Most chunks that a body is deliberately cut into: of a longer one only the beginning is. */
const mostChunks = 8 * 1024;

const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

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
export function chunking(bytes: Uint8Array, options?: ChunkingOptions): Arbitrary<Uint8Array[]> {
  return chunker().map((cut) => cut(bytes, options));
}

/**
 * The same for bytes that are not known yet: a function that cuts whatever it is given.
 *
 * @example
 * fc.assert(fc.property(fc.uint8Array(), chunker(), (bytes, cut) => read(cut(bytes)) === read([bytes])));
 */
export function chunker(): Arbitrary<Chunker> {
  return fc.oneof(
    fc.constant<Chunker>((bytes) => [bytes]),
    fractions.map<Chunker>((where) => (bytes) => {
      return cutAt(
        bytes,
        where.map((fraction) => Math.floor(fraction * bytes.length)),
      );
    }),
    fractions.map<Chunker>((which) => (bytes, options) => {
      const suspects = suspectsIn(bytes, options);
      return cutAt(
        bytes,
        which.map((fraction) => suspects[Math.floor(fraction * suspects.length)] ?? 0),
      );
    }),
    fc.constant<Chunker>((bytes, options) => cutAt(bytes, suspectsIn(bytes, options))),
    fc.constant<Chunker>((bytes) => cutAt(bytes, [...bytes.keys()].slice(0, mostChunks))),
  );
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

function suspectsIn(bytes: Uint8Array, { around = [] }: ChunkingOptions = {}): number[] {
  const cuts = new Set<number>();
  for (let index = 0; index < bytes.length; index += 1) {
    if (isSuspect(bytes, index)) cuts.add(index).add(index + 1);
    for (const needle of around) {
      if (!standsAt(bytes, index, needle)) continue;
      for (let offset = 0; offset <= needle.length; offset += 1) cuts.add(index + offset);
    }
  }
  return [...cuts].slice(0, mostChunks);
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
