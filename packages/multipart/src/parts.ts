import { Buffer } from 'node:buffer';
import { decodeText } from '@mm7/charset';
import { MultipartError } from './errors.ts';
import type { LeafEvent, LeafEvents } from './events.ts';
import type { HeaderFields } from './header-fields.ts';
import type { PartInfo } from './part-info.ts';

/**
 * A part whose content is read as it comes in. Content can be read once, in one of three ways, and only until the loop
 * over the parts goes on to the next: what was not read by then is skipped.
 *
 * `bytes()` and `text()` may be left unawaited while the loop goes on; it waits for them.
 */
export interface Part extends PartInfo, AsyncIterable<Uint8Array> {
  /**
   * The content in pieces as they come in.
   *
   * @throws MultipartError `part-already-read`
   */
  [Symbol.asyncIterator](): AsyncIterator<Uint8Array>;
  /**
   * The whole content.
   *
   * @throws MultipartError `part-already-read`
   */
  bytes(): Promise<Uint8Array>;
  /**
   * The whole content as text, in the encoding of its byte order mark, of its `charset` parameter, or else UTF-8.
   *
   * @param fallbackCharset label of the encoding to take if it is none of these
   * @throws MultipartError `part-already-read`; CharsetError `undecodable-bytes`
   */
  text(fallbackCharset?: string): Promise<string>;
}

type ErrorWrapper = (error: unknown) => unknown;

/**
 * Gathers events into parts. Going on to the next part skips what is left of the present one; leaving the loop releases
 * the source. After an error of the events every further call throws that same error.
 *
 * @param wrap makes what is thrown in place of the errors that {@link Part} declares; those of the events come unchanged
 */
export function partsOf(events: LeafEvents, wrap: ErrorWrapper = (error) => error): AsyncIterableIterator<Part> {
  return new PartIterator(events, wrap);
}

class PartIterator implements AsyncIterableIterator<Part> {
  readonly wrap: ErrorWrapper;
  readonly #events: LeafEvents;
  #current: StreamedPart | undefined;
  /** Whether a call is being served. Each takes its events as a whole, so the others wait for their turn. */
  #isBusy = false;
  readonly #waiting: (() => void)[] = [];

  constructor(events: LeafEvents, wrap: ErrorWrapper) {
    this.#events = events;
    this.wrap = wrap;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Part, undefined>> {
    return this.#inTurn(async () => {
      this.#current = undefined;
      do {
        for (let event = this.#events.take(); event !== undefined; event = this.#events.take()) {
          if (event.type !== 'start') continue;
          this.#current = new StreamedPart(event.part, this);
          return { done: false, value: this.#current };
        }
      } while (await this.#events.readOn());
      return { done: true, value: undefined };
    });
  }

  async return(): Promise<IteratorResult<Part, undefined>> {
    this.#current = undefined;
    await this.#events.release();
    return { done: true, value: undefined };
  }

  /** The next piece of the content of a part. */
  readPiece(content: ContentIterator): Promise<IteratorResult<Uint8Array, undefined>> {
    // The usual case, for which a promise that is resolved already costs least.
    if (!this.#isBusy && content.part === this.#current && !content.isOver) {
      const event = this.#events.take();
      if (event !== undefined) return Promise.resolve(this.#pieceOf(content, event));
    }
    return this.#inTurn(() => this.#pullPiece(content));
  }

  /** All that is left of the content of `part`. */
  readPieces(part: StreamedPart): Promise<Uint8Array[]> {
    return this.#inTurn(async () => {
      if (part !== this.#current) throw this.alreadyRead(part);
      const pieces: Uint8Array[] = [];
      do {
        for (let event = this.#events.take(); event !== undefined; event = this.#events.take()) {
          if (event.type !== 'data') {
            this.#current = undefined;
            return pieces;
          }
          // A source may use its chunks again once the next is asked for. A Buffer's own `slice` would not copy.
          pieces.push(new Uint8Array(event.bytes));
        }
      } while (await this.#events.readOn());
      throw this.alreadyRead(part);
    });
  }

  alreadyRead({ offset, path }: PartInfo): unknown {
    const message = 'The content of this part has been read or passed over; it can be read once, before the next part';
    return this.wrap(new MultipartError('part-already-read', message, { offset, part: path }));
  }

  async #pullPiece(content: ContentIterator): Promise<IteratorResult<Uint8Array, undefined>> {
    if (content.isOver) return { done: true, value: undefined };
    if (content.part !== this.#current) throw this.alreadyRead(content.part);
    do {
      const event = this.#events.take();
      if (event !== undefined) return this.#pieceOf(content, event);
    } while (await this.#events.readOn());
    // The loop over the parts was left while this waited: an end here would pass for the end of the content.
    throw this.alreadyRead(content.part);
  }

  #pieceOf(content: ContentIterator, event: LeafEvent): IteratorResult<Uint8Array, undefined> {
    if (event.type === 'data') return { done: false, value: event.bytes };
    this.#current = undefined;
    content.isOver = true;
    return { done: true, value: undefined };
  }

  async #inTurn<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.#isBusy) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isBusy = true;
    try {
      return await action();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#isBusy = false;
      else next();
    }
  }
}

class StreamedPart implements Part {
  readonly path: string;
  readonly headers: HeaderFields;
  readonly contentType: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly offset: number;
  readonly containers: readonly PartInfo[];
  // Only declared: a part without them does not have these properties.
  declare readonly contentId?: string;
  declare readonly contentLocation?: string;
  declare readonly fileName?: string;
  readonly #parts: PartIterator;
  #isTaken = false;

  constructor(info: PartInfo, parts: PartIterator) {
    this.path = info.path;
    this.headers = info.headers;
    this.contentType = info.contentType;
    this.parameters = info.parameters;
    if (info.contentId !== undefined) this.contentId = info.contentId;
    if (info.contentLocation !== undefined) this.contentLocation = info.contentLocation;
    if (info.fileName !== undefined) this.fileName = info.fileName;
    this.offset = info.offset;
    this.containers = info.containers;
    this.#parts = parts;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    this.#take();
    return new ContentIterator(this, this.#parts);
  }

  async bytes(): Promise<Uint8Array> {
    this.#take();
    const pieces = await this.#parts.readPieces(this);
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  }

  async text(fallbackCharset?: string): Promise<string> {
    const options = { declared: this.parameters.get('charset'), fallback: fallbackCharset };
    const bytes = await this.bytes();
    try {
      return decodeText(bytes, options).text;
    } catch (error) {
      throw this.#parts.wrap(error);
    }
  }

  #take(): void {
    if (this.#isTaken) throw this.#parts.alreadyRead(this);
    this.#isTaken = true;
  }
}

/** The content of a part, piece by piece. No generator, which would take several promises for each piece. */
class ContentIterator implements AsyncIterator<Uint8Array, undefined> {
  readonly part: StreamedPart;
  /** Whether the last piece has been given, or the iteration was left. */
  isOver = false;
  readonly #parts: PartIterator;

  constructor(part: StreamedPart, parts: PartIterator) {
    this.part = part;
    this.#parts = parts;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return this.#parts.readPiece(this);
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.isOver = true;
    return { done: true, value: undefined };
  }
}
