const none = new ArrayBuffer(0);

/**
 * Cuts views out of one chunk after the other. For many small ones that takes half the time of `subarray`, which asks
 * anew for the memory of the chunk each time, and for the class of the view.
 */
export class ChunkViews {
  #chunk: Uint8Array | undefined;
  #memory: ArrayBufferLike = none;

  /** What stands in the chunk from `from` to `to`; the chunk itself if that is all of it. */
  view(chunk: Uint8Array, from: number, to: number): Uint8Array {
    if (to - from === chunk.length) return chunk;
    if (chunk !== this.#chunk) {
      this.#chunk = chunk;
      this.#memory = chunk.buffer;
    }
    return new Uint8Array(this.#memory, chunk.byteOffset + from, to - from);
  }

  /** Lets go of the chunk and its memory. */
  forget(): void {
    this.#chunk = undefined;
    this.#memory = none;
  }
}
