import { MultipartError } from './errors.ts';
import { type HeaderBlock, HeaderLine, HeaderLines, isHeaderLine } from './header-block.ts';
import type { MultipartLimits } from './limits.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const COLON = 0x3a;

/** One whole header block, and where the content after it begins. */
export interface CollectedHeaders {
  readonly block: HeaderBlock;
  /** Whether a blank line ended the block, as it should, and not the first line of content or a delimiter. */
  readonly hasBlankLine: boolean;
  /** Bytes from the beginning of the block to the content. */
  readonly size: number;
  /** Content that had to be held until it was known not to be a header line; empty unless a chunk ended in it. */
  readonly heldContent: Uint8Array;
  /** Where the content goes on in the present chunk. */
  readonly next: number;
}

type LineKind = 'header' | 'blank-line' | 'content';

const nothing = new Uint8Array(0);

/**
 * Gathers the bytes of one header block across chunks; a block that lies within one chunk is not copied. It ends at a
 * blank line or, since senders leave that out, at a delimiter or at the first line that is neither a header field nor
 * the continuation of one.
 */
export class HeaderCollector {
  readonly #dashBoundary: Uint8Array;
  readonly #limits: MultipartLimits;
  readonly #splitter: { readonly partPath: string };
  #offset = 0;
  #held = nothing;
  #heldLength = 0;
  /** How far the lines of the block have been told apart, and how far the line after that has been searched. */
  #lineStart = 0;
  #searched = 0;
  readonly #line = new HeaderLine();
  readonly #lines = new HeaderLines();
  #hasLoneLineFeed = false;

  /** @param splitter knows the path of the present part, which errors name */
  constructor(dashBoundary: Uint8Array, limits: MultipartLimits, splitter: { readonly partPath: string }) {
    this.#dashBoundary = dashBoundary;
    this.#limits = limits;
    this.#splitter = splitter;
  }

  /** Whether a line of the block ended in LF without CR. */
  get hasLoneLineFeed(): boolean {
    return this.#hasLoneLineFeed;
  }

  /** Begins the block whose first byte stands at `offset` in the body. */
  start(offset: number): void {
    this.#offset = offset;
    this.#heldLength = 0;
    this.#lineStart = 0;
    this.#searched = 0;
    this.#lines.restart();
    this.#hasLoneLineFeed = false;
  }

  /**
   * Reads on from `at`; `undefined` means that all of the chunk was read and the block goes on.
   *
   * @throws MultipartError `header-block-too-large`, `too-many-headers`
   */
  read(chunk: Uint8Array, at: number): CollectedHeaders | undefined {
    const heldBefore = this.#heldLength;
    if (heldBefore === 0) {
      const collected = this.#scan(chunk, at, at, at);
      if (collected === undefined) this.#hold(chunk, at);
      return collected;
    }
    this.#hold(chunk, at);
    return this.#scan(this.#held.subarray(0, this.#heldLength), 0, heldBefore, at);
  }

  /**
   * The body ends here: with the input, or before a delimiter of the multipart around it. The line end before that
   * delimiter belongs to it, so there a header line is whole without one.
   *
   * @throws MultipartError `truncated-body` if the end of the input cuts what may be a header line
   */
  end(isBeforeDelimiter: boolean): CollectedHeaders {
    const bytes = this.#held.subarray(0, this.#heldLength);
    let contentStart = this.#lineStart;
    if (isBeforeDelimiter) {
      this.#line.read(bytes, contentStart, bytes.length);
      if (this.#kindOfLine(bytes) !== 'content') {
        this.#lines.add(this.#line, 0);
        contentStart = bytes.length;
      }
    } else if (this.#mayBeHeaderLine(bytes, contentStart)) {
      throw new MultipartError('truncated-body', 'The body ends inside the header block of a part', {
        offset: this.#offset + bytes.length,
        part: this.#splitter.partPath,
      });
    }
    return {
      block: this.#lines.parse(bytes, 0, contentStart),
      hasBlankLine: false,
      size: contentStart,
      heldContent: bytes.slice(contentStart),
      next: 0,
    };
  }

  /**
   * Tells apart the lines of the block, which begins at `start`. What comes before `fresh` was in earlier chunks;
   * `fresh` itself is `at` in the present one.
   */
  #scan(bytes: Uint8Array, start: number, fresh: number, at: number): CollectedHeaders | undefined {
    const end = Math.min(bytes.length, start + this.#limits.headerBlockSize);
    const line = this.#line;
    let lineStart = start + this.#lineStart;
    let kind: LineKind = 'header';
    // A line is read as a whole. Where chunks have ended inside it, its end is looked for first, in what is new.
    let isWhole = this.#searched === this.#lineStart || hasLineFeed(bytes, start + this.#searched, end);
    while (isWhole && kind === 'header') {
      line.read(bytes, lineStart, end);
      isWhole = line.isWhole;
      if (!isWhole) break;
      kind = this.#kindOfLine(bytes);
      if (kind !== 'content' && bytes[line.end - 2] !== CR) this.#hasLoneLineFeed = true;
      if (kind === 'header') {
        this.#lines.add(line, start);
        lineStart = line.end;
      }
    }
    if (!isWhole) {
      this.#lineStart = lineStart - start;
      this.#searched = end - start;
      if (end - start < this.#limits.headerBlockSize) return undefined;
      this.#refuseHeaderLine(bytes.subarray(0, end), lineStart);
    }
    const hasBlankLine = kind === 'blank-line';
    const contentStart = hasBlankLine ? line.end : lineStart;
    return {
      block: this.#lines.parse(bytes, start, lineStart),
      hasBlankLine,
      size: contentStart - start,
      // A copy, since the next block is written over the held bytes, and content may be kept.
      heldContent: contentStart < fresh ? bytes.slice(contentStart, fresh) : nothing,
      next: at + Math.max(contentStart - fresh, 0),
    };
  }

  /** What the present line is, of which there is as much as there will be. */
  #kindOfLine(bytes: Uint8Array): LineKind {
    const { start, colon } = this.#line;
    const first = bytes[start];
    if (first === LF || (first === CR && bytes[start + 1] === LF)) return 'blank-line';
    if (first === SPACE || first === TAB) return this.#lines.fieldCount > 0 ? 'header' : 'content';
    if (this.#isDelimiter(bytes, start) || colon === -1) return 'content';
    if (this.#lines.fieldCount === this.#limits.headersPerPart) {
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
    if (first === SPACE || first === TAB) return this.#lines.fieldCount > 0;
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
