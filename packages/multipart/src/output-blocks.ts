import { Buffer } from 'node:buffer';

/** Memory of this size is got at once, at most: for the system that is much cheaper than piece by piece. */
const LARGEST_BLOCK = 1024 * 1024;

/**
 * Memory for output of which only an upper bound is known beforehand. It is handed out piece by piece, each byte once, out
 * of blocks that grow with what has been taken: whoever keeps a piece keeps no more than a few times its size alive.
 */
export class OutputBlocks {
  #block: Buffer = Buffer.alloc(0);
  #used = 0;
  #taken = 0;

  /** A place for up to `size` bytes; what was there is not cleared. The next call may return the same place. */
  room(size: number): Buffer {
    if (this.#block.length - this.#used < size) {
      this.#block = Buffer.allocUnsafeSlow(Math.max(size, Math.min(this.#taken, LARGEST_BLOCK)));
      this.#used = 0;
    }
    return this.#block.subarray(this.#used, this.#used + size);
  }

  /** The first `length` bytes of the room, which nobody else gets from now on. */
  take(length: number): Buffer {
    const start = this.#used;
    this.#used += length;
    this.#taken += length;
    return this.#block.subarray(start, this.#used);
  }
}
