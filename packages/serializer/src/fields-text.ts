import { addressKinds, Mm7Error } from '@mm7/schema';
import { escapeText } from './escape.ts';
import { extensionsText, furtherText } from './extension-text.ts';
import { valueText } from './value-text.ts';
import { invalid, isObject, isWritten, type Properties, type Writing } from './writing.ts';
import type { AddressSlot, Slot, WritingTable } from './writing-table.ts';

// What adds takes the XML written so far and gives it back longer: text that only grows at its end is what the engine puts
// together fastest. Paths are handed on without their last step, since hardly anybody ever asks for it.

/**
 * Adds an object's child elements in the order of its table, and what it holds beyond the table behind them.
 *
 * @throws {Mm7Error} `missing-element`, `invalid-value` and what {@link valueText} throws
 */
export function addChildren(
  xml: string,
  writing: Writing,
  table: WritingTable,
  object: Properties,
  path: string,
): string {
  let longer = xml;
  for (const slot of table.elements) {
    const value = object[slot.key];
    if (value === undefined) refuseAbsence(writing, slot, path);
    else longer = addField(longer, writing, slot, value, path);
  }
  const { extensions } = object;
  return extensions === undefined ? longer : longer + furtherText(writing, extensions, path);
}

function refuseAbsence({ style }: Writing, { field }: Slot, path: string): void {
  const { cardinality } = field;
  if (cardinality !== 'required' && !(cardinality === 'expected' && style.strict)) return;
  throw new Mm7Error('missing-element', `element ${field.name} is missing`, { path, statusCode: 4004 });
}

/** Adds the element of one field; a repeated one for each entry. */
function addField(xml: string, writing: Writing, slot: Slot, value: unknown, path: string): string {
  const { field } = slot;
  if (!isWritten(writing, slot, path)) return xml;
  if (field.cardinality !== 'repeated') return addElement(xml, writing, slot, value, path);
  if (!Array.isArray(value)) throw invalid(path + slot.step, 'an array', value);
  let longer = xml;
  for (const entry of value) longer = addElement(longer, writing, slot, entry, path);
  return longer;
}

function addElement(xml: string, writing: Writing, slot: Slot, value: unknown, path: string): string {
  switch (slot.kind) {
    case 'object':
      if (!isObject(value)) throw invalid(path + slot.step, 'an object', value);
      return addObject(xml, writing, slot, value, path + slot.step);
    case 'address': {
      const here = path + slot.step;
      if (!isObject(value)) throw invalid(here, 'an address', value);
      const attributes = attributesText(writing, tableOf(slot), value, here);
      return addAddress(addStart(xml, slot, attributes), writing, value, here) + slot.end;
    }
    case 'addresses':
      return addAddresses(xml, writing, slot, value, path + slot.step);
    case 'any': {
      const content = anyText(writing, value, path + slot.step);
      return content === '' ? `${xml}${slot.open}/>` : xml + slot.start + content + slot.end;
    }
    default:
      return xml + slot.start + valueText(writing, slot, value, path) + slot.end;
  }
}

function addObject(xml: string, writing: Writing, slot: Slot, object: Properties, path: string): string {
  const table = tableOf(slot);
  const attributes = attributesText(writing, table, object, path);
  const start = addStart(xml, slot, attributes);
  const filled = addContent(start, writing, table, object, path);
  return filled.length === start.length ? `${xml + slot.open + attributes}/>` : filled + slot.end;
}

function addAddresses(xml: string, writing: Writing, slot: Slot, addresses: unknown, path: string): string {
  if (!Array.isArray(addresses)) throw invalid(path, 'an array of addresses', addresses);
  if (addresses.length === 0) return xml;
  let longer = xml + slot.start;
  // Its end tag is still to come.
  let previous: AddressSlot | undefined;
  for (const address of addresses) {
    if (!isObject(address)) throw invalid(path, 'an address', address);
    const kind = previous !== undefined && previous.key === address['kind'] ? previous : kindOf(writing, address, path);
    if (isPlain(address)) {
      longer += previous === undefined ? kind.start : previous === kind ? kind.again : previous.end + kind.start;
      longer += valueText(writing, kind, address['value'], path);
      previous = kind;
    } else {
      if (previous !== undefined) longer += previous.end;
      longer = addAddress(longer, writing, address, path);
      previous = undefined;
    }
  }
  if (previous !== undefined) longer += previous.end;
  return longer + slot.end;
}

function kindOf(writing: Writing, address: Properties, path: string): AddressSlot {
  const kind = writing.tables.addressKind(address['kind']);
  if (kind !== undefined) return kind;
  throw invalid(path, `an address of kind ${Object.keys(addressKinds).join(', ')}`, address['kind']);
}

function addAddress(xml: string, writing: Writing, address: unknown, path: string): string {
  if (!isObject(address)) throw invalid(path, 'an address', address);
  const kind = kindOf(writing, address, path);
  if (isPlain(address)) return xml + kind.start + valueText(writing, kind, address['value'], path) + kind.end;
  const { address: table } = writing.tables;
  const start = addStart(xml, kind, attributesText(writing, table, address, path));
  return addContent(start, writing, table, address, path) + kind.end;
}

/** Whether there is nothing to an address but its value. Lists of addresses are long, and nearly all are plain. */
export function isPlain({ displayOnly, addressCoding, id, extensions }: Properties): boolean {
  return displayOnly === undefined && addressCoding === undefined && id === undefined && extensions === undefined;
}

function addStart(xml: string, slot: Slot, attributes: string): string {
  return attributes === '' ? xml + slot.start : `${xml + slot.open + attributes}>`;
}

function tableOf({ table, field }: Slot): WritingTable {
  if (table === undefined) throw new TypeError(`${field.name} has no table`);
  return table;
}

/** Adds what stands between start and end tag. */
function addContent(xml: string, writing: Writing, table: WritingTable, object: Properties, path: string): string {
  const { content } = table;
  const begun = content === undefined ? xml : xml + valueText(writing, content, object[content.key], path);
  return addChildren(begun, writing, table, object, path);
}

function attributesText(writing: Writing, table: WritingTable, object: Properties, path: string): string {
  let xml = '';
  for (const slot of table.attributes) {
    const value = object[slot.key];
    if (value === undefined) refuseAbsence(writing, slot, path);
    else if (isWritten(writing, slot, path)) xml += `${slot.open}${valueText(writing, slot, value, path)}"`;
  }
  return xml;
}

/** Writes content that no schema restricts: text, or elements. */
export function anyText(writing: Writing, value: unknown, path: string): string {
  if (typeof value === 'string') return escapeText(value, path);
  if (!isObject(value)) throw invalid(path, 'a string or an object with extensions', value);
  return extensionsText(writing, value['extensions'], path);
}
