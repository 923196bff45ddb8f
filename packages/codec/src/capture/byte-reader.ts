import { types } from 'node:util';
import { Mm7Error } from '@mm7/schema';

const LF = 0x0a;
const pieceSize = 64 * 1024;

/**
 * Reads a source in small steps: look ahead, skip, take. It holds no more than was looked ahead plus one chunk.
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);
  /** What `#held` is a view of, if chunks were put together there; behind that view it has room for more. */
  #room: Uint8Array = new Uint8Array(0);
  #isEnded = false;

  constructor(source: AsyncIterable<Uint8Array> | Uint8Array) {
    this.#source = types.isUint8Array(source) ? piecesOf(source) : source[Symbol.asyncIterator]();
  }

  /** Looks at the next bytes: at least `length` of them, unless the source ends before. */
  async peek(length: number): Promise<Uint8Array> {
    while (this.#held.length < length && (await this.#readOn())) {
      // #readOn() does the work.
    }
    return this.#held;
  }

  /** Looks at the next line with its LF: shorter if the source ends, and cut at `limit` bytes. */
  async peekLine(limit: number): Promise<Uint8Array> {
    let searched = 0;
    for (;;) {
      // Where a source comes byte by byte, a view for each look would be a tenth of the time.
      const within = this.#held.length > limit ? this.#held.subarray(0, limit) : this.#held;
      const lineFeed = within.indexOf(LF, searched);
      if (lineFeed !== -1) return this.#held.subarray(0, lineFeed + 1);
      searched = this.#held.length;
      if (searched >= limit || !(await this.#readOn())) return this.#held.subarray(0, limit);
    }
  }

  /** Passes over `length` bytes that were looked at. */
  skip(length: number): void {
    this.#held = this.#held.subarray(length);
  }

  /** Takes what is at hand, at most `limit` bytes; nothing at the end of the source. */
  async take(limit: number): Promise<Uint8Array> {
    const bytes = (await this.peek(1)).subarray(0, limit);
    this.skip(bytes.length);
    return bytes;
  }

  /** Everything from here on; leaving the loop early releases the source. */
  async *rest(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const bytes = await this.take(Number.POSITIVE_INFINITY);
        if (bytes.length === 0) return;
        yield bytes;
      }
    } finally {
      await this.release();
    }
  }

  /** Tells the source that nothing more will be read. */
  async release(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    await this.#source.return?.();
  }

  async #readOn(): Promise<boolean> {
    if (this.#isEnded) return false;
    const next = await this.#source.next().catch((error: unknown) => {
      this.#isEnded = true;
      throw error;
    });
    if (next.done === true) {
      this.#isEnded = true;
      return false;
    }
    const chunk: unknown = next.value;
    if (!types.isUint8Array(chunk)) {
      throw new Mm7Error('invalid-option', `The source must yield Uint8Array, not ${typeof chunk}`);
    }
    if (this.#held.length === 0) this.#held = chunk;
    else this.#append(chunk);
    return true;
  }

  /** Room is made for twice what is needed, so that no byte is copied more than twice, however small the chunks. */
  #append(chunk: Uint8Array): void {
    const length = this.#held.length + chunk.length;
    const isThere = this.#held.buffer === this.#room.buffer;
    let start = isThere ? this.#held.byteOffset - this.#room.byteOffset : 0;
    if (!isThere || start + length > this.#room.length) {
      this.#room = new Uint8Array(2 * length);
      this.#room.set(this.#held);
      start = 0;
    }
    this.#room.set(chunk, start + this.#held.length);
    this.#held = this.#room.subarray(start, start + length);
  }
}

/** In pieces, so that looking ahead never copies the whole. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += pieceSize) yield bytes.subarray(start, start + pieceSize);
}
