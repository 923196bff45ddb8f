import type { Fields, Table } from './field.ts';
import type { Release } from './release.ts';

/** The declaration of one message. */
export interface MessageTable<O extends string, F extends Fields> extends Table<F> {
  /** Local name of its root element. */
  readonly operation: O;
  /** The release that introduced it. */
  readonly release: Release;
}

const none = {};
type None = Readonly<Record<never, never>>;

/**
 * Declares a message: the name of its root, then groups of fields in schema order.
 *
 * @throws {TypeError} when two groups declare the same key
 */
export function message<
  O extends string,
  A extends Fields,
  B extends Fields = None,
  C extends Fields = None,
  D extends Fields = None,
>(operation: O, release: Release, first: A, second?: B, third?: C, fourth?: D): MessageTable<O, A & B & C & D> {
  const groups: readonly Fields[] = [first, second ?? none, third ?? none, fourth ?? none];
  const keys = groups.flatMap((group) => Object.keys(group));
  if (new Set(keys).size !== keys.length) throw new TypeError(`${operation} declares a key twice: ${keys.join(' ')}`);
  return { operation, release, anyOrder: false, fields: Object.assign({}, first, second, third, fourth) };
}
