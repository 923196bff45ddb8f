import { finished, Readable } from 'node:stream';
import { type ChunkSource, endOfChunks } from './chunk-source.ts';

/** Someone who waits for a chunk. */
interface Waiting {
  resolve(result: IteratorResult<Uint8Array, undefined>): void;
  reject(error: unknown): void;
}

/**
 * The chunks of a stream of Node. Its own iterator would give the same, and take several promises more for each of them.
 * As with that, a stream that nobody has begun to read is left as it is when it is given up.
 */
export class NodeStreamChunks implements ChunkSource {
  readonly #stream: Readable;
  readonly #waiting: Waiting[] = [];
  #hasBegun = false;
  #hasEnded = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(stream: Readable) {
    this.#stream = stream;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  atHand(): Uint8Array | null {
    if (!this.#hasBegun) this.#begin();
    return this.#stream.destroyed ? null : this.#stream.read();
  }

  next(): Promise<IteratorResult<Uint8Array, undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#answer();
    });
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.abandon();
    return endOfChunks;
  }

  abandon(): void {
    if (this.#hasBegun) this.#stream.destroy();
  }

  #begin(): void {
    this.#hasBegun = true;
    this.#stream.on('readable', () => this.#answer());
    // It goes on listening when the source has been given up, so that nothing the stream emits then is an uncaught error.
    finished(this.#stream, { writable: false }, (error) => {
      this.#hasEnded = true;
      if (error !== undefined && error !== null) this.#failure = { error };
      this.#answer();
    });
  }

  /** Answers who waits, first come first served, as far as there is anything to answer with. */
  #answer(): void {
    for (let waiting = this.#waiting[0]; waiting !== undefined; waiting = this.#waiting[0]) {
      const value = this.atHand();
      if (value === null && !this.#hasEnded) return;
      this.#waiting.shift();
      if (value !== null) waiting.resolve({ value });
      else this.#end(waiting);
    }
  }

  /** An error is told once; after it, as after the last chunk, there is nothing more. */
  #end(waiting: Waiting): void {
    const failure = this.#failure;
    this.#failure = undefined;
    if (failure === undefined) waiting.resolve(endOfChunks);
    else waiting.reject(failure.error);
  }
}

/** Whether a source is a stream of Node that gives the same when it is read as when it is iterated. */
export function isNodeStream(source: object): source is Readable {
  return source instanceof Readable && source[Symbol.asyncIterator] === Readable.prototype[Symbol.asyncIterator];
}
