import {
  type ContentType,
  type LeafEvent,
  type LeafHandler,
  LeafSplitter,
  type MultipartWarning,
  type PartInfo,
  parseContentType,
} from '@mm7/multipart';
import { type ParsedEnvelope, parseEnvelope } from '@mm7/parser';
import { type Dialect, type Message, Mm7Error, type Mm7ErrorCode, type Warning } from '@mm7/schema';
import { Binding, checkPart } from './binding.ts';
import { bodyFormOf, isBlank, recognitionWindow } from './body-form.ts';
import { compareLength } from './content-length.ts';
import { ContentReference } from './content-reference.ts';
import type { ResolvedDecodeOptions } from './decode-options.ts';
import { HeldBytes } from './held-bytes.ts';
import { HeldPart } from './held-part.ts';
import type { BodyHeaders } from './message-headers.ts';
import { readSoFar } from './read-so-far.ts';
import { WarningLog } from './warning-log.ts';
import { type ErrorContext, toMm7Error } from './wrapped-error.ts';
import { isXmlType } from './xml-type.ts';

/** How a body is to be read. */
export interface ReaderOptions extends ResolvedDecodeOptions {
  /** Whether the caller may reuse a chunk once it has been written, so that what is held must be copied. */
  readonly copiesWhatIsHeld: boolean;
}

/** The envelope, read. */
export interface ReadEnvelope {
  readonly message: Message;
  readonly dialect: Dialect;
  /** The part that it was, if the body was a multipart. */
  readonly root: PartInfo | undefined;
  /** Tells which of the parts read so far the message refers to. */
  readonly reference: ContentReference;
}

/** What stands for the Content-Type of a body that has another one, or none. */
const unlabelled: ContentType = { essence: '', parameters: new Map(), deviations: [] };

/**
 * Reads the body of a message that is written to it in chunks; it does no I/O. First comes the envelope, then, through
 * {@link MessageReader.take}, the other parts: what stands before the envelope is held, all else passes through.
 *
 * Reading is over after the first error.
 */
export class MessageReader implements LeafHandler {
  readonly #options: ReaderOptions;
  /** Values of the header fields, as far as they are known. */
  readonly #contentTypeValue: string | undefined;
  readonly #contentLength: string | undefined;
  readonly #contentType: ContentType;
  readonly #log: WarningLog;
  #events: LeafEvent[] = [];
  #nextEvent = 0;
  #received = 0;
  /** What has come, while the form of the body is unknown. */
  #head: HeldBytes | undefined = new HeldBytes();
  /** Whether there is nothing but white space in it. */
  #isHeadBlank = true;
  /** Set as soon as the body is known to be a multipart. */
  #splitter: LeafSplitter | undefined;
  #binding: Binding;
  /** What has come of the envelope, while that is coming in. */
  #document: HeldBytes | undefined;
  /** The charset parameter that the envelope came with, and the part that it was. */
  #charset: string | undefined;
  #root: PartInfo | undefined;
  /** The part that is coming in before the envelope, and whether it has been found not to be that. */
  #held: HeldPart | undefined;
  #isHeldForLater = false;
  /** Leaves and nested multiparts that began before the envelope was read. */
  readonly #early: PartInfo[] = [];
  #heldBytes = 0;
  #envelope: ReadEnvelope | undefined;

  constructor(headers: BodyHeaders, options: ReaderOptions) {
    this.#options = options;
    this.#log = new WarningLog(options.mode);
    this.#contentTypeValue = this.#withoutNoBreakSpace(headers.contentType);
    this.#contentLength = headers.contentLength;
    this.#contentType = parseContentType(this.#contentTypeValue);
    this.#binding = new Binding(this.#contentType, this.#log);
  }

  /** The envelope, once the part that holds it (or the body that is it) has ended. */
  get envelope(): ReadEnvelope | undefined {
    return this.#envelope;
  }

  /** The deviations so far. */
  get warnings(): readonly Warning[] {
    return this.#log.warnings;
  }

  /** What an error says of the message. */
  get context(): ErrorContext {
    const { envelope } = this.#log;
    return envelope === undefined ? { statusCode: 4004 } : { statusCode: 2004, envelope };
  }

