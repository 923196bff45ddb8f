import type { ChunkResult, ChunkSource } from './chunk-source.ts';

/** Any asynchronous iterable. */
export class IteratorSource implements ChunkSource {
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#body = body;
    this.#iterator = body[Symbol.asyncIterator]();
  }

  atHand(): unknown {
    return null;
  }

  next(): Promise<ChunkResult> {
    return this.#iterator.next();
  }

  async release(isPending: boolean): Promise<void> {
    if (!isPending) {
      await this.#iterator.return?.();
      return;
    }
    // A generator answers `return` only when what it waits for has come, so a stalled Node stream is destroyed directly.
    if ('destroy' in this.#body && typeof this.#body.destroy === 'function') this.#body.destroy();
    void this.#iterator.return?.()?.catch(() => undefined);
  }
}
