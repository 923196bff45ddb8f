import { addressKinds, type Field, Mm7Error } from '@mm7/schema';
import { escapeAttribute, escapeText } from './escape.ts';
import { extensionsText, furtherText } from './extension-text.ts';
import { refuseSpaceAround, valueText } from './value-text.ts';
import { invalid, isObject, isWritten, type Properties, type Writing } from './writing.ts';
import type { Slot, WritingTable } from './writing-table.ts';

/**
 * Writes an object's child elements in the order of its table, and what it holds beyond the table behind them.
 *
 * @throws {Mm7Error} `missing-element`, `invalid-value` and what {@link valueText} and the escaping throw
 */
export function childrenText(writing: Writing, table: WritingTable, object: Properties, path: string): string {
  let xml = '';
  for (const slot of table.elements) {
    const value = object[slot.key];
    if (value === undefined) refuseAbsence(writing, slot.field, path);
    else xml += fieldText(writing, slot, value, path);
  }
  const { extensions } = object;
  return extensions === undefined ? xml : xml + furtherText(writing, extensions, path);
}

/** Writes the element of one field; a repeated one for each entry. */
function fieldText(writing: Writing, slot: Slot, value: unknown, path: string): string {
  const { field } = slot;
  const here = `${path}/${field.name}`;
  if (field.release !== 'R5' && !isWritten(writing, field, here)) return '';
  if (field.cardinality !== 'repeated') return elementText(writing, slot, value, here);
  if (!Array.isArray(value)) throw invalid(here, 'an array', value);
  let xml = '';
  for (const entry of value) xml += elementText(writing, slot, entry, here);
  return xml;
}

function refuseAbsence(writing: Writing, field: Field, path: string): void {
  const { cardinality } = field;
  if (cardinality !== 'required' && !(cardinality === 'expected' && writing.style.strict)) return;
  throw new Mm7Error('missing-element', `element ${field.name} is missing`, { path, statusCode: 4004 });
}

function elementText(writing: Writing, slot: Slot, value: unknown, path: string): string {
  const { type } = slot.field;
  switch (type.kind) {
    case 'object':
      if (!isObject(value)) throw invalid(path, 'an object', value);
      return objectText(writing, slot, value, path);
    case 'address':
      if (!isObject(value)) throw invalid(path, 'an address', value);
      return `${startText(writing, slot, value, path)}${addressText(writing, value, path)}${slot.end}`;
    case 'addresses': {
      if (!Array.isArray(value)) throw invalid(path, 'an array of addresses', value);
      let addresses = '';
      for (const address of value) addresses += addressText(writing, address, path);
      return addresses === '' ? '' : `${slot.start}${addresses}${slot.end}`;
    }
    case 'any': {
      const content = anyText(writing, value, path);
      return content === '' ? `${slot.open}/>` : `${slot.start}${content}${slot.end}`;
    }
    default:
      return `${slot.start}${escapeText(valueText(writing, type, value, path), path)}${slot.end}`;
  }
}

function objectText(writing: Writing, slot: Slot, object: Properties, path: string): string {
  const content = contentText(writing, tableOf(slot), object, path);
  if (content !== '') return `${startText(writing, slot, object, path)}${content}${slot.end}`;
  return `${slot.open}${attributesText(writing, tableOf(slot), object, path)}/>`;
}

function startText(writing: Writing, slot: Slot, object: Properties, path: string): string {
  const attributes = attributesText(writing, tableOf(slot), object, path);
  return attributes === '' ? slot.start : `${slot.open}${attributes}>`;
}

function tableOf({ table, field }: Slot): WritingTable {
  if (table === undefined) throw new TypeError(`${field.name} has no table`);
  return table;
}

function contentText(writing: Writing, table: WritingTable, object: Properties, path: string): string {
  const { content } = table;
  const children = childrenText(writing, table, object, path);
  if (content === undefined) return children;
  return escapeText(valueText(writing, content.field.type, object[content.key], path), path) + children;
}

function attributesText(writing: Writing, table: WritingTable, object: Properties, path: string): string {
  let xml = '';
  for (const { key, field, open } of table.attributes) {
    const value = object[key];
    if (value === undefined) {
      refuseAbsence(writing, field, path);
      continue;
    }
    const here = `${path}/@${field.name}`;
    if (!isWritten(writing, field, here)) continue;
    const text = valueText(writing, field.type, value, here);
    if (writing.style.strict) refuseSpaceAround(text, 'attribute', here);
    xml += `${open}${escapeAttribute(text, here)}"`;
  }
  return xml;
}

function addressText(writing: Writing, address: unknown, path: string): string {
  if (!isObject(address)) throw invalid(path, 'an address', address);
  const { address: table } = writing.tables;
  const kind = writing.tables.addressKind(address['kind']);
  if (kind === undefined) {
    throw invalid(path, `an address of kind ${Object.keys(addressKinds).join(', ')}`, address['kind']);
  }
  const attributes = attributesText(writing, table, address, path);
  const start = attributes === '' ? kind.start : `${kind.open}${attributes}>`;
  return `${start}${contentText(writing, table, address, path)}${kind.end}`;
}

/** Writes content that no schema restricts: text, or elements. */
export function anyText(writing: Writing, value: unknown, path: string): string {
  if (typeof value === 'string') return escapeText(value, path);
  if (!isObject(value)) throw invalid(path, 'a string or an object with extensions', value);
  return extensionsText(writing, value['extensions'], path);
}
