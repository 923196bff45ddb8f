/** Bytes that were gathered, and what ended that too early. */
export interface CollectedBytes {
  readonly bytes: Uint8Array;
  readonly error?: unknown;
}

/**
 * Gathers bytes until they end, fail, or are more than `limit`: then one chunk more than allowed is kept, so that whoever
 * reads them finds that they are too many.
 */
export async function collect(source: AsyncIterable<Uint8Array>, limit: number): Promise<CollectedBytes> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit) break;
    }
    return { bytes: joined(chunks, size) };
  } catch (error) {
    return { bytes: joined(chunks, size), error };
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
