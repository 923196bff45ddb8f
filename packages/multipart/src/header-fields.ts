import { type HeaderField, isSameName } from './header-field.ts';
import { HeaderText } from './header-text.ts';

/**
 * The header fields of one part, in the order in which they were sent.
 *
 * Names are compared without regard to case (RFC 2045 section 1.2) and kept as sent. A field may occur more than once.
 * Names come from the wire and are never property names of an object, so `__proto__` or `constructor` is a name like any
 * other.
 *
 * @example
 * const headers = new HeaderFields([['Content-ID', '<image>']]);
 * headers.get('content-id'); // '<image>'
 */
export class HeaderFields implements Iterable<HeaderField> {
  /** A text until somebody asks for more of it than single fields. */
  #fields: HeaderText | readonly HeaderField[];

  /** Takes the fields in order; a later change of what was passed in has no effect. */
  constructor(fields: Iterable<HeaderField> = []) {
    this.#fields = fields instanceof HeaderText ? fields : [...fields];
  }

  /** How many fields there are, repeated ones counted each time. */
  get size(): number {
    return this.#listed.length;
  }

  /** The value of the first field of that name, or `undefined`. */
  get(name: string): string | undefined {
    if (this.#fields instanceof HeaderText) return this.#fields.get(name);
    for (const field of this.#fields) {
      if (isSameName(field[0], name)) return field[1];
    }
    return undefined;
  }

  /** The values of all fields of that name, in order; empty if there is none. */
  getAll(name: string): string[] {
    const values: string[] = [];
    for (const [sent, value] of this.#listed) {
      if (isSameName(sent, name)) values.push(value);
    }
    return values;
  }

  /** Whether there is a field of that name. */
  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Every field as `[name, value]`, in the order sent. */
  [Symbol.iterator](): IterableIterator<HeaderField> {
    return this.#listed[Symbol.iterator]();
  }

  get #listed(): readonly HeaderField[] {
    if (this.#fields instanceof HeaderText) this.#fields = [...this.#fields];
    return this.#fields;
  }
}
