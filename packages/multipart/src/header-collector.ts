import { MultipartError, type MultipartWarningCode } from './errors.ts';
import { asciiHeaders, colonOf, examinedHeaders, isHeaderLine } from './header-block.ts';
import type { HeaderFields } from './header-fields.ts';
import type { MultipartLimits } from './limits.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;

type LineKind = 'header' | 'blank-line' | 'content';

const nothing = new Uint8Array(0);
const none: readonly never[] = [];

/**
 * Gathers the bytes of one header block across chunks; a block that lies within one chunk is not copied. It ends at a
 * blank line or, since senders leave that out, at a delimiter or at the first line that is neither a header field nor
 * the continuation of one.
 */
export class HeaderCollector {
  // What there is to know of a block that has been read, beside its fields.

  /** What in it was not as the standards have it, each code once. */
  deviations: readonly MultipartWarningCode[] = none;
  /** Whether a line of it ended in LF without CR. */
  hasLoneLineFeed = false;
  /** Whether a blank line ended it, as it should, and not the first line of content or a delimiter. */
  hasBlankLine = false;
  /** Bytes from its beginning to the content. */
  size = 0;
  /** Where the content goes on in the present chunk. */
  next = 0;
  /** Content that had to be held until it was known not to be a header line; empty unless a chunk ended in it. */
  heldContent = nothing;

  readonly #dashBoundary: Uint8Array;
  readonly #limits: MultipartLimits;
  readonly #splitter: { readonly partPath: string };
  #offset = 0;
  #held = nothing;
  #heldLength = 0;
  /** How far the lines of the block have been told apart, and how far the line after that has been searched. */
  #lineStart = 0;
  #searched = 0;
  #fieldCount = 0;
  /** The bits that any byte of its fields has set. */
  #bits = 0;
  /** Of the line that was read last: where its colon stands if it begins a header field, else -1, and its bits. */
  #colon = -1;
  #lineBits = 0;

  /** @param splitter knows the path of the present part, which errors name */
  constructor(dashBoundary: Uint8Array, limits: MultipartLimits, splitter: { readonly partPath: string }) {
    this.#dashBoundary = dashBoundary;
    this.#limits = limits;
    this.#splitter = splitter;
  }

  /** Begins the block whose first byte stands at `offset` in the body. */
  start(offset: number): void {
    this.deviations = none;
    this.hasLoneLineFeed = false;
    this.hasBlankLine = false;
    this.heldContent = nothing;
    this.#offset = offset;
    this.#heldLength = 0;
    this.#lineStart = 0;
    this.#searched = 0;
    this.#fieldCount = 0;
    this.#bits = 0;
  }

  /**
   * Reads on from `at`; `undefined` means that all of the chunk was read and the block goes on.
   *
   * @throws MultipartError `header-block-too-large`, `too-many-headers`
   */
  read(chunk: Uint8Array, at: number): HeaderFields | undefined {
    const heldBefore = this.#heldLength;
    if (heldBefore === 0) {
      const headers = this.#scan(chunk, at);
      if (headers === undefined) this.#hold(chunk, at);
      else this.next = at + this.size;
      return headers;
    }
    this.#hold(chunk, at);
    const bytes = this.#held.subarray(0, this.#heldLength);
    const headers = this.#scan(bytes, 0);
    if (headers === undefined) return undefined;
    this.next = at + Math.max(this.size - heldBefore, 0);
    // A copy, since the next block is written over the held bytes, and content may be kept.
    if (this.size < heldBefore) this.heldContent = bytes.slice(this.size, heldBefore);
    return headers;
  }

  /**
   * The body ends here: with the input, or before a delimiter of the multipart around it. The line end before that
   * delimiter belongs to it, so there a header line is whole without one.
   *
   * @throws MultipartError `truncated-body` if the end of the input cuts what may be a header line
   */
  end(isBeforeDelimiter: boolean): HeaderFields {
    const bytes = this.#held.subarray(0, this.#heldLength);
    let contentStart = this.#lineStart;
    if (isBeforeDelimiter) {
      const lineEnd = this.#readLine(bytes, contentStart, bytes.length);
      if (this.#kindOfLine(bytes, contentStart) !== 'content') {
        this.#addLine();
        contentStart = lineEnd;
      }
    } else if (this.#mayBeHeaderLine(bytes, contentStart)) {
      throw new MultipartError('truncated-body', 'The body ends inside the header block of a part', {
        offset: this.#offset + bytes.length,
        part: this.#splitter.partPath,
      });
    }
    this.heldContent = bytes.slice(contentStart);
    return this.#finish(bytes, 0, contentStart, contentStart);
  }

