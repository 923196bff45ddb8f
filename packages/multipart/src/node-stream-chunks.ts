import { finished, Readable } from 'node:stream';
import { IteratorChunks } from './iterator-chunks.ts';

/** How many chunks come from the iterator: to read past it takes listeners, which fewer are not worth. */
const CHUNKS_OF_ITERATOR = 2;

type Answer = IteratorResult<Uint8Array, undefined>;

/**
 * The chunks of a stream of Node. Its own iterator takes several promises for each, so once that has given the first few,
 * the others are read past it. It is left to see to the end, to errors, and to how a stream is given up: a server can still
 * answer a request whose body it stops reading.
 */
export class NodeStreamChunks extends IteratorChunks {
  readonly #stream: Readable;
  /** Calls that wait for a chunk to be read past the iterator. */
  readonly #waiting: ((answer: Answer | Promise<Answer>) => void)[] = [];
  readonly #answerWaiting = (): void => {
    try {
      while (this.#waiting.length > 0) {
        const value = this.#readNow();
        if (value === null) return;
        this.#waiting.shift()?.({ value });
      }
    } catch (error) {
      this.#waiting.shift()?.(Promise.reject(error));
    }
  };
  #isReadPast = false;
  /** How many chunks the iterator has given, and how many calls it has not answered yet. */
  #givenByIterator = 0;
  #askedOfIterator = 0;

  constructor(stream: Readable) {
    super(stream);
    this.#stream = stream;
  }

  override atHand(): Uint8Array | null {
    return this.#isReadPast && this.#waiting.length === 0 ? this.#readNow() : null;
  }

  override next(): Promise<Answer> {
    if (!this.#isReadPast) return this.#nextOfIterator();
    const value = this.atHand();
    return value === null ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve({ value });
  }

  async #nextOfIterator(): Promise<Answer> {
    this.#askedOfIterator += 1;
    try {
      const result = await super.next();
      if (result.done === true) return result;
      this.#givenByIterator += 1;
      if (this.#givenByIterator >= CHUNKS_OF_ITERATOR && this.#askedOfIterator === 1) this.#readPast();
      return result;
    } finally {
      this.#askedOfIterator -= 1;
    }
  }

  override async return(): Promise<Answer> {
    this.#leaveToIterator();
    return super.return();
  }

  #readNow(): Uint8Array | null {
    return this.#stream.destroyed ? null : this.#stream.read();
  }

  #readPast(): void {
    if (this.#stream.destroyed) return;
    this.#isReadPast = true;
    this.#stream.on('readable', this.#answerWaiting);
    const forget = finished(this.#stream, { writable: false }, () => {
      forget();
      this.#leaveToIterator();
    });
  }

  #leaveToIterator(): void {
    this.#isReadPast = false;
    this.#stream.off('readable', this.#answerWaiting);
    for (const resolve of this.#waiting.splice(0)) resolve(this.next());
  }
}

/** Whether a source is a stream of Node that gives the same when it is read as when it is iterated. */
export function isNodeStream(source: object): source is Readable {
  return source instanceof Readable && source[Symbol.asyncIterator] === Readable.prototype[Symbol.asyncIterator];
}
