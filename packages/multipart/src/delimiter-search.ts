import { Buffer } from 'node:buffer';

/** Probing pays in chunks of at least this many bytes … */
const PROBING_MINIMUM = 2048;
/** … and its tables pay once this many bytes have been searched. */
const BYTES_BEFORE_PROBING = 32 * 1024;
/** A shorter delimiter makes strides too short to be worth it. */
const PROBING_DELIMITER_MINIMUM = 16;
/** How many searches go to the native one after bytes on which probing did not pay. */
const SEARCHES_WITHOUT_PROBING = 16;

/**
 * Finds one delimiter in chunks, exactly and in linear time.
 *
 * The first byte of the delimiter must occur nowhere else in it. That is so for `CRLF--boundary`, `LF--boundary` and
 * `>--boundary`, and it is why what has matched at the end of a chunk is told by one number: a mismatch can never leave
 * a shorter match behind.
 */
export class DelimiterSearch {
  readonly bytes: Uint8Array;
  readonly #first: number;
  #bytesBeforeProbing = BYTES_BEFORE_PROBING;
  #searchesWithoutProbing = 0;
  #tables: ProbingTables | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#first = bytes[0] ?? 0;
  }

  /** Index of the first whole delimiter at or after `from`, or -1. */
  find(chunk: Uint8Array, from: number): number {
    const size = chunk.length - from;
    if (size < PROBING_MINIMUM || this.bytes.length < PROBING_DELIMITER_MINIMUM) return this.#findNatively(chunk, from);
    if (this.#bytesBeforeProbing > size) {
      this.#bytesBeforeProbing -= size;
      return this.#findNatively(chunk, from);
    }
    if (this.#searchesWithoutProbing > 0) {
      this.#searchesWithoutProbing -= 1;
      return this.#findNatively(chunk, from);
    }
    return this.#findProbing(chunk, from);
  }

  /** Index at or after `from` where the end of the chunk may be the beginning of a delimiter, or -1. */
  findStart(chunk: Uint8Array, from: number): number {
    const { bytes } = this;
    const earliest = Math.max(from, chunk.length - bytes.length + 1);
    let start = chunk.length - 1;
    while (start >= earliest && chunk[start] !== this.#first) start -= 1;
    if (start < earliest) return -1;
    for (let index = start + 1; index < chunk.length; index += 1) {
      if (chunk[index] !== bytes[index - start]) return -1;
    }
    return start;
  }

  #findNatively(chunk: Uint8Array, from: number): number {
    return Buffer.prototype.indexOf.call(chunk, this.bytes, from);
  }

  /**
   * Of a delimiter of length D looks at every Dth byte only: where four of these in a row do not occur in the delimiter,
   * no delimiter can touch them. Otherwise one step of Horspool's search, and where such steps become many (text in the
   * alphabet of the delimiter), the native search takes over.
   */
  #findProbing(chunk: Uint8Array, from: number): number {
    const { bytes } = this;
    this.#tables ??= probingTables(bytes);
    const { occurs, shifts } = this.#tables;
    const length = bytes.length;
    const lastByte = bytes[length - 1];
    const end = chunk.length - 3 * length;
    let patience = chunk.length >> 6;
    let last = from + length - 1;
    while (last < end) {
      const byte = chunk[last] ?? 0;
      const found =
        (occurs[byte] ?? 0) |
        (occurs[chunk[last + length] ?? 0] ?? 0) |
        (occurs[chunk[last + 2 * length] ?? 0] ?? 0) |
        (occurs[chunk[last + 3 * length] ?? 0] ?? 0);
      if (found === 0) {
        last += 4 * length;
        continue;
      }
      if (byte === lastByte) {
        const matched = this.#matchLength(chunk, last - length + 1);
        if (matched === length) return last - length + 1;
        patience -= matched;
      }
      last += shifts[byte] ?? 0;
      patience -= 1;
      if (patience < 0) {
        this.#searchesWithoutProbing = SEARCHES_WITHOUT_PROBING;
        break;
      }
    }
    return this.#findNatively(chunk, last - length + 1);
  }

  #matchLength(chunk: Uint8Array, start: number): number {
    const { bytes } = this;
    let matched = 0;
    while (matched < bytes.length && chunk[start + matched] === bytes[matched]) matched += 1;
    return matched;
  }
}

interface ProbingTables {
  /** 1 for each byte that occurs in the delimiter. */
  readonly occurs: Uint8Array;
  /** How far the delimiter can be moved on when this byte stands under its last one. */
  readonly shifts: Uint16Array;
}

function probingTables(delimiter: Uint8Array): ProbingTables {
  const occurs = new Uint8Array(256);
  const shifts = new Uint16Array(256).fill(delimiter.length);
  const last = delimiter.length - 1;
  for (let index = 0; index <= last; index += 1) {
    const byte = delimiter[index] ?? 0;
    occurs[byte] = 1;
    if (index < last) shifts[byte] = last - index;
  }
  return { occurs, shifts };
}
