import { type ChunkSource, endOfChunks } from './chunk-source.ts';

/** Bytes in memory, in one chunk. */
export class MemoryChunks implements ChunkSource {
  #bytes: Uint8Array | null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  atHand(): Uint8Array | null {
    const bytes = this.#bytes;
    this.#bytes = null;
    return bytes;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const value = this.atHand();
    return value === null ? endOfChunks : { value };
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.abandon();
    return endOfChunks;
  }

  abandon(): void {
    this.#bytes = null;
  }
}
