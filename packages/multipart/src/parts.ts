import { Buffer } from 'node:buffer';
import { decodeText } from '@mm7/charset';
import { MultipartError } from './errors.ts';
import type { LeafEvent } from './events.ts';
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

/**
 * Gathers events into parts. Going on to the next part skips what is left of the present one; leaving the loop releases
 * the source. After an error every further call throws that same error.
 */
export function partsOf(events: AsyncIterator<LeafEvent>): AsyncIterableIterator<Part> {
  return new PartIterator(events);
}

class PartIterator implements AsyncIterableIterator<Part> {
  readonly #events: AsyncIterator<LeafEvent>;
  #current: StreamedPart | undefined;
  #failure: { readonly error: unknown } | undefined;
  /** Settles when all calls so far have run: each takes its events as a whole, whatever others are waiting. */
  #settled: Promise<unknown> = Promise.resolve();

  constructor(events: AsyncIterator<LeafEvent>) {
    this.#events = events;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Part, undefined>> {
    return this.#afterOthers(async () => {
      this.#current = undefined;
      let event = await this.#pull();
      while (event !== undefined && event.type !== 'start') event = await this.#pull();
      if (event === undefined) return { done: true, value: undefined };
      this.#current = new StreamedPart(event.part, this);
      return { done: false, value: this.#current };
    });
  }

  async return(): Promise<IteratorResult<Part, undefined>> {
    this.#current = undefined;
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  /** The next piece of the content of `part`, or `undefined` at its end. */
  readPiece(part: StreamedPart): Promise<Uint8Array | undefined> {
    return this.#afterOthers(() => this.#pullPiece(part));
  }

  /** All that is left of the content of `part`. */
  readPieces(part: StreamedPart): Promise<Uint8Array[]> {
    return this.#afterOthers(async () => {
      const pieces: Uint8Array[] = [];
      for (let piece = await this.#pullPiece(part); piece !== undefined; piece = await this.#pullPiece(part)) {
        // A source may use its chunks again once the next is asked for.
        pieces.push(piece.slice());
      }
      return pieces;
    });
  }

  async #pullPiece(part: StreamedPart): Promise<Uint8Array | undefined> {
    if (part !== this.#current) throw alreadyRead(part);
    const event = await this.#pull();
    if (event?.type === 'data') return event.bytes;
    // The loop over the parts was left while this waited: an end here would pass for the end of the content.
    if (event === undefined) throw alreadyRead(part);
    this.#current = undefined;
    return undefined;
  }

  async #pull(): Promise<LeafEvent | undefined> {
    if (this.#failure !== undefined) throw this.#failure.error;
    try {
      const { done, value } = await this.#events.next();
      return done === true ? undefined : value;
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  #afterOthers<Result>(action: () => Promise<Result>): Promise<Result> {
    const result = this.#settled.then(action);
    this.#settled = result.catch(() => undefined);
    return result;
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
    return this.#pieces();
  }

  async bytes(): Promise<Uint8Array> {
    this.#take();
    const pieces = await this.#parts.readPieces(this);
    const [only] = pieces;
    return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  }

  async text(fallbackCharset?: string): Promise<string> {
    const options = { declared: this.parameters.get('charset'), fallback: fallbackCharset };
    return decodeText(await this.bytes(), options).text;
  }

  async *#pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const piece = await this.#parts.readPiece(this);
      if (piece === undefined) return;
      yield piece;
    }
  }

  #take(): void {
    if (this.#isTaken) throw alreadyRead(this);
    this.#isTaken = true;
  }
}

function alreadyRead(part: PartInfo): MultipartError {
  const message = 'The content of this part has been read or passed over; it can be read once, before the next part';
  return new MultipartError('part-already-read', message, { offset: part.offset, part: part.path });
}
