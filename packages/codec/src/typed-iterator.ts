/** Gives what an iterator of chunks gives, but its errors as `rethrow` has them. */
export function typedIterator(
  chunks: AsyncIterator<Uint8Array>,
  rethrow: (error: unknown) => never,
): AsyncIterator<Uint8Array> {
  // No generator, which would take several promises for each chunk.
  return {
    next: () => chunks.next().catch(rethrow),
    return: async () => {
      await chunks.return?.().catch(rethrow);
      return { done: true, value: undefined };
    },
  };
}
