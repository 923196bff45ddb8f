import { types } from 'node:util';
import { ChunkViews } from './chunk-views.ts';
import { dashBoundaryOf } from './dash-boundary.ts';
import { DelimiterSearch } from './delimiter-search.ts';
import { DelimiterTail, type DelimiterVerdict } from './delimiter-tail.ts';
import { deviate, type MultipartMode } from './deviation.ts';
import { MultipartError, type MultipartErrorCode, type MultipartWarning, type MultipartWarningCode } from './errors.ts';
import { HeaderCollector } from './header-collector.ts';
import type { HeaderFields } from './header-fields.ts';
import { type MultipartLimits, resolveMultipartLimits } from './limits.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

/** A part that begins like XML does so within this many bytes. */
const XML_BEGINS_WITHIN = 1024;

/** How to read a multipart body. */
export interface MultipartOptions {
  /** Default `lenient`. */
  readonly mode?: MultipartMode;
  readonly limits?: Partial<MultipartLimits>;
}

/** A multipart inside another knows where it stands, so that paths and offsets are those of the whole body. */
export interface MultipartPlace {
  /** Path of the part that this multipart is; empty for the body itself. */
  readonly path: string;
  /** Offset of its first byte in the whole body. */
  readonly offset: number;
}

/**
 * What a {@link MultipartSplitter} calls. Offsets are in bytes from the beginning of the body.
 *
 * A method that throws stops the splitter like any other error.
 */
export interface MultipartHandler {
  /** A part begins: its header fields, the offset of its first header byte and that of its first content byte. */
  partStart(headers: HeaderFields, offset: number, contentOffset: number): void;
  /**
   * The next bytes of the part's content, at least one: the chunk that was written, or a plain Uint8Array of part of its
   * memory, good for as long as the caller leaves that chunk alone. Only what might have been a delimiter across the edge
   * of chunks is a copy.
   */
  partData(view: Uint8Array): void;
  /** The part ends; `offset` is that of the byte after its content. */
  partEnd(offset: number): void;
  /** A deviation was taken; in strict mode it is thrown instead. */
  warning?(warning: MultipartWarning): void;
}

/**
 * Splits a multipart body (RFC 2046 5.1) that is written to it in chunks of any size, and tells a handler what it finds.
 * It does no I/O; what it keeps from chunk to chunk is at most one delimiter line or one header block.
 *
 * The first delimiter line says whether lines end in CRLF or, deviating, in LF alone. A delimiter is `--boundary` at the
 * beginning of a line, followed by white space and a line end, or by `--`; everything else is content. What comes before
 * the first and after the closing delimiter is passed over.
 *
 * After an error every further call throws that same error.
 *
 * @example
 * const splitter = new MultipartSplitter('frontier', {
 *   partStart: (headers) => console.log(headers.get('Content-Type')),
 *   partData: (view) => console.log(view.length),
 *   partEnd: () => console.log('end'),
 * });
 * for await (const chunk of request) splitter.write(chunk);
 * splitter.end();
 */
export class MultipartSplitter {
  readonly #handler: MultipartHandler;
  readonly #mode: MultipartMode;
  readonly #limits: MultipartLimits;
  readonly #place: MultipartPlace;
  readonly #dashBoundary: Uint8Array;
  /** A boundary that itself holds a `>` would break the search, so glued delimiters are then not looked for. */
  readonly #mayBeGlued: boolean;
  readonly #collector: HeaderCollector;
  readonly #tail = new DelimiterTail();
  readonly #views = new ChunkViews();

  #state: 'preamble' | 'headers' | 'content' | 'epilogue' | 'ended' | 'failed' = 'preamble';
  #failure: unknown;
  #hasClosed = false;
  /** Offset in the whole body of what comes next, and of the beginning of what is being read. */
  #offset: number;
  #chunkOffset = 0;
  #headersOffset = 0;
  #partCount = 0;
  #hasWarnedOfLineEndings = false;