  /**
   * Reads the next bytes.
   *
   * @throws {Mm7Error} whatever is wrong
   */
  write(chunk: Uint8Array): void {
    this.#received += chunk.length;
    try {
      if (this.#splitter !== undefined) this.#splitter.write(chunk);
      else this.#writeUnsplit(chunk);
      if (this.#options.copiesWhatIsHeld) this.#keepHeld();
    } catch (error) {
      throw toMm7Error(error, this.context);
    }
  }

  /**
   * The body has ended.
   *
   * @throws {Mm7Error} whatever is wrong
   */
  end(): void {
    try {
      if (this.#received === 0) throw this.#emptyError();
      if (this.#head !== undefined) this.#begin(this.#head, true);
      if (this.#splitter !== undefined) this.#endMultipart(this.#splitter);
      else if (this.#document !== undefined) this.#readEnvelope(this.#document);
      this.#checkLength();
    } catch (error) {
      throw toMm7Error(error, this.context);
    }
  }

  /** The next event of the parts beside the envelope that has been read but not taken. */
  take(): LeafEvent | undefined {
    const event = this.#events[this.#nextEvent];
    if (event !== undefined) {
      this.#nextEvent += 1;
    } else if (this.#nextEvent > 0) {
      this.#events = [];
      this.#nextEvent = 0;
    }
    return event;
  }

  leafStart(part: PartInfo): void {
    checkPart(part, this.#log);
    this.#see(part);
    if (this.#envelope !== undefined) this.#events.push({ type: 'start', part });
    else if (this.#binding.isStart(part) && isXmlType(part.contentType)) this.#beginRoot(part, new HeldBytes());
    else this.#held = new HeldPart(part);
  }

  leafData(bytes: Uint8Array): void {
    if (this.#document !== undefined) this.#addToDocument(this.#document, bytes);
    else if (this.#held === undefined) this.#events.push({ type: 'data', bytes });
    else this.#hold(this.#held, bytes);
  }

  leafEnd(): void {
    if (this.#held !== undefined && !this.#isHeldForLater) this.#recognise(this.#held);
    if (this.#document !== undefined) this.#readEnvelope(this.#document);
    else if (this.#held !== undefined) this.#queue(this.#held);
    else this.#events.push({ type: 'end' });
  }

  containerStart(part: PartInfo): void {
    checkPart(part, this.#log);
    this.#see(part);
  }

  warning({ code, message, path, offset }: MultipartWarning): void {
    if (path === undefined && offset === undefined) {
      this.#log.report(code, message);
      return;
    }
    this.#log.report(code, message, {
      ...(path === undefined ? {} : { path }),
      ...(offset === undefined ? {} : { offset }),
    });
  }

  /** Node reads header fields as Latin-1, in which U+00A0 in UTF-8 has another character before it. */
  #withoutNoBreakSpace(value: string | undefined): string | undefined {
    if (value?.endsWith('\u00a0') !== true) return value;
    this.#log.report('no-break-space', 'the Content-Type ends with a no-break space');
    let end = value.length;
    while (end > 0 && '\u00c2\u00a0 \t'.includes(value.charAt(end - 1))) end -= 1;
    return value.slice(0, end);
  }

  #writeUnsplit(chunk: Uint8Array): void {
    const limit = this.#options.limits.multipart.bodySize;
    if (this.#received > limit) throw this.#error('body-too-large', `the body exceeds the limit of ${limit} bytes`);
    if (this.#document !== undefined) {
      this.#addToDocument(this.#document, chunk);
    } else if (this.#head !== undefined) {
      this.#head.add(chunk);
      // Blanks tell nothing, and are looked at once.
      this.#isHeadBlank &&= chunk.every(isBlank);
      if (!this.#isHeadBlank || this.#head.length >= recognitionWindow) this.#begin(this.#head, false);
    }
  }

  /** Copies what outlasts the chunk: one of the three at most. */
  #keepHeld(): void {
    this.#head?.keep();
    this.#document?.keep();
    this.#held?.content.keep();
  }

  /** Finds out what the body is, if that can be told yet, and begins to read it as that. */
  #begin(head: HeldBytes, isWhole: boolean): void {
    const bytes = head.whole();
    const form = bodyFormOf(this.#contentType.essence, bytes, isWhole);
    if (form === undefined) return;
    this.#head = undefined;
    if (form.kind === 'xml') {
      this.#charset = this.#charsetOfXml();
      this.#beginDocument(head);
    } else {
      this.#splitter = this.#beginMultipart(form.boundary);
      this.#splitter.write(bytes);
    }
  }

  #charsetOfXml(): string | undefined {
    const { essence, parameters, deviations } = this.#contentType;
    for (const code of deviations) this.#log.report(code, `Content-Type is ${this.#contentTypeValue ?? 'absent'}`);
    if (essence.startsWith('multipart/')) {
      this.#log.report('plain-xml-body', `the Content-Type is ${essence}, but the body is an XML document`);
      return undefined;
    }
    if (essence !== 'text/xml') {
      this.#log.report('root-content-type', `expected text/xml, got ${essence === '' ? 'no media type' : essence}`);
    }
    return parameters.get('charset');
  }

  /**
   * @param boundary where the Content-Type gives none, because it is no multipart type
   */
  #beginMultipart(boundary: string | undefined): LeafSplitter {
    const { mode, limits } = this.#options;
    let contentType = this.#contentType;
    if (boundary !== undefined) {
      contentType = { ...unlabelled, parameters: new Map([['boundary', boundary]]) };
      this.#binding = new Binding(unlabelled, this.#log);
    }
    const splitter = new LeafSplitter(contentType, this, { mode, limits: limits.multipart });
    this.#binding.checkContentType();
    return splitter;
  }

  #see(part: PartInfo): void {
    if (this.#envelope === undefined) this.#early.push(part);
    else this.#envelope.reference.see(part);
  }

  #hold(held: HeldPart, bytes: Uint8Array): void {
    held.content.add(bytes);
    if (this.#isHeldForLater) this.#countHeld(bytes.length);
    else if (held.isRecognisable) this.#recognise(held);
  }

  #recognise(held: HeldPart): void {
    if (held.isEnvelope()) {
      this.#held = undefined;
      this.#beginRoot(held.part, held.content);
    } else {
      this.#isHeldForLater = true;
      this.#countHeld(held.content.length);
    }
  }

  #countHeld(size: number): void {
    const limit = this.#options.limits.bytesBeforeRoot;
    this.#heldBytes += size;
    if (this.#heldBytes > limit) {
      throw this.#error('envelope-too-late', `more than ${limit} bytes of other parts stand before the envelope`);
    }
  }

  /** Nobody takes the events of a part before the envelope until that has been read. */
  #queue({ part, content }: HeldPart): void {
    this.#held = undefined;
    this.#isHeldForLater = false;
    if (this.#options.copiesWhatIsHeld) content.keep();
    this.#events.push({ type: 'start', part });
    if (content.length > 0) this.#events.push({ type: 'data', bytes: content.whole() });
    this.#events.push({ type: 'end' });
  }

  #beginRoot(part: PartInfo, content: HeldBytes): void {
    this.#root = part;
    this.#charset = part.parameters.get('charset');
    this.#binding.checkRoot(part);
    this.#beginDocument(content);
  }

  #beginDocument(document: HeldBytes): void {
    this.#document = document;
    this.#refuseIfTooLarge(document);
  }

  #addToDocument(document: HeldBytes, bytes: Uint8Array): void {
    document.add(bytes);
    this.#refuseIfTooLarge(document);
  }

  /** The parser refuses what is too large unread, so nothing is gained by waiting for the rest. */
  #refuseIfTooLarge(document: HeldBytes): void {
    if (document.length > this.#options.limits.envelope.envelope) this.#parse(document);
  }

  #parse(document: HeldBytes): ParsedEnvelope {
    const { mode, limits, fallbackCharset } = this.#options;
    const options = { mode, limits: limits.envelope, charset: this.#charset, fallbackCharset };
    return parseEnvelope(document.whole(), options);
  }

  #readEnvelope(document: HeldBytes): void {
    const { message, warnings, dialect } = this.#parse(document);
    this.#document = undefined;
    this.#log.warnings.push(...warnings);
    this.#log.envelope = readSoFar(message);
    const reference = new ContentReference(message, this.#root);
    for (const part of this.#early) reference.see(part);
    this.#envelope = { message, dialect: this.#withBinding(dialect), root: this.#root, reference };
    reference.checkHref(this.#log);
  }

  #withBinding(dialect: Dialect): Dialect {
    // Spreading would take ten times as long.
    if (this.#root !== undefined) return Object.assign({}, dialect, this.#binding.dialectOf(this.#root));
    const { essence } = this.#contentType;
    return essence === '' || essence.startsWith('multipart/') ? dialect : { ...dialect, rootContentType: essence };
  }

  #endMultipart(splitter: LeafSplitter): void {
    const isCut = !splitter.finished;
    if (isCut && compareLength(this.#contentLength, this.#received) === 'shorter') throw this.#truncatedError();
    if (this.#document?.length === 0) throw this.#truncatedError();
    splitter.end();
    if (this.#envelope === undefined) {
      throw isCut
        ? this.#truncatedError()
        : this.#error('envelope-not-found', 'no part of the body is an MM7 envelope');
    }
    this.#envelope.reference.checkMatch(this.#log);
  }

  #checkLength(): void {
    const contentLength = this.#contentLength;
    if (compareLength(contentLength, this.#received) === 'agrees') return;
    const message = `Content-Length is ${JSON.stringify(contentLength)}, the body has ${this.#received} bytes`;
    this.#log.report('content-length-mismatch', message);
  }

  #emptyError(): Mm7Error {
    const isCut = compareLength(this.#contentLength, 0) === 'shorter';
    return isCut ? this.#truncatedError() : this.#error('not-mm7', 'the body is empty');
  }

  #truncatedError(): Mm7Error {
    const announced = this.#contentLength === undefined ? '' : ` of ${this.#contentLength}`;
    return this.#error('truncated-body', `the body ends after ${this.#received}${announced} bytes, incomplete`);
  }

  #error(code: Mm7ErrorCode, message: string): Mm7Error {
    return new Mm7Error(code, message, { ...this.context, offset: this.#received });
  }
}
