import {
  type AddressKind,
  addressFields,
  addressKinds,
  type Field,
  type Fields,
  fault,
  messages,
  type Operation,
  type Release,
  type Table,
} from '@mm7/schema';
import { NameIndex } from './name-index.ts';
import { ObjectTemplates } from './object-templates.ts';

/** One field of a table, with its position in the schema's order. */
export interface Slot {
  readonly name: string;
  readonly key: string;
  readonly index: number;
  readonly field: Field;
  /** Position of its key among those of the object. */
  readonly bit: number;
  /** Position of its release in the order of releases. */
  readonly rank: number;
  /** The table of the element's own attributes and children, where it has any. */
  readonly table: ReadingTable | undefined;
}

/** How a name was recognised: exactly, or by which deviation. */
interface Match<Case extends 'element-case' | 'attribute-case'> {
  readonly slot: Slot;
  readonly deviation: 'misnomer' | Case;
}

/** A table of the schema, made ready for reading. */
export interface ReadingTable {
  /** Keys of the object that stand before those of the slots, and come from elsewhere. */
  readonly leadingKeys: readonly string[];
  /** The slots by the position of their keys. */
  readonly slotsByBit: readonly (Slot | undefined)[];
  /** The bits of the slots that must have a value. */
  readonly mandatory: number;
  /** For a table with many keys. */
  readonly templates: ObjectTemplates | undefined;
  readonly slots: readonly Slot[];
  readonly elements: NameIndex<Slot>;
  readonly attributes: NameIndex<Slot>;
  /** Slot of the element's own text. */
  readonly content: Slot | undefined;
  /** The first list of addresses. */
  readonly addresses: Slot | undefined;
  readonly anyOrder: boolean;
  /** Whether an element of this type says no less when it is absent. */
  readonly mayBeEmpty: boolean;
  readonly inexactElements: ReadonlyMap<string, Match<'element-case'>>;
  readonly inexactAttributes: ReadonlyMap<string, Match<'attribute-case'>>;
}

/** A message, made ready for reading. */
export interface ReadingMessage {
  readonly name: string;
  readonly rank: number;
  readonly table: ReadingTable;
}

const ranks: Readonly<Record<Release, number>> = { R5: 0, R6: 1, 'R6-1-4': 2 };

/** Position of a release in the order of releases. */
export function rankOf(release: Release): number {
  return ranks[release];
}

const compiled = new Map<Table<Fields>, ReadingTable>();

// Objects of so many keys stay fast however they are made.
const fewKeys = 12;

// The keys with which every message begins; the version has a slot as well.
const messageKeys = ['operation', 'transactionId', 'version', 'namespace'] as const;

function readingTable(table: Table<Fields>, leadingKeys: readonly string[] = []): ReadingTable {
  const known = compiled.get(table);
  if (known !== undefined) return known;
  const keys = [...new Set([...leadingKeys, ...Object.keys(table.fields)])];
  const slots = Object.entries(table.fields).map(([key, field], index): Slot => {
    const { type } = field;
    const inner = type.kind === 'object' || type.kind === 'address' ? readingTable(type.table) : undefined;
    return { name: field.name, key, index, bit: keys.indexOf(key), field, rank: ranks[field.release], table: inner };
  });
  const elements = slots.filter((slot) => slot.field.placement === 'element');
  const attributes = slots.filter((slot) => slot.field.placement === 'attribute');
  const result: ReadingTable = {
    leadingKeys,
    slotsByBit: keys.map((key) => slots.find((slot) => slot.key === key)),
    mandatory: slots.filter(isMandatory).reduce((bits, slot) => bits | (1 << slot.bit), 0),
    templates: keys.length > fewKeys ? new ObjectTemplates(keys) : undefined,
    slots,
    elements: new NameIndex(elements),
    attributes: new NameIndex(attributes),
    content: slots.find((slot) => slot.field.placement === 'content'),
    addresses: slots.find((slot) => slot.field.type.kind === 'addresses'),
    anyOrder: table.anyOrder,
    mayBeEmpty: slots.every((slot) => slot.field.cardinality !== 'required'),
    inexactElements: inexact(elements, 'element-case'),
    inexactAttributes: inexact(attributes, 'attribute-case'),
  };
  compiled.set(table, result);
  return result;
}

