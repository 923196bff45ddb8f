import {
  type AddressKind,
  addressFields,
  addressKinds,
  type Field,
  type Fields,
  Mm7Error,
  type Table,
} from '@mm7/schema';
import { escapeAttribute, escapeText } from './escape.ts';
import { extensionsText, furtherText } from './extension-text.ts';
import { valueText } from './value-text.ts';
import { invalid, isObject, isWritten, type Properties, type Writing } from './writing.ts';

interface Slot {
  readonly key: string;
  readonly field: Field;
}

interface WritingTable {
  readonly elements: readonly Slot[];
  readonly attributes: readonly Slot[];
  readonly content: Slot | undefined;
}

const tables = new WeakMap<Table<Fields>, WritingTable>();

function writingTable(table: Table<Fields>): WritingTable {
  let known = tables.get(table);
  if (known === undefined) {
    const slots = Object.entries(table.fields).map(([key, field]): Slot => ({ key, field }));
    known = {
      elements: slots.filter(({ field }) => field.placement === 'element'),
      attributes: slots.filter(({ field }) => field.placement === 'attribute'),
      content: slots.find(({ field }) => field.placement === 'content'),
    };
    tables.set(table, known);
  }
  return known;
}

/**
 * Writes an object's child elements in the order of its table, and what it holds beyond the table behind them.
 *
 * @throws {Mm7Error} `missing-element`, `invalid-value` and what {@link valueText} and the escaping throw
 */
export function childrenText(writing: Writing, table: Table<Fields>, object: Properties, path: string): string {
  let xml = '';
  for (const { key, field } of writingTable(table).elements) {
    const value = object[key];
    if (value === undefined) refuseAbsence(writing, field, path);
    else xml += fieldText(writing, field, value, path);
  }
  const { extensions } = object;
  return extensions === undefined ? xml : xml + furtherText(writing, extensions, path);
}

/** Writes the element of one field; a repeated one for each entry. */
function fieldText(writing: Writing, field: Field, value: unknown, path: string): string {
  const here = `${path}/${field.name}`;
  if (field.release !== 'R5' && !isWritten(writing, field, here)) return '';
  if (field.cardinality !== 'repeated') return elementText(writing, field, value, here);
  if (!Array.isArray(value)) throw invalid(here, 'an array', value);
  let xml = '';
  for (const entry of value) xml += elementText(writing, field, entry, here);
  return xml;
}

function refuseAbsence(writing: Writing, field: Field, path: string): void {
  const { cardinality } = field;
  if (cardinality !== 'required' && !(cardinality === 'expected' && writing.style.strict)) return;
  throw new Mm7Error('missing-element', `element ${field.name} is missing`, { path, statusCode: 4004 });
}

function elementText(writing: Writing, { name: local, type }: Field, value: unknown, path: string): string {
  const name = writing.style.mm7 + local;
  switch (type.kind) {
    case 'object': {
      if (!isObject(value)) throw invalid(path, 'an object', value);
      const content = contentText(writing, type.table, value, path);
      return element(name + attributesText(writing, type.table, value, path), name, content);
    }
    case 'address': {
      if (!isObject(value)) throw invalid(path, 'an address', value);
      const attributes = attributesText(writing, type.table, value, path);
      return `<${name}${attributes}>${addressText(writing, value, path)}</${name}>`;
    }
    case 'addresses': {
      if (!Array.isArray(value)) throw invalid(path, 'an array of addresses', value);
      let addresses = '';
      for (const address of value) addresses += addressText(writing, address, path);
      return addresses === '' ? '' : `<${name}>${addresses}</${name}>`;
    }
    case 'any':
      return element(name, name, anyText(writing, value, path));
    default:
      return `<${name}>${escapeText(valueText(writing, type, value, path), path)}</${name}>`;
  }
}

function element(start: string, name: string, content: string): string {
  return content === '' ? `<${start}/>` : `<${start}>${content}</${name}>`;
}

function contentText(writing: Writing, table: Table<Fields>, object: Properties, path: string): string {
  const { content } = writingTable(table);
  const children = childrenText(writing, table, object, path);
  if (content === undefined) return children;
  return escapeText(valueText(writing, content.field.type, object[content.key], path), path) + children;
}

function attributesText(writing: Writing, table: Table<Fields>, object: Properties, path: string): string {
  let xml = '';
  for (const { key, field } of writingTable(table).attributes) {
    const value = object[key];
    if (value === undefined) {
      refuseAbsence(writing, field, path);
      continue;
    }
    const here = `${path}/@${field.name}`;
    if (!isWritten(writing, field, here)) continue;
    xml += ` ${field.name}="${escapeAttribute(valueText(writing, field.type, value, here), here)}"`;
  }
  return xml;
}

function addressText(writing: Writing, address: unknown, path: string): string {
  if (!isObject(address)) throw invalid(path, 'an address', address);
  const { kind } = address;
  if (!isAddressKind(kind)) throw invalid(path, `an address of kind ${Object.keys(addressKinds).join(', ')}`, kind);
  const name = writing.style.mm7 + addressKinds[kind].name;
  const attributes = attributesText(writing, addressFields, address, path);
  return `<${name}${attributes}>${contentText(writing, addressFields, address, path)}</${name}>`;
}

function isAddressKind(kind: unknown): kind is AddressKind {
  return typeof kind === 'string' && Object.hasOwn(addressKinds, kind);
}

/** Writes content that no schema restricts: text, or elements. */
export function anyText(writing: Writing, value: unknown, path: string): string {
  if (typeof value === 'string') return escapeText(value, path);
  if (!isObject(value)) throw invalid(path, 'a string or an object with extensions', value);
  return extensionsText(writing, value['extensions'], path);
}
