/**
 * A web stream of bytes, as far as it is needed here: those of browsers and of `Request` objects cannot be iterated
 * everywhere.
 */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<unknown>;
    releaseLock(): void;
  };
}

/** Where the bytes of a body come from: memory, a Node stream or anything else iterable, or a web stream. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | ByteStream;

/**
 * The chunks of a source, pulled one at a time. Leaving the iteration releases the source, and its own errors come
 * through unchanged.
 */
export function chunksOf(source: ByteSource): AsyncIterable<Uint8Array> {
  if (Symbol.asyncIterator in source) return source;
  return 'getReader' in source ? chunksOfStream(source) : onlyChunk(source);
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

async function* chunksOfStream(stream: ByteStream): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) return;
      if (value !== undefined) yield value;
    }
  } catch (error) {
    isOver = true;
    throw error;
  } finally {
    if (!isOver) await reader.cancel();
    reader.releaseLock();
  }
}
