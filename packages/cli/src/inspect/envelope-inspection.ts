import { CharsetError, decodeBytes, decodeXml } from '@mm7/charset';
import { namespacePrefix, schemaOfNamespace, soap12Namespace, soapNamespace } from '@mm7/schema';
import { ElementReader, readingOf } from './element-meaning.ts';
import type { Finding } from './finding.ts';
import type { FindingsByPlace } from './findings-by-place.ts';
import type { InspectedElement, InspectedEnvelope } from './inspection.ts';
import type { Mask } from './mask.ts';
import { namespaceOf, type XmlElement, xmlTree } from './xml-tree.ts';

/** Takes an envelope apart as it stands on the wire, be it right or wrong. */
export function inspectEnvelope(
  bytes: Uint8Array,
  { part, charset }: { readonly part: string; readonly charset: string | undefined },
  findings: FindingsByPlace,
  mask: Mask,
): InspectedEnvelope {
  const { text, encoding } = decoded(bytes, charset);
  const { root, isCut } = xmlTree(text);
  const own = findings.ofEnvelope();
  if (root === undefined) return { part, encoding, isCut, findings: own };
  const placed = findings.ofElements(root);
  const inspected = new ElementInspector(placed, mask).element(root, '', ElementReader.outside);
  return { part, encoding, root: inspected, isCut, findings: own };
}

function decoded(
  bytes: Uint8Array,
  charset: string | undefined,
): { readonly text: string; readonly encoding?: string } {
  try {
    return decodeXml(bytes, charset === undefined ? {} : { declared: charset });
  } catch (error) {
    if (!CharsetError.is(error)) throw error;
    return { text: decodeBytes(bytes, 'iso-8859-1') };
  }
}

class ElementInspector {
  readonly #findings: ReadonlyMap<XmlElement, readonly Finding[]>;
  readonly #mask: Mask;

  constructor(findings: ReadonlyMap<XmlElement, readonly Finding[]>, mask: Mask) {
    this.#findings = findings;
    this.#mask = mask;
  }

  element(element: XmlElement, parentPath: string, reader: ElementReader): InspectedElement {
    const path = `${parentPath}/${element.local}`;
    const namespace = namespaceOf(element);
    const isForeign = isForeignNamespace(namespace);
    const known = isForeign ? undefined : reader.child(element.local);
    const inner = known?.inner ?? ElementReader.outside;
    const value = element.text.trim();
    // An identification that stands in a name is one all the same.
    const text =
      value === '' ? undefined : this.#mask.value(element.local, element.children.length > 0 ? value : element.text);
    return {
      path,
      name: element.name,
      namespace,
      line: element.line,
      meaning: isForeign ? foreignMeaning(element) : known?.meaning,
      declarations: element.declarations.map(([prefix, uri]) => ({ prefix, namespace: uri, reading: nameOf(uri) })),
      attributes: element.attributes.map(([name, attribute]) => ({
        name,
        value: this.#mask.value(name, attribute),
        meaning: inner.attribute(name),
      })),
      text,
      reading: known === undefined ? undefined : readingOf(known.kind, value),
      findings: this.#findings.get(element) ?? [],
      children: element.children.map((child) => this.element(child, path, inner)),
    };
  }
}

/** Said once of an element with all that stands in it. */
function foreignMeaning({ parent }: XmlElement): string | undefined {
  const isInForeign = parent !== undefined && isForeignNamespace(namespaceOf(parent));
  return isInForeign ? undefined : 'Not of MM7: kept as an extension.';
}

function isForeignNamespace(namespace: string | undefined): boolean {
  if (namespace === undefined) return false;
  const uri = namespace.toLowerCase();
  return (
    !uri.includes('xmlsoap.org/soap') && !uri.includes('mm7') && !uri.includes('23.140') && uri !== soap12Namespace
  );
}

function nameOf(namespace: string): string | undefined {
  const schema = schemaOfNamespace(namespace);
  if (schema !== undefined) return `MM7, ${schema.id}`;
  if (namespace === soapNamespace) return 'SOAP 1.1';
  if (namespace === soap12Namespace) return 'SOAP 1.2, which MM7 does not use';
  return namespace.startsWith(namespacePrefix) ? 'MM7, but no published schema' : undefined;
}
