import type { Extension, ExtensionAttribute } from '@mm7/schema';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { isNamespaceDeclaration } from '../qualified-name.ts';
import { isWhiteSpace } from '../white-space.ts';

/** Keeps an element with all that is in it. */
export class ExtensionFrame implements Frame {
  readonly name: string;
  readonly #head: Omit<Extension, 'children'>;
  readonly #children: (string | Extension)[] = [];
  readonly #deliver: (extension: Extension) => void;
  #text = '';
  #hasElements = false;

  constructor(walker: EnvelopeWalker, deliver: (extension: Extension) => void) {
    walker.countExtension();
    this.name = walker.local;
    this.#head = describe(walker);
    this.#deliver = deliver;
  }

  open(walker: EnvelopeWalker): Frame {
    this.#flushText();
    this.#hasElements = true;
    return new ExtensionFrame(walker, (child) => this.#children.push(child));
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, walker.own(text));
  }

  close(): void {
    this.#flushText();
    // White space between elements is layout; around text it may be meant.
    const children = this.#hasElements
      ? this.#children.filter((child) => typeof child !== 'string' || !isWhiteSpace(child))
      : this.#children;
    this.#deliver({ ...this.#head, children });
  }

  #flushText(): void {
    if (this.#text !== '') this.#children.push(this.#text);
    this.#text = '';
  }
}

function describe(walker: EnvelopeWalker): Omit<Extension, 'children'> {
  const { prefix, local, namespace } = walker;
  const name = walker.own(local);
  return { name, ...qualification(walker.own(prefix), namespace?.declared), attributes: attributesOf(walker) };
}

// A prefix that is not declared says nothing, so it is not kept.
function qualification(prefix: string, namespace: string | undefined): { namespace?: string; prefix?: string } {
  if (namespace === undefined) return {};
  return prefix === '' ? { namespace } : { namespace, prefix };
}

function attributesOf(walker: EnvelopeWalker): ExtensionAttribute[] {
  const { attributeNames, attributeValues } = walker;
  const attributes: ExtensionAttribute[] = [];
  const unqualified = new Set<string>();
  for (let index = 0; index < walker.attributeCount; index += 1) {
    const name = attributeNames[index];
    const value = attributeValues[index];
    if (name === undefined || value === undefined || isNamespaceDeclaration(name)) continue;
    const colon = name.indexOf(':');
    const prefix = name.slice(0, Math.max(colon, 0));
    const namespace = colon < 0 ? undefined : walker.resolvePrefix(prefix)?.declared;
    const local = walker.own(walker.localPart(name, colon));
    if (namespace === undefined) {
      // Without prefixes that nobody declares, two attributes may have one name; XML has room for one.
      if (unqualified.has(local)) continue;
      unqualified.add(local);
    }
    attributes.push({ name: local, ...qualification(walker.own(prefix), namespace), value: walker.own(value) });
  }
  return attributes;
}

/**
 * The frame for an element that has no place in the schema where it stands. One of MM7's own is a deviation; one of
 * another namespace is not.
 */
export function keep(
  walker: EnvelopeWalker,
  deliver: (extension: Extension) => void,
  code: 'unknown-element' | 'duplicate-element' = 'unknown-element',
): Frame {
  if (code === 'duplicate-element') {
    walker.report(code, `${walker.local} stands more than once; the first one counts`, walker.local);
  } else if (!walker.foreign) walker.report(code, `${walker.local} is not of the schema here`, walker.local);
  return new ExtensionFrame(walker, deliver);
}