function isMandatory({ field }: Slot): boolean {
  return field.cardinality === 'required' || field.cardinality === 'expected';
}

// Names that are not the schema's but stand for one of its: misnomers by their own spelling, everything else in lower
// case. A name of the schema goes before a misnomer of the same spelling.
function inexact<Case extends 'element-case' | 'attribute-case'>(
  slots: readonly Slot[],
  caseDeviation: Case,
): ReadonlyMap<string, Match<Case>> {
  const matches = new Map<string, Match<Case>>();
  const add = (name: string, match: Match<Case>): void => {
    if (!matches.has(name)) matches.set(name, match);
  };
  for (const slot of slots) add(slot.name.toLowerCase(), { slot, deviation: caseDeviation });
  for (const slot of slots) {
    for (const misnomer of slot.field.misnomers) add(misnomer.toLowerCase(), { slot, deviation: 'misnomer' });
  }
  return matches;
}

/** All messages but Fault, by the name of their root. */
export const readingMessages: NameIndex<ReadingMessage> = new NameIndex(
  Object.values(messages).map((message): ReadingMessage => readingMessage(message.operation)),
);

function readingMessage(operation: Operation): ReadingMessage {
  const message = messages[operation];
  return { name: operation, rank: ranks[message.release], table: readingTable(message, messageKeys) };
}

/** The same, by the name in lower case. */
export const readingMessagesByLowerCase: ReadonlyMap<string, ReadingMessage> = new Map(
  Object.values(messages).map((message) => [message.operation.toLowerCase(), readingMessage(message.operation)]),
);

/** A SOAP fault. */
export const readingFault: ReadingTable = readingTable(fault, messageKeys);

/** Attributes and text of an address element. */
export const readingAddress: ReadingTable = readingTable(addressFields, ['kind']);

/** An element that holds an address. */
export interface AddressElement {
  readonly name: string;
  readonly kind: AddressKind;
}

const kinds: readonly AddressElement[] = [
  { name: addressKinds.rfc2822Address.name, kind: 'rfc2822Address' },
  { name: addressKinds.number.name, kind: 'number' },
  { name: addressKinds.shortCode.name, kind: 'shortCode' },
];

/** The elements that hold an address. */
export const addressElements: NameIndex<AddressElement> = new NameIndex(kinds);

/** An element that holds an address, recognised in spite of its name. */
export interface InexactAddressElement {
  readonly element: AddressElement;
  readonly deviation: 'misnomer' | 'element-case';
}

/** The same by other spellings: in lower case, or under a misnomer in lower case. */
export const inexactAddressElements: ReadonlyMap<string, InexactAddressElement> = new Map(
  kinds.flatMap((element): [string, InexactAddressElement][] => [
    [element.name.toLowerCase(), { element, deviation: 'element-case' }],
    ...addressKinds[element.kind].misnomers.map((name): [string, InexactAddressElement] => [
      name.toLowerCase(),
      { element, deviation: 'misnomer' },
    ]),
  ]),
);

/**
 * Elements that hold others, by lower-case name, wherever in the schema they are declared: what a sender may have wrapped
 * around elements that stand bare in the message at hand. Undefined for an element that holds addresses.
 */
export const wrappers: ReadonlyMap<string, ReadingTable | undefined> = collectWrappers();

/** Whether an element of that name, in lower case, holds addresses wherever the schema has it. */
export function holdsAddresses(lower: string): boolean {
  return wrappers.has(lower) && wrappers.get(lower) === undefined;
}

function collectWrappers(): ReadonlyMap<string, ReadingTable | undefined> {
  const found = new Map<string, ReadingTable | undefined>();
  const visit = (table: ReadingTable): void => {
    for (const slot of table.slots) {
      const { kind } = slot.field.type;
      if (kind === 'address' || kind === 'addresses') found.set(slot.name.toLowerCase(), undefined);
      if (kind === 'object' && slot.table !== undefined) {
        found.set(slot.name.toLowerCase(), slot.table);
        visit(slot.table);
      }
    }
  };
  for (const message of Object.values(messages)) visit(readingTable(message));
  return found;
}
