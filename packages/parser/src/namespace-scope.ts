import { type NamespaceName, namespaceName } from './namespace-name.ts';

/** What the prefix xml stands for without declaration (Namespaces in XML 1.0, section 3). */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

const xmlBinding = namespaceName(xmlNamespace);

/** The namespace declarations in force, innermost last. */
export class NamespaceScope {
  readonly #bindings = new Map<string, (NamespaceName | undefined)[]>([['xml', [xmlBinding]]]);
  readonly #known = new Map<string, NamespaceName>();
  // For each open element that declares something: its depth, and the prefixes to release when it closes.
  readonly #frames: { readonly depth: number; readonly prefixes: string[] }[] = [];
  #lastPrefix: string | undefined;
  #lastName: NamespaceName | undefined;

  /** Binds a prefix (empty: the default namespace) from the element at `depth` on; an empty URI unbinds it. */
  declare(prefix: string, uri: string, depth: number): void {
    let name: NamespaceName | undefined;
    if (uri !== '') {
      name = this.#known.get(uri);
      if (name === undefined) {
        name = namespaceName(uri);
        this.#known.set(uri, name);
      }
    }
    const bindings = this.#bindings.get(prefix);
    if (bindings === undefined) this.#bindings.set(prefix, [name]);
    else bindings.push(name);
    const frame = this.#frames.at(-1);
    if (frame?.depth === depth) frame.prefixes.push(prefix);
    else this.#frames.push({ depth, prefixes: [prefix] });
    this.#lastPrefix = undefined;
  }

  /** The namespace bound to a prefix; undefined when there is none. */
  resolve(prefix: string): NamespaceName | undefined {
    if (prefix === this.#lastPrefix) return this.#lastName;
    this.#lastName = this.#bindings.get(prefix)?.at(-1);
    this.#lastPrefix = prefix;
    return this.#lastName;
  }

  /** Releases what the element at `depth` declared. */
  leave(depth: number): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined || frame.depth !== depth) return;
    for (const prefix of frame.prefixes) this.#bindings.get(prefix)?.pop();
    this.#frames.pop();
    this.#lastPrefix = undefined;
  }
}