  /** Tells apart the lines of the block, which begins at `start`; `undefined` means that it goes on. */
  #scan(bytes: Uint8Array, start: number): HeaderFields | undefined {
    const end = Math.min(bytes.length, start + this.#limits.headerBlockSize);
    let lineStart = start + this.#lineStart;
    // A line is read as a whole. Where chunks have ended inside it, its end is looked for first, in what is new.
    let isWhole = this.#searched === this.#lineStart || hasLineFeed(bytes, start + this.#searched, end);
    while (isWhole) {
      const lineEnd = this.#readLine(bytes, lineStart, end);
      isWhole = lineEnd > lineStart && bytes[lineEnd - 1] === LF;
      if (!isWhole) break;
      const kind = this.#kindOfLine(bytes, lineStart);
      if (kind === 'content') return this.#finish(bytes, start, lineStart, lineStart);
      if (bytes[lineEnd - 2] !== CR) this.hasLoneLineFeed = true;
      if (kind === 'blank-line') {
        this.hasBlankLine = true;
        return this.#finish(bytes, start, lineStart, lineEnd);
      }
      this.#addLine();
      lineStart = lineEnd;
    }
    if (end - start === this.#limits.headerBlockSize) {
      this.#refuseHeaderLine(bytes.subarray(0, end), lineStart);
      return this.#finish(bytes, start, lineStart, lineStart);
    }
    this.#lineStart = lineStart - start;
    this.#searched = end - start;
    return undefined;
  }

  /** The block is whole; its fields stand from `start` to `end`. */
  #finish(bytes: Uint8Array, start: number, end: number, contentStart: number): HeaderFields {
    this.size = contentStart - start;
    if (this.#bits < 0x80) return asciiHeaders(bytes, start, end);
    const { headers, deviations } = examinedHeaders(bytes, start, end);
    this.deviations = deviations;
    return headers;
  }

  /** Reads the line that begins at `start`, and returns the index after its line feed, or `end` if it has none. */
  #readLine(bytes: Uint8Array, start: number, end: number): number {
    const colon = colonOf(bytes, start, end);
    let byte = 0;
    let bits = 0;
    let at = colon === -1 ? start : colon;
    while (at < end && byte !== LF) {
      byte = bytes[at] ?? 0;
      bits |= byte;
      at += 1;
    }
    this.#colon = colon;
    this.#lineBits = bits;
    return at;
  }

  /** The line that was read belongs to the block. */
  #addLine(): void {
    if (this.#colon !== -1) this.#fieldCount += 1;
    this.#bits |= this.#lineBits;
  }

  /** What the line that was read is, of which there is as much as there will be. */
  #kindOfLine(bytes: Uint8Array, start: number): LineKind {
    const first = bytes[start];
    if (first === LF || (first === CR && bytes[start + 1] === LF)) return 'blank-line';
    if (first === SPACE || first === TAB) return this.#fieldCount > 0 ? 'header' : 'content';
    if (this.#isDelimiter(bytes, start) || this.#colon === -1) return 'content';
    if (this.#fieldCount === this.#limits.headersPerPart) {
      throw new MultipartError(
        'too-many-headers',
        `A part has more than ${this.#limits.headersPerPart} header fields, which is the limit`,
        { offset: this.#offset, part: this.#splitter.partPath },
      );
    }
    return 'header';
  }

  /** A boundary may hold a colon, so that its delimiter looks like a header field. */
  #isDelimiter(bytes: Uint8Array, start: number): boolean {
    for (let index = 0; index < this.#dashBoundary.length; index += 1) {
      if (bytes[start + index] !== this.#dashBoundary[index]) return false;
    }
    return true;
  }

  /** Content without a line end for as long as a header block may be is content all the same; a header line is not. */
  #refuseHeaderLine(bytes: Uint8Array, lineStart: number): void {
    if (!this.#mayBeHeaderLine(bytes, lineStart)) return;
    const limit = this.#limits.headerBlockSize;
    throw new MultipartError(
      'header-block-too-large',
      `The header block of a part exceeds the limit of ${limit} bytes`,
      {
        offset: this.#offset,
        part: this.#splitter.partPath,
      },
    );
  }

  /** Whether the line without its end yet, from `lineStart` to the end of `bytes`, may turn out to be a header line. */
  #mayBeHeaderLine(bytes: Uint8Array, lineStart: number): boolean {
    const first = bytes[lineStart];
    if (first === undefined || (first === CR && lineStart + 1 === bytes.length)) return true;
    if (first === SPACE || first === TAB) return this.#fieldCount > 0;
    if (this.#isDelimiter(bytes, lineStart)) return false;
    const line = Uint8Array.from([...bytes.subarray(lineStart), COLON]);
    return isHeaderLine(line, 0, line.length);
  }

  #hold(chunk: Uint8Array, from: number): void {
    const length = Math.min(chunk.length - from, this.#limits.headerBlockSize - this.#heldLength);
    const needed = this.#heldLength + length;
    if (needed > this.#held.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#held.length));
      larger.set(this.#held.subarray(0, this.#heldLength));
      this.#held = larger;
    }
    this.#held.set(chunk.subarray(from, from + length), this.#heldLength);
    this.#heldLength = needed;
  }
}

function hasLineFeed(bytes: Uint8Array, from: number, end: number): boolean {
  for (let index = from; index < end; index += 1) {
    if (bytes[index] === LF) return true;
  }
  return false;
}
