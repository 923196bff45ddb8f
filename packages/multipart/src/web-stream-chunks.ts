import { type ChunkSource, endOfChunks } from './chunk-source.ts';

/**
 * A web stream of bytes, as far as it is needed here: those of browsers and of `Request` objects cannot be iterated
 * everywhere.
 */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<unknown>;
    releaseLock(): void;
  };
}

/** The chunks of a web stream. */
export class WebStreamChunks implements ChunkSource {
  readonly #reader: ReturnType<ByteStream['getReader']>;
  #isOver = false;

  constructor(stream: ByteStream) {
    this.#reader = stream.getReader();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  atHand(): null {
    return null;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    try {
      while (!this.#isOver) {
        const { done, value } = await this.#reader.read();
        if (done) this.#letGo();
        else if (value !== undefined) return { value };
      }
    } catch (error) {
      this.#letGo();
      throw error;
    }
    return endOfChunks;
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!this.#isOver) {
      try {
        await this.#reader.cancel();
      } finally {
        this.#letGo();
      }
    }
    return endOfChunks;
  }

  abandon(): void {
    this.return().catch(() => undefined);
  }

  #letGo(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#reader.releaseLock();
  }
}
