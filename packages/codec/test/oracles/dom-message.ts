import {
  addressFields,
  addressKinds,
  type Field,
  type Fields,
  fault,
  messages,
  schemas,
  soapNamespace,
  type Table,
  type Type,
} from '@mm7/schema';
import { DOMParser, type Element, type Node, onErrorStopParsing } from '@xmldom/xmldom';

type Properties = Record<string, unknown>;

const parser = new DOMParser({ onError: onErrorStopParsing });
const namespaces = new Set<string | null>(schemas.map(({ namespace }) => namespace));
const tables = new Map<string | null, Table<Fields>>(Object.entries(messages));

/**
 * Reads the message of a good envelope off a document tree, element by element as the schema lists them, with no thought
 * of speed, memory or senders that deviate.
 *
 * @throws {Error} when the document is not well-formed, or is no MM7 message
 */
export function messageOfDom(xml: string): Properties {
  const envelope = parser.parseFromString(xml, 'text/xml').documentElement;
  if (envelope === null) throw new Error('no document element');
  const message: Properties = {};
  const header = soapChild(envelope, 'Header');
  const headerBlocks: Properties[] = [];
  for (const block of header === undefined ? [] : elementsOf(header)) {
    if (block.localName === 'TransactionID' && namespaces.has(block.namespaceURI)) {
      message['transactionId'] = trimmed(textOf(block));
      message['namespace'] = block.namespaceURI;
    } else headerBlocks.push(extensionOf(block));
  }
  if (headerBlocks.length > 0) message['headerBlocks'] = headerBlocks;
  const [root] = elementsOf(soapChild(envelope, 'Body') ?? envelope);
  if (root === undefined) throw new Error('no message');
  if (root.namespaceURI === soapNamespace) return { ...faultOf(root), ...message };
  return { ...message, ...messageOf(root) };
}

function messageOf(root: Element): Properties {
  const table = tables.get(root.localName);
  if (table === undefined) throw new Error('no table');
  return { operation: root.localName, namespace: root.namespaceURI, ...objectOf(root, table, root.namespaceURI) };
}

function faultOf(root: Element): Properties {
  const { faultCode, ...rest } = objectOf(root, fault, null);
  const error = elementsOf(root).flatMap(elementsOf).find(isErrorResponse);
  const namespace = error === undefined ? {} : { namespace: error.namespaceURI };
  return { operation: 'Fault', ...namespace, faultCode: String(faultCode).replace(/^.*:/s, ''), ...rest };
}

function soapChild(envelope: Element, name: string): Element | undefined {
  return elementsOf(envelope).find((child) => child.localName === name && child.namespaceURI === soapNamespace);
}

function objectOf(element: Element, table: Table<Fields>, namespace: string | null): Properties {
  const object: Properties = {};
  for (const [key, { name, type, placement }] of Object.entries(table.fields)) {
    const attribute = element.getAttribute(name);
    if (placement === 'attribute' && attribute !== null) object[key] = readingOf(attribute, type);
    if (placement === 'content') object[key] = readingOf(textOf(element), type);
  }
  const extensions: Properties[] = [];
  for (const child of elementsOf(element)) {
    const entry = Object.entries(table.fields).find(
      ([, { name, placement }]) =>
        placement === 'element' && name === child.localName && child.namespaceURI === namespace,
    );
    if (entry === undefined) extensions.push(extensionOf(child));
    else addTo(object, entry, child, namespace);
  }
  if (extensions.length > 0) object['extensions'] = extensions;
  return object;
}

function addTo(object: Properties, [key, field]: [string, Field], child: Element, namespace: string | null): void {
  const value = childOf(child, field.type, namespace);
  const present = object[key];
  const list: unknown[] = Array.isArray(present) ? present : [];
  if (field.cardinality === 'repeated') object[key] = [...list, value];
  else if (field.type.kind === 'addresses') object[key] = [...list, ...addressesOf(child, namespace)];
  else object[key] = value;
}

function childOf(child: Element, type: Type, namespace: string | null): unknown {
  switch (type.kind) {
    case 'object':
      return objectOf(child, type.table, namespace);
    case 'address':
      return { ...addressesOf(child, namespace)[0], ...attributesOf(child, type.table) };
    case 'any':
      return anyContentOf(child);
    case 'faultDetail':
      return detailOf(child);
    default:
      return readingOf(textOf(child), type);
  }
}

function attributesOf(element: Element, { fields, anyOrder }: Table<Fields>): Properties {
  const attributes = Object.entries(fields).filter(([, { placement }]) => placement === 'attribute');
  const { extensions: _, ...read } = objectOf(element, { fields: Object.fromEntries(attributes), anyOrder }, null);
  return read;
}

function addressesOf(element: Element, namespace: string | null): Properties[] {
  return elementsOf(element)
    .filter((child) => child.namespaceURI === namespace)
    .map((child) => ({ kind: kindOf(child), ...objectOf(child, addressFields, namespace) }));
}

function kindOf(address: Element): string | undefined {
  return Object.entries(addressKinds).find(([, { name }]) => name === address.localName)?.[0];
}

function detailOf(detail: Element): unknown {
  const error = elementsOf(detail).find(isErrorResponse);
  return error === undefined ? anyContentOf(detail) : messageOf(error);
}

function isErrorResponse({ localName, namespaceURI }: Element): boolean {
  return localName?.endsWith('ErrorRsp') === true && namespaces.has(namespaceURI);
}

function anyContentOf(element: Element): unknown {
  const extensions = elementsOf(element).map(extensionOf);
  return extensions.length > 0 ? { extensions } : textOf(element);
}

function readingOf(raw: string, type: Type): unknown {
  if (type.kind === 'string' && type.verbatim) return raw;
  const text = trimmed(raw);
  if (type.kind === 'integer') return Number(text);
  return type.kind === 'boolean' ? text === 'true' || text === '1' : text;
}

function trimmed(text: string): string {
  return text.replace(/^[\t\n\r \u00a0]+|[\t\n\r \u00a0]+$/g, '');
}

function extensionOf(element: Element): Properties {
  const hasElements = elementsOf(element).length > 0;
  const children: unknown[] = [];
  let text = '';
  const flush = (): void => {
    if (hasElements ? /[^\t\n\r ]/.test(text) : text !== '') children.push(text);
    text = '';
  };
  for (const node of element.childNodes) {
    if (isElement(node)) {
      flush();
      children.push(extensionOf(node));
    } else if (isCharacterData(node)) text += node.nodeValue ?? '';
  }
  flush();
  const attributes = [...element.attributes].filter(({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'));
  return {
    ...nameOf(element),
    attributes: attributes.map((attribute) => ({ ...nameOf(attribute), value: attribute.value })),
    children,
  };
}

function nameOf({
  localName,
  namespaceURI,
  prefix,
}: Pick<Element, 'localName' | 'namespaceURI' | 'prefix'>): Properties {
  return {
    name: localName,
    ...(namespaceURI === null ? {} : { namespace: namespaceURI }),
    ...(prefix === null || prefix === '' ? {} : { prefix }),
  };
}

function elementsOf(element: Element): Element[] {
  return [...element.childNodes].filter(isElement);
}

function textOf(element: Element): string {
  return [...element.childNodes].flatMap((node) => (isCharacterData(node) ? [node.nodeValue] : [])).join('');
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

function isCharacterData(node: Node): boolean {
  return node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;
}
