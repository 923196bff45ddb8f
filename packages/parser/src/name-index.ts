const size = 64;

/**
 * Looks a name up by its length, first and last character, and compares only then: names are fresh slices of the
 * document, and hashing each would cost more than all the rest of the look-up.
 */
export class NameIndex<T extends { readonly name: string }> {
  readonly #buckets: (readonly T[] | undefined)[] = new Array<readonly T[] | undefined>(size).fill(undefined);

  constructor(entries: Iterable<T>) {
    for (const entry of entries) {
      const bucket = bucketOf(entry.name);
      this.#buckets[bucket] = [...(this.#buckets[bucket] ?? []), entry];
    }
  }

  /** The entry of that name, by exact comparison. */
  get(name: string): T | undefined {
    const bucket = this.#buckets[bucketOf(name)];
    if (bucket === undefined) return undefined;
    for (const entry of bucket) {
      if (entry.name === name) return entry;
    }
    return undefined;
  }
}

function bucketOf(name: string): number {
  const { length } = name;
  return (length * 7 + name.charCodeAt(0) * 3 + name.charCodeAt(length - 1)) & (size - 1);
}
