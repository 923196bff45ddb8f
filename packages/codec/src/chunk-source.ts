/** What a source answers: a chunk, if it keeps its promises, or that it has ended. */
export interface ChunkResult {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
}

/** Chunks of a body, pulled one by one. */
export interface ChunkSource {
  /** The next chunk, unchecked, if it is known to be there; else `null`. */
  atHand(): unknown;
  /** Waits for the next chunk, which is unchecked, when none is known to be at hand. */
  next(): Promise<ChunkResult>;
  /** Gives the source up before its end; `isPending` says that a call of `next` has not been answered yet. */
  release(isPending: boolean): Promise<void>;
}
