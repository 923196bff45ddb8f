import type { ChunkSource } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import { checkedChunk, type MessageBody, openBody } from './message-body.ts';

/**
 * Longest piece given on at once. Decoding a transfer encoding takes memory in proportion, so a body that comes as one
 * large chunk is fed in pieces.
 */
const longestPiece = 64 * 1024;

/** A body that is read piece by piece, can be given up at any time, and ends when a signal says so. */
export class BodySource {
  readonly #source: ChunkSource;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => this.#abort();
  #rest: Uint8Array | undefined;
  #interrupt: ((error: Mm7Error) => void) | undefined;
  #failure: Mm7Error | undefined;
  #isOver = false;

  /**
   * @throws {Mm7Error} `invalid-option` when `body` is no body
   */
  constructor(body: MessageBody, signal: AbortSignal | undefined) {
    this.#source = openBody(body);
    this.#signal = signal;
    if (signal?.aborted === true) this.#abort();
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /**
   * The next piece, if it is known to be there; undefined if it must be waited for, or there is none.
   *
   * @throws {Mm7Error} `invalid-option` when the source yields anything but bytes
   */
  atHand(): Uint8Array | undefined {
    if (this.#rest !== undefined) return this.#cut(this.#rest);
    if (this.#isOver) return undefined;
    const chunk = this.#source.atHand();
    return chunk === null ? undefined : this.#cut(checkedChunk(chunk));
  }

  /**
   * Waits for the next piece, when none is known to be at hand; undefined at the end of the body. An error of the source
   * passes unchanged.
   *
   * @throws {Mm7Error} `aborted` once the signal has been given or the source was released
   */
  async next(): Promise<Uint8Array | undefined> {
    this.refuseIfReleased();
    if (this.#isOver) return undefined;
    try {
      const { done, value } = await this.#pull();
      if (done !== true) return this.#cut(checkedChunk(value));
    } finally {
      this.#interrupt = undefined;
    }
    this.#isOver = true;
    this.#forgetSignal();
    return undefined;
  }

  /** Whether the signal has been given or the source was released, so that nothing more is to be had of it. */
  get isReleased(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * @throws {Mm7Error} `aborted` once the signal has been given or the source was released
   */
  refuseIfReleased(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Gives the source up, unless it has ended. A second call does nothing. */
  async release(): Promise<void> {
    this.#failure ??= new Mm7Error('aborted', 'the message has been discarded', { statusCode: 3000 });
    this.#rest = undefined;
    this.#forgetSignal();
    if (this.#isOver) return;
    this.#isOver = true;
    const interrupt = this.#interrupt;
    interrupt?.(this.#failure);
    if (interrupt === undefined) await this.#source.return();
    else this.#source.abandon();
  }

  /** What the source answers, unless it is given up first. */
  #pull(): ReturnType<ChunkSource['next']> {
    return new Promise((resolve, reject) => {
      this.#interrupt = reject;
      this.#source.next().then(resolve, reject);
    });
  }

  #cut(chunk: Uint8Array): Uint8Array {
    if (chunk.length <= longestPiece) {
      this.#rest = undefined;
      return chunk;
    }
    this.#rest = chunk.subarray(longestPiece);
    return chunk.subarray(0, longestPiece);
  }

  #abort(): void {
    this.#failure ??= new Mm7Error('aborted', 'reading the message was aborted', {
      statusCode: 3000,
      cause: this.#signal?.reason,
    });
    // Whoever reads learns of the abort; that the source does not like to be released is no news to anyone.
    this.release().catch(() => undefined);
  }

  #forgetSignal(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
