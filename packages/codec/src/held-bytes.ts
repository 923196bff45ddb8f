import { Buffer } from 'node:buffer';

/** Memory for copies is got in blocks of at least this size, so that what comes byte by byte does not cost one for each. */
const smallestBlock = 4096;

const nothing = new Uint8Array();

/** Bytes that come in pieces and are wanted as a whole. */
export class HeldBytes {
  #length = 0;
  /** Memory of our own, and how much of it is filled. */
  #copy = nothing;
  #copiedLength = 0;
  /** What came after that: views of the memory of others. */
  #views: Uint8Array[] = [];

  /** How many there are so far. */
  get length(): number {
    return this.#length;
  }

  /** Takes the next piece: as a view, which is good for as long as its owner leaves that memory alone. */
  add(piece: Uint8Array): void {
    this.#views.push(piece);
    this.#length += piece.length;
  }

  /** Copies what is held as views, so that whoever owns that memory may use it again. */
  keep(): void {
    if (this.#views.length === 0) return;
    if (this.#length > this.#copy.length) {
      const larger = new Uint8Array(Math.max(smallestBlock, this.#length, 2 * this.#copy.length));
      larger.set(this.#copied());
      this.#copy = larger;
    }
    for (const view of this.#views) {
      this.#copy.set(view, this.#copiedLength);
      this.#copiedLength += view.length;
    }
    this.#views = [];
  }

  /** All of them in one piece; a view, unless there are pieces that do not lie one behind the other in memory. */
  whole(): Uint8Array {
    if (this.#copiedLength === 0) return joined(this.#views);
    this.keep();
    return this.#copied();
  }

  #copied(): Uint8Array {
    return this.#copy.subarray(0, this.#copiedLength);
  }
}

function joined(views: readonly Uint8Array[]): Uint8Array {
  const [first = nothing] = views;
  if (views.length <= 1) return first;
  let end = first.byteOffset;
  for (const view of views) {
    if (view.buffer !== first.buffer || view.byteOffset !== end) return Buffer.concat(views);
    end += view.length;
  }
  return new Uint8Array(first.buffer, first.byteOffset, end - first.byteOffset);
}
