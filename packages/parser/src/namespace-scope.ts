import { type NamespaceName, namespaceName, wellWrittenNamespace } from './namespace-name.ts';

/** What the prefix xml stands for without declaration (Namespaces in XML 1.0, section 3). */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

const xmlName = namespaceName(xmlNamespace);

/** What a prefix is bound to within one element. */
interface Binding {
  readonly prefix: string;
  readonly name: NamespaceName | undefined;
  /** How many elements are around the one that declares it. */
  readonly depth: number;
  /** The binding of the same prefix that it hides. */
  readonly outer: Binding | undefined;
}

/** The namespace declarations in force. */
export class NamespaceScope {
  readonly #innermost = new Map<string, Binding | undefined>();
  // In the order of their declaration.
  readonly #bindings: Binding[] = [];
  // Names of namespaces that are not well known.
  #others: Map<string, NamespaceName> | undefined;
  #lastPrefix: string | undefined;
  #lastName: NamespaceName | undefined;

  /** Binds a prefix (empty: the default namespace) from the element at `depth` on; an empty URI unbinds it. */
  declare(prefix: string, uri: string, depth: number): void {
    const name = uri === '' ? undefined : this.#nameOf(uri);
    const binding = { prefix, name, depth, outer: this.#innermost.get(prefix) };
    this.#innermost.set(prefix, binding);
    this.#bindings.push(binding);
    this.#lastPrefix = undefined;
  }

  /** The namespace bound to a prefix; undefined when there is none. */
  resolve(prefix: string): NamespaceName | undefined {
    if (prefix === this.#lastPrefix) return this.#lastName;
    this.#lastName = prefix === 'xml' ? xmlName : this.#innermost.get(prefix)?.name;
    this.#lastPrefix = prefix;
    return this.#lastName;
  }

  /** Releases what the element at `depth` declared. */
  leave(depth: number): void {
    const bindings = this.#bindings;
    for (let last = bindings.at(-1); last?.depth === depth; last = bindings.at(-1)) {
      this.#innermost.set(last.prefix, last.outer);
      bindings.pop();
      this.#lastPrefix = undefined;
    }
  }

  // A URI has one name, so that names can be compared by identity.
  #nameOf(uri: string): NamespaceName {
    const known = wellWrittenNamespace(uri) ?? this.#others?.get(uri);
    if (known !== undefined) return known;
    const name = namespaceName(uri);
    this.#others ??= new Map();
    this.#others.set(uri, name);
    return name;
  }
}