  /** A delimiter at the beginning of a line; the line end before it is part of it. */
  #lineDelimiter: DelimiterSearch;
  /** In how many bytes of the present part, of which none but white space has been read, XML may still begin. */
  #xmlBeginsWithin = 0;
  /** Whether the present part begins like XML, so that a delimiter may also stand after its last `>`. */
  #looksForGlued = false;
  /** For XML alone, made when they are needed: a delimiter after a `>`, and `--boundary` whatever is before it. */
  #gluedDelimiterIfMade: DelimiterSearch | undefined;
  #dashSearchIfMade: DelimiterSearch | undefined;
  /** The delimiter that has begun at the end of what was read, and how many of its bytes that is. */
  #candidate: DelimiterSearch;
  #matched: number;
  /** How many of these were given out already, or stand for a line end before the first line. */
  #given: number;

  /**
   * @param boundary the boundary parameter of the Content-Type, unquoted
   * @throws MultipartError `missing-boundary`, `invalid-boundary`, `boundary-too-long`, `invalid-limit`
   */
  constructor(boundary: string, handler: MultipartHandler, options: MultipartOptions = {}, place?: MultipartPlace) {
    this.#handler = handler;
    this.#mode = options.mode ?? 'lenient';
    this.#limits = resolveMultipartLimits(options.limits);
    this.#place = place ?? { path: '', offset: 0 };
    this.#offset = this.#place.offset;
    const { path, offset } = this.#place;
    this.#dashBoundary = dashBoundaryOf(
      boundary,
      this.#limits.boundaryLength,
      { offset, part: path === '' ? undefined : path },
      // The boundary of the body itself stands nowhere in it.
      (code) => deviate(this.#mode, handler, code, path, path === '' ? undefined : offset),
    );
    this.#mayBeGlued = !boundary.includes('>');
    this.#collector = new HeaderCollector(this.#dashBoundary, this.#limits, this);
    this.#lineDelimiter = new DelimiterSearch('\r\n', this.#dashBoundary);
    // The body begins as if a line had ended before it, so that its first line needs no case of its own.
    this.#candidate = this.#lineDelimiter;
    this.#matched = this.#lineDelimiter.lead.length;
    this.#given = this.#matched;
  }

  /** Whether the closing delimiter has been read; all that follows it is passed over. */
  get finished(): boolean {
    return this.#hasClosed;
  }

  /** Path of the part that began last, such as `2`, or `1.2` in a multipart inside another. */
  get partPath(): string {
    const { path } = this.#place;
    return path === '' ? `${this.#partCount}` : `${path}.${this.#partCount}`;
  }

