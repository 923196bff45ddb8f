import { Readable } from 'node:stream';

/** After so many chunks the event loop gets its turn, without which Node frees little of what its streams use. */
const chunksPerTurn = 64;

/** A Node stream of chunks, as an HTTP server has one. */
export class ChunkStream extends Readable {
  readonly #chunks: Iterator<Uint8Array>;
  #count = 0;

  constructor(chunks: Iterable<Uint8Array>) {
    super();
    this.#chunks = chunks[Symbol.iterator]();
  }

  override _read(): void {
    this.#count += 1;
    if (this.#count % chunksPerTurn === 0) setImmediate(() => this.#pushNext());
    else this.#pushNext();
  }

  #pushNext(): void {
    const { done, value } = this.#chunks.next();
    this.push(done === true ? null : value);
  }
}
