import { type LeafEvent, type Part as MultipartPart, partsOf } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { BodySource } from './body-source.ts';
import type { ContentReference } from './content-reference.ts';
import type { MessageReader } from './message-reader.ts';
import { isPresentationType, type Part, partInfo } from './part.ts';
import { toMm7Error } from './wrapped-error.ts';

/** Reads on in a message whose envelope has been read, pulling from the source only when nothing is left to give. */
class MessageEvents implements AsyncIterator<LeafEvent, undefined> {
  readonly #reader: MessageReader;
  readonly #source: BodySource;
  #isAtEnd: boolean;
  #failure: { readonly error: unknown } | undefined;

  constructor(reader: MessageReader, source: BodySource, isAtEnd: boolean) {
    this.#reader = reader;
    this.#source = source;
    this.#isAtEnd = isAtEnd;
  }

  async next(): Promise<IteratorResult<LeafEvent, undefined>> {
    if (this.#failure !== undefined) throw this.#failure.error;
    try {
      return await this.#next();
    } catch (error) {
      this.#failure = { error };
      await this.#source.release().catch(() => undefined);
      throw error;
    }
  }

  async return(): Promise<IteratorResult<LeafEvent, undefined>> {
    await this.#source.release();
    return { done: true, value: undefined };
  }

  async #next(): Promise<IteratorResult<LeafEvent, undefined>> {
    for (;;) {
      this.#source.refuseIfReleased();
      const event = this.#reader.take();
      if (event !== undefined) return { done: false, value: event };
      if (this.#isAtEnd) return { done: true, value: undefined };
      const chunk = await this.#source.next();
      if (chunk !== undefined) {
        this.#reader.write(chunk);
      } else {
        this.#isAtEnd = true;
        this.#reader.end();
      }
    }
  }
}

/** The parts of a message beside its envelope, which can be iterated once. */
export class MessageParts implements AsyncIterable<Part> {
  readonly #events: MessageEvents;
  readonly #reader: MessageReader;
  readonly #reference: ContentReference;
  readonly #fallbackCharset: string | undefined;
  #isTaken = false;

  constructor(
    reader: MessageReader,
    source: BodySource,
    rest: {
      readonly isAtEnd: boolean;
      readonly reference: ContentReference;
      readonly fallbackCharset: string | undefined;
    },
  ) {
    this.#events = new MessageEvents(reader, source, rest.isAtEnd);
    this.#reader = reader;
    this.#reference = rest.reference;
    this.#fallbackCharset = rest.fallbackCharset;
  }

  /**
   * @throws {Mm7Error} `already-iterated` the second time
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<Part> {
    if (this.#isTaken) {
      throw new Mm7Error('already-iterated', 'the parts of a message can be iterated once', { statusCode: 3000 });
    }
    this.#isTaken = true;
    const parts = partsOf(this.#events);
    const iterator: AsyncIterableIterator<Part> = {
      next: async () => {
        const result = await this.#typed(parts.next());
        return result.done === true
          ? { done: true, value: undefined }
          : { done: false, value: this.#part(result.value) };
      },
      return: async () => {
        await parts.return?.();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  #part(part: MultipartPart): Part {
    const reference = this.#reference;
    return {
      ...partInfo(part),
      get isContent() {
        return reference.includes(part);
      },
      isPresentation: isPresentationType(part.contentType),
      bytes: () => this.#typed(part.bytes()),
      text: () => this.#typed(part.text(this.#fallbackCharset)),
      [Symbol.asyncIterator]: () => this.#chunks(part),
    };
  }

  #chunks(part: MultipartPart): AsyncIterator<Uint8Array> {
    const chunks = this.#opened(part);
    return {
      next: () => this.#typed(chunks.next()),
      return: async () => {
        await chunks.return?.();
        return { done: true, value: undefined };
      },
    };
  }

  #opened(part: MultipartPart): AsyncIterator<Uint8Array> {
    try {
      return part[Symbol.asyncIterator]();
    } catch (error) {
      throw toMm7Error(error, this.#reader.context);
    }
  }

  async #typed<T>(reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      throw toMm7Error(error, this.#reader.context);
    }
  }
}