  /**
   * Reads the next bytes of the body.
   *
   * @throws MultipartError `header-block-too-large`, `too-many-headers`, `too-many-parts`, `body-too-large`,
   *   `invalid-chunk`, `already-ended`; in strict mode also the code of any deviation
   */
  write(chunk: Uint8Array): void {
    this.#refuseIfOver();
    try {
      if (!types.isUint8Array(chunk)) {
        throw new MultipartError('invalid-chunk', `Expected a chunk of bytes (Uint8Array), got ${typeof chunk}`);
      }
      const room = this.#limits.bodySize - (this.#offset - this.#place.offset);
      if (chunk.length <= room) {
        this.#take(chunk);
      } else {
        this.#take(chunk.subarray(0, room));
        throw this.#error(
          'body-too-large',
          `The body exceeds the limit of ${this.#limits.bodySize} bytes`,
          this.#offset,
        );
      }
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /**
   * The body has ended.
   *
   * @param at `delimiter` if a delimiter of the multipart around this one ended it, so that nothing has been cut off
   * @throws MultipartError `delimiter-not-found`, `truncated-body`, `already-ended`; in strict mode also the code of any
   *   deviation
   */
  end(at: 'end-of-input' | 'delimiter' = 'end-of-input'): void {
    this.#refuseIfOver();
    try {
      if (this.#state === 'preamble') throw this.#noDelimiterError(at);
      if (this.#state === 'headers') this.#endHeaders(at);
      if (this.#state === 'content') this.#endContent(at);
      this.#state = 'ended';
    } catch (error) {
      throw this.#fail(error);
    }
  }

  #refuseIfOver(): void {
    if (this.#state === 'failed') throw this.#failure;
    if (this.#state === 'ended') throw new MultipartError('already-ended', 'The multipart body has been ended already');
  }

  #fail(error: unknown): unknown {
    this.#state = 'failed';
    this.#failure = error;
    this.#views.forget();
    return error;
  }

  #take(chunk: Uint8Array): void {
    this.#read(chunk, this.#offset);
    this.#views.forget();
    this.#offset += chunk.length;
  }

  #read(bytes: Uint8Array, offset: number): void {
    this.#chunkOffset = offset;
    let at = 0;
    while (at < bytes.length && this.#state !== 'epilogue') {
      at = this.#state === 'headers' ? this.#readHeaders(bytes, at) : this.#readContent(bytes, at);
    }
  }

  #readHeaders(bytes: Uint8Array, at: number): number {
    const collector = this.#collector;
    const headers = collector.read(bytes, at);
    if (headers === undefined) return bytes.length;
    const { next, heldContent } = collector;
    const contentOffset = this.#headersOffset + collector.size;
    this.#startPart(headers, contentOffset);
    if (heldContent.length > 0) {
      const chunkOffset = this.#chunkOffset;
      this.#read(heldContent, contentOffset);
      this.#chunkOffset = chunkOffset;
    }
    return next;
  }

  /** Reads on from `from`, in content or before the first part, up to the next delimiter. */
  #readContent(bytes: Uint8Array, from: number): number {
    if (this.#xmlBeginsWithin > 0) this.#lookForXml(bytes, from);
    if (this.#matched > 0) {
      const next = this.#resumeCandidate(bytes, from);
      if (next !== -1) return next;
      // Before the first delimiter nobody knows in what lines end; LF is there in any case.
      if (this.#state === 'preamble') this.#setLineEnd('\n');
    }
    let searchFrom = from;
    for (;;) {
      const start = this.#looksForGlued
        ? this.#findDelimiterInXml(bytes, searchFrom)
        : this.#lineDelimiter.find(bytes, searchFrom);
      if (start === -1) break;
      const candidate = bytes[start] === GREATER_THAN ? this.#gluedDelimiter : this.#lineDelimiter;
      searchFrom = start + candidate.bytes.length;
      this.#tail.restart();
      const next = this.#tail.read(bytes, searchFrom);
      if (this.#tail.verdict === 'content') continue;
      this.#beginCandidate(candidate, candidate.bytes.length, bytes, from, start);
      if (this.#tail.verdict === 'undecided') this.#tail.hold(bytes, searchFrom);
      else this.#endAtDelimiter(this.#chunkOffset + start, this.#chunkOffset + next);
      return next;
    }
    let candidate = this.#lineDelimiter;
    let start = candidate.findStart(bytes, searchFrom);
    if (start === -1 && this.#looksForGlued) {
      candidate = this.#gluedDelimiter;
      start = candidate.findStart(bytes, searchFrom);
    }
    if (start === -1) this.#give(bytes, from, bytes.length);
    else this.#beginCandidate(candidate, bytes.length - start, bytes, from, start);
    return bytes.length;
  }

  /** In XML a delimiter may stand at the beginning of a line or after a `>`, so that both are looked for at once. */
  #findDelimiterInXml(bytes: Uint8Array, from: number): number {
    for (let at = from; ; at += this.#dashBoundary.length) {
      at = this.#dashSearch.find(bytes, at);
      if (at === -1) return -1;
      const start = at - this.#lineDelimiter.lead.length;
      if (start >= from && this.#lineDelimiter.hasLeadAt(bytes, start)) return start;
      if (at > from && bytes[at - 1] === GREATER_THAN) return at - 1;
    }
  }

  /** Senders forget the line end after XML under any media type, so its beginning decides, and not its label. */
  #lookForXml(bytes: Uint8Array, from: number): void {
    const end = Math.min(bytes.length, from + this.#xmlBeginsWithin);
    let at = from;
    while (at < end && mayPrecedeXml(bytes[at])) at += 1;
    if (at < end) this.#xmlBeginsWithin = 0;
    else this.#xmlBeginsWithin -= end - from;
    if (at < end && bytes[at] === LESS_THAN) this.#looksForGlued = this.#mayBeGlued;
  }

  /** A delimiter or the beginning of one stands at `start`; what is before it is content, and so is a leading `>`. */
  #beginCandidate(candidate: DelimiterSearch, matched: number, bytes: Uint8Array, from: number, start: number): void {
    this.#candidate = candidate;
    this.#matched = matched;
    this.#given = candidate.lead === '>' ? 1 : 0;
    this.#give(bytes, from, start + this.#given);
  }

  /**
   * Reads on in a delimiter that began before these bytes. Returns where to go on, or -1 if it was none: then what had
   * been held of it has been given out, and the bytes from `from` on are still to be read.
   */
  #resumeCandidate(bytes: Uint8Array, from: number): number {
    const delimiter = this.#candidate.bytes;
    const matchedBefore = this.#matched;
    let matched = matchedBefore;
    let at = from;
    while (at < bytes.length && matched < delimiter.length && bytes[at] === delimiter[matched]) {
      at += 1;
      matched += 1;
    }
    this.#matched = matched;
    if (matched < delimiter.length) {
      if (at === bytes.length) return at;
      this.#matched = 0;
      this.#giveCopy(delimiter, this.#given, matchedBefore);
      return -1;
    }
    if (matchedBefore < delimiter.length) this.#tail.restart();
    const next = this.#tail.read(bytes, at);
    if (this.#tail.verdict === 'undecided') {
      this.#tail.hold(bytes, at);
      return next;
    }
    if (this.#tail.verdict !== 'content') {
      const start = this.#chunkOffset + at - this.#tail.heldLength - delimiter.length;
      this.#endAtDelimiter(start, this.#chunkOffset + next);
      return next;
    }
    this.#matched = 0;
    this.#giveCopy(delimiter, this.#given, matchedBefore);
    this.#giveCopy(this.#tail.held(), 0, this.#tail.heldLength);
    return -1;
  }

  #give(bytes: Uint8Array, from: number, to: number): void {
    if (from === to || this.#state !== 'content') return;
    this.#handler.partData(this.#views.view(bytes, from, to));
  }

  #giveCopy(bytes: Uint8Array, from: number, to: number): void {
    if (from < to && this.#state === 'content') this.#handler.partData(bytes.slice(from, to));
  }

  /** The candidate is a delimiter. It begins at `start`, and what it announces at `next`, both in the whole body. */
  #endAtDelimiter(start: number, next: number): void {
    const { verdict, endsInLoneLineFeed } = this.#tail;
    if (this.#state === 'content') this.#endContentAt(start + this.#given);
    else this.#setLineEnd(endsInLoneLineFeed ? '\n' : '\r\n');
    if (endsInLoneLineFeed) {
      this.#warnOfLineEndings(start + this.#candidate.lead.length);
    }
    this.#goOnAfter(verdict, next);
  }

  #setLineEnd(lineEnd: '\r\n' | '\n'): void {
    if (this.#lineDelimiter.lead !== lineEnd) this.#lineDelimiter = new DelimiterSearch(lineEnd, this.#dashBoundary);
  }

  #goOnAfter(verdict: DelimiterVerdict, next: number): void {
    this.#matched = 0;
    this.#hasClosed = verdict === 'closing-delimiter';
    this.#state = this.#hasClosed ? 'epilogue' : 'headers';
    if (this.#hasClosed) return;
    this.#partCount += 1;
    if (this.#partCount > this.#limits.parts) {
      throw this.#error(
        'too-many-parts',
        `The body has more than ${this.#limits.parts} parts, which is the limit`,
        next,
      );
    }
    this.#headersOffset = next;
    this.#collector.start(next);
  }

  #startPart(headers: HeaderFields, contentOffset: number): void {
    const { hasLoneLineFeed, hasBlankLine, deviations } = this.#collector;
    this.#state = 'content';
    // As if a line had ended before the content, so that a delimiter may stand on its first line.
    this.#candidate = this.#lineDelimiter;
    this.#matched = this.#lineDelimiter.lead.length;
    this.#given = this.#matched;
    this.#xmlBeginsWithin = XML_BEGINS_WITHIN;
    this.#handler.partStart(headers, this.#headersOffset, contentOffset);
    if (hasLoneLineFeed) this.#warnOfLineEndings(this.#headersOffset);
    for (const code of deviations) {
      this.#deviate(code, this.partPath, this.#headersOffset);
    }
    if (!hasBlankLine) {
      this.#deviate('missing-blank-line', this.partPath, contentOffset);
    }
  }

