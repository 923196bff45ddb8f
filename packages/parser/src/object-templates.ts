// Peers use few combinations; a hostile one must not fill the memory with more.
const mostTemplates = 512;
const mostKeys = 31;

/**
 * Makes objects that have some of a table's keys. An object that gets its keys one by one, by computed names, becomes a
 * hash table at its sixteenth to twentieth key, and every message of that size with it; a copy of an object that has the
 * keys already stays as fast as one written out.
 */
export class ObjectTemplates {
  readonly #keys: readonly string[];
  readonly #templates = new Map<number, Readonly<Record<string, unknown>>>();

  /**
   * @throws {RangeError} when there are more keys than a set of bits has room for
   */
  constructor(keys: readonly string[]) {
    if (keys.length > mostKeys) throw new RangeError(`a table has at most ${mostKeys} keys, not ${keys.length}`);
    this.#keys = keys;
  }

  /** A new object with the keys whose bits are set in `present`, in order, each with a placeholder for its value. */
  create(present: number): Record<string, unknown> {
    let template = this.#templates.get(present);
    if (template === undefined) {
      template = templateOf(this.#keys.filter((_, index) => (present & (1 << index)) !== 0));
      if (this.#templates.size < mostTemplates) this.#templates.set(present, template);
    }
    return { ...template };
  }
}

// The JSON parser makes an object with all its keys at once.
function templateOf(keys: readonly string[]): Readonly<Record<string, unknown>> {
  return JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join(',')}}`);
}
