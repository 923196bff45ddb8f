import { Readable } from 'node:stream';

/** A Node stream of chunks, as an HTTP server has one. */
export class ChunkStream extends Readable {
  readonly #chunks: Iterator<Uint8Array>;

  constructor(chunks: Iterable<Uint8Array>) {
    super();
    this.#chunks = chunks[Symbol.iterator]();
  }

  override _read(): void {
    const { done, value } = this.#chunks.next();
    this.push(done === true ? null : value);
  }
}
