import {
  addressFields,
  addressKinds,
  type Field,
  type Fields,
  fault,
  header,
  messages,
  type Operation,
  soapNames,
  type Table,
} from '@mm7/schema';
import { readXmlTree, type XmlAttribute, type XmlElement } from './xml-tree.ts';

/** What an element of an envelope is: a part of SOAP, a message, a field of a table, or an address in a field. */
type Role = 'envelope' | 'header' | 'body' | 'message' | 'fault' | 'field' | 'address';

/** An element, and what the schema says of it. */
export interface AnnotatedElement {
  readonly element: XmlElement;
  readonly role: Role;
  /** Local name. */
  readonly local: string;
  /** The field that it fills, or whose kind of address it is. */
  readonly field: Field | undefined;
  /** Attributes and child elements that it can have. */
  readonly table: Table<Fields> | undefined;
  readonly attributes: readonly AnnotatedAttribute[];
  /** Its children that the schema knows; those of somebody else are left out. */
  readonly children: readonly AnnotatedElement[];
}

/** An attribute that the schema knows. */
interface AnnotatedAttribute {
  readonly attribute: XmlAttribute;
  readonly field: Field;
}

/** An envelope in the style that serializers have by default, and what the schema says of it. */
export interface AnnotatedDocument {
  readonly xml: string;
  readonly envelope: AnnotatedElement;
  /** Every element that the schema knows, in document order. */
  readonly elements: readonly AnnotatedElement[];
  /** The message or fault in the body. */
  readonly root: AnnotatedElement;
  readonly transactionId: AnnotatedElement | undefined;
}

const none: Table<Fields> = { fields: {}, anyOrder: false };

/** Reads an envelope whose prefixes are `soapenv` and `mm7`; undefined for anything else. */
export function annotate(xml: string): AnnotatedDocument | undefined {
  const tree = readXmlTree(xml);
  if (tree === undefined || tree.name !== `soapenv:${soapNames.envelope}`) return undefined;
  const envelope = annotated(tree, 'envelope', undefined, none, soapChildren);
  const elements = flattened(envelope);
  const root = elements.find(({ role }) => role === 'message' || role === 'fault');
  if (root === undefined) return undefined;
  return { xml, envelope, elements, root, transactionId: envelope.children.find(isHeader)?.children[0] };
}

function isHeader({ role }: AnnotatedElement): boolean {
  return role === 'header';
}

function flattened(element: AnnotatedElement): AnnotatedElement[] {
  return [element, ...element.children.flatMap(flattened)];
}

type Annotate = (child: XmlElement) => AnnotatedElement | undefined;

function annotated(
  element: XmlElement,
  role: Role,
  field: Field | undefined,
  table: Table<Fields> | undefined,
  child: Annotate,
): AnnotatedElement {
  // Only an element of somebody else declares a namespace of its own.
  const known = element.children.filter(({ attributes }) => !attributes.some(({ name }) => name.startsWith('xmlns')));
  return {
    element,
    role,
    local: localName(element),
    field,
    table,
    attributes: element.attributes.flatMap((attribute) => {
      const own = fieldOf(table, attribute.name, 'attribute');
      return own === undefined ? [] : [{ attribute, field: own }];
    }),
    children: known.map(child).filter((each) => each !== undefined),
  };
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}

function fieldOf(table: Table<Fields> | undefined, name: string, placement: Field['placement']): Field | undefined {
  const fields = Object.values(table?.fields ?? {});
  return fields.find((field) => field.name === name && field.placement === placement);
}

const soapChildren: Annotate = (element) => {
  if (element.name === `soapenv:${soapNames.header}`)
    return annotated(element, 'header', undefined, header, fieldsIn(header));
  if (element.name === `soapenv:${soapNames.body}`) return annotated(element, 'body', undefined, none, bodyChildren);
  return undefined;
};

const bodyChildren: Annotate = (element) => {
  if (element.name === `soapenv:${soapNames.fault}`)
    return annotated(element, 'fault', undefined, fault, fieldsIn(fault));
  const local = localName(element);
  if (!element.name.startsWith('mm7:') || !isOperation(local)) return undefined;
  const table = messages[local];
  return annotated(element, 'message', undefined, table, fieldsIn(table));
};

function isOperation(local: string): local is Operation {
  return Object.hasOwn(messages, local);
}

function fieldsIn(table: Table<Fields>): Annotate {
  return (element) => {
    const field = fieldOf(table, localName(element), 'element');
    return field === undefined ? undefined : annotatedField(element, field);
  };
}

function annotatedField(element: XmlElement, field: Field): AnnotatedElement {
  switch (field.type.kind) {
    case 'object':
      return annotated(element, 'field', field, field.type.table, fieldsIn(field.type.table));
    case 'address':
      return annotated(element, 'field', field, field.type.table, addressIn);
    case 'addresses':
      return annotated(element, 'field', field, none, addressIn);
    case 'faultDetail':
      return annotated(element, 'field', field, none, bodyChildren);
    default:
      return annotated(element, 'field', field, undefined, () => undefined);
  }
}

const addressIn: Annotate = (element) => {
  const kind = Object.values(addressKinds).find(({ name }) => name === localName(element));
  return kind === undefined ? undefined : annotated(element, 'address', kind, addressFields, () => undefined);
};