  #endContentAt(offset: number): void {
    if (this.#candidate.lead === '>' && this.#matched === this.#candidate.bytes.length) {
      this.#deviate('glued-delimiter', this.partPath, offset);
    }
    this.#looksForGlued = false;
    this.#handler.partEnd(offset);
  }

  #endHeaders(at: 'end-of-input' | 'delimiter'): void {
    const headers = this.#collector.end(at === 'delimiter');
    const contentOffset = this.#headersOffset + this.#collector.size;
    this.#startPart(headers, contentOffset);
    this.#read(this.#collector.heldContent, contentOffset);
  }

  #endContent(at: 'end-of-input' | 'delimiter'): void {
    const delimiter = this.#candidate.bytes;
    const isWhole = this.#matched === delimiter.length;
    const hasDash = this.#matched > this.#candidate.lead.length;
    let contentEnd = this.#offset;
    // What the end of the input cuts off is a delimiter from its first dash on: it ends the part, but opens no other.
    if (isWhole || (hasDash && at === 'end-of-input')) {
      contentEnd += this.#given - this.#matched - (isWhole ? this.#tail.heldLength : 0);
    } else {
      this.#giveCopy(delimiter, this.#given, this.#matched);
    }
    this.#endContentAt(contentEnd);
    this.#deviate('missing-closing-delimiter', this.#place.path, this.#offset);
  }

  #noDelimiterError(at: 'end-of-input' | 'delimiter'): MultipartError {
    const hasBegun = this.#matched > this.#candidate.lead.length + '--'.length;
    const isCutPart = this.#place.path !== '' && at === 'end-of-input';
    if (hasBegun || isCutPart) {
      return this.#error('truncated-body', 'The body ends before or inside its first delimiter', this.#offset);
    }
    const wanted = new TextDecoder().decode(this.#dashBoundary);
    return this.#error(
      'delimiter-not-found',
      `No line of the body begins with ${JSON.stringify(wanted)}`,
      this.#offset,
    );
  }

  get #gluedDelimiter(): DelimiterSearch {
    this.#gluedDelimiterIfMade ??= new DelimiterSearch('>', this.#dashBoundary);
    return this.#gluedDelimiterIfMade;
  }

  get #dashSearch(): DelimiterSearch {
    this.#dashSearchIfMade ??= new DelimiterSearch('', this.#dashBoundary);
    return this.#dashSearchIfMade;
  }

  #warnOfLineEndings(offset: number): void {
    if (this.#hasWarnedOfLineEndings) return;
    this.#hasWarnedOfLineEndings = true;
    this.#deviate('lf-line-endings', this.#place.path, offset);
  }

  #deviate(code: MultipartWarningCode, path: string, offset: number): void {
    deviate(this.#mode, this.#handler, code, path, offset);
  }

  #error(code: MultipartErrorCode, message: string, offset: number): MultipartError {
    const part = this.#state === 'headers' || this.#state === 'content' ? this.partPath : this.#place.path;
    return new MultipartError(code, message, { offset, part: part === '' ? undefined : part });
  }
}

/** White space, or a byte of the UTF-8 byte order mark. */
function mayPrecedeXml(byte: number | undefined): boolean {
  switch (byte) {
    case TAB:
    case LF:
    case CR:
    case SPACE:
    case 0xef:
    case 0xbb:
    case 0xbf:
      return true;
    default:
      return false;
  }
}
