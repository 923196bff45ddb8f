/**
 * Chunks of a body, pulled one by one. Leaving a loop over it gives up what lies behind it; the errors of that come
 * through unchanged. Whether what it gives is bytes, as it should, is for the reader to see.
 */
export interface ChunkSource extends AsyncIterableIterator<Uint8Array, undefined, undefined> {
  /** The next chunk, if it is known to be there; else `null`. */
  atHand(): Uint8Array | null;
  /** The next chunk, waited for unless it is at hand. */
  next(): Promise<IteratorResult<Uint8Array, undefined>>;
  /** Gives the source up before its end, when no call of `next` waits for an answer. */
  return(): Promise<IteratorResult<Uint8Array, undefined>>;
  /** Gives the source up at once, whatever waits for an answer: it may get none. */
  abandon(): void;
}

/** What a source answers when it has nothing more to give. */
export const endOfChunks: IteratorResult<Uint8Array, undefined> = { done: true, value: undefined };
