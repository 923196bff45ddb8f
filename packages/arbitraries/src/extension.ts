import { type Extension, type ExtensionAttribute, soapNamespace } from '@mm7/schema';
import fc, { type Arbitrary } from 'fast-check';
import { schemaNames } from './schema-names.ts';
import { text } from './text.ts';
import { xmlName } from './xml-name.ts';

interface Binding {
  readonly prefix?: string;
  readonly namespace: string;
}

// One namespace for each prefix, so that an element and its attributes never contradict one another. Some of the prefixes
// mean something else in the rest of the envelope.
const bindings: readonly Binding[] = [
  { namespace: 'urn:example:default' },
  { prefix: 'x', namespace: 'urn:example:x' },
  { prefix: 'mm7', namespace: 'urn:example:other' },
  { prefix: 'soapenv', namespace: 'http://vendor.example/?a=1&b=<2>' },
  { prefix: 'ns1', namespace: 'urn:ünïcode:"quoted"' },
  { prefix: 'é', namespace: 'urn:example:x' },
];
const attributeBindings: readonly Binding[] = [
  ...bindings.filter(({ prefix }) => prefix !== undefined),
  { prefix: 'SOAP-ENV', namespace: soapNamespace },
  { prefix: 'xml', namespace: 'http://www.w3.org/XML/1998/namespace' },
];

// A foreign element may be called as one of MM7.
const name = fc.oneof(xmlName(), fc.constantFrom(...schemaNames));

const attribute: Arbitrary<ExtensionAttribute> = fc
  .tuple(name, text(), fc.oneof(fc.constant({}), fc.constantFrom(...attributeBindings)))
  .map(([local, value, binding]) => ({ name: local, ...binding, value }));
const attributes = fc.uniqueArray(attribute, { maxLength: 2, selector: (entry) => entry.name });

function element(binding: Arbitrary<Partial<Binding>>, depth: number): Arbitrary<Extension> {
  return fc.tuple(name, binding, attributes, children(depth)).map(([local, qualification, own, content]) => ({
    name: local,
    ...qualification,
    attributes: own,
    children: content,
  }));
}

function children(depth: number): Arbitrary<Extension['children']> {
  const character = text().map((value) => (value === '' ? [] : [value]));
  if (depth === 0) return character;
  const inner = element(fc.oneof(fc.constant({}), fc.constantFrom(...bindings)), depth - 1);
  return fc.oneof(
    character,
    fc.array(fc.oneof(text(), inner), { maxLength: 3 }).map((mixed) => normalized(mixed)),
  );
}

// A reader joins what is adjacent, and where elements stand, takes white space between them for layout.
function normalized(mixed: readonly (string | Extension)[]): (string | Extension)[] {
  const joined: (string | Extension)[] = [];
  for (const child of mixed) {
    const last = joined.at(-1);
    if (typeof child === 'string' && typeof last === 'string') joined[joined.length - 1] = last + child;
    else joined.push(child);
  }
  const hasElements = joined.some((child) => typeof child !== 'string');
  return joined.filter((child) => typeof child !== 'string' || (hasElements ? /[^\t\n\r ]/.test(child) : child !== ''));
}

/**
 * An element of somebody else's, in a declared namespace that is neither MM7's nor SOAP's, with attributes, text and
 * elements in it: what a peer may put beside the elements of the schema.
 *
 * @example
 * fc.assert(fc.property(extension(), ({ namespace }) => namespace !== undefined));
 */
export function extension(): Arbitrary<Extension> {
  return element(fc.constantFrom(...bindings), 2);
}
