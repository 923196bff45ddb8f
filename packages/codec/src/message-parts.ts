import { type LeafEvent, type LeafEvents, type Part as MultipartPart, partsOf } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { BodySource } from './body-source.ts';
import { ContentReference } from './content-reference.ts';
import { IncomingPart } from './incoming-part.ts';
import type { MessageReader, ReadEnvelope } from './message-reader.ts';
import type { Part } from './part.ts';
import { toMm7Error } from './wrapped-error.ts';

/** Reads on in a message whose envelope has been read, chunk by chunk as their events are taken. */
class MessageEvents implements LeafEvents {
  readonly #reader: MessageReader;
  readonly #source: BodySource;
  #isAtEnd: boolean;
  #failure: { readonly error: unknown } | undefined;

  constructor(reader: MessageReader, source: BodySource, isAtEnd: boolean) {
    this.#reader = reader;
    this.#source = source;
    this.#isAtEnd = isAtEnd;
  }

  take(): LeafEvent | undefined {
    if (this.#failure !== undefined || this.#source.isReleased) return undefined;
    try {
      let event = this.#reader.take();
      while (event === undefined) {
        const chunk = this.#source.atHand();
        if (chunk === undefined) return undefined;
        this.#reader.write(chunk);
        event = this.#reader.take();
      }
      return event;
    } catch (error) {
      this.#failure = { error };
      return undefined;
    }
  }

  async readOn(): Promise<boolean> {
    try {
      if (this.#failure !== undefined) throw this.#failure.error;
      this.#source.refuseIfReleased();
      if (this.#isAtEnd) return false;
      this.#read(await this.#source.next());
      return true;
    } catch (error) {
      this.#failure = { error };
      await this.#source.release().catch(() => undefined);
      throw error;
    }
  }

  release(): Promise<void> {
    return this.#source.release();
  }

  #read(chunk: Uint8Array | undefined): void {
    if (chunk !== undefined) {
      this.#reader.write(chunk);
      return;
    }
    this.#isAtEnd = true;
    this.#reader.end();
  }
}

/** A message whose envelope has been read. */
export interface OpenMessage {
  readonly reader: MessageReader;
  readonly source: BodySource;
  readonly envelope: ReadEnvelope;
  /** Whether the source has ended already. */
  readonly isAtEnd: boolean;
  readonly fallbackCharset: string | undefined;
}

/** The parts of a message beside its envelope, which can be iterated once. */
export class MessageParts implements AsyncIterable<Part> {
  readonly #events: MessageEvents;
  readonly #reader: MessageReader;
  readonly #reference: ContentReference;
  readonly #fallbackCharset: string | undefined;
  #isTaken = false;

  constructor({ reader, source, envelope, isAtEnd, fallbackCharset }: OpenMessage) {
    this.#events = new MessageEvents(reader, source, isAtEnd);
    this.#reader = reader;
    // Not the reader's, which has seen whatever stood in the last chunk: what is said of a part must not depend on that.
    this.#reference = new ContentReference(envelope.message, envelope.root);
    this.#fallbackCharset = fallbackCharset;
  }

  /**
   * @throws {Mm7Error} `already-iterated` the second time
   */
  [Symbol.asyncIterator](): AsyncIterableIterator<Part> {
    if (this.#isTaken) {
      throw new Mm7Error('already-iterated', 'the parts of a message can be iterated once', { statusCode: 3000 });
    }
    this.#isTaken = true;
    const parts = partsOf(this.#events, (error) => toMm7Error(error, this.#reader.context));
    const iterator: AsyncIterableIterator<Part> = {
      next: async () => {
        const result = await parts.next();
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
    for (const container of part.containers) this.#reference.see(container);
    this.#reference.see(part);
    return new IncomingPart(part, this.#reference, this.#fallbackCharset);
  }
}
