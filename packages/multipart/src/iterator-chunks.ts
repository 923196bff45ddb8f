import { type ChunkSource, endOfChunks } from './chunk-source.ts';

/** The chunks of any asynchronous iterable. */
export class IteratorChunks implements ChunkSource {
  readonly #source: AsyncIterable<Uint8Array>;
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source;
    this.#iterator = source[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  atHand(): Uint8Array | null {
    return null;
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return this.#iterator.next();
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    await this.#iterator.return?.();
    return endOfChunks;
  }

  abandon(): void {
    // A generator answers `return` only when what it waits for has come, so what can be destroyed is destroyed directly.
    if ('destroy' in this.#source && typeof this.#source.destroy === 'function') this.#source.destroy();
    void this.#iterator.return?.()?.catch(() => undefined);
  }
}
