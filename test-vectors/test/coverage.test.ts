import { addressFields, addressKinds, type Fields, fault, messages, schemas, type Table, type Type } from '@mm7/schema';
import { describe, expect, test } from 'vitest';
import { takenVectors } from './vector.ts';

const correctVectors = takenVectors('strict');

const tables = new Map<string, Table<Fields>>([...Object.entries(messages), ['Fault', fault]]);

/** Where each table is declared first; a type that several messages share need occur in one of them alone. */
const names = new Map<Table<Fields>, string>();

// Both hold names for people, such as `SubmitReq.subject`, `Priority High`, `address shortCode`.
const declared = new Set<string>();
const seen = new Set<string>();

for (const [operation, table] of tables) declareTable(operation, table);
for (const { reading } of correctVectors) seeMessage(reading.message);

function declareTable(name: string, table: Table<Fields>): void {
  if (names.has(table)) return;
  names.set(table, name);
  for (const [key, { type }] of Object.entries(table.fields)) {
    declared.add(`${name}.${key}`);
    declareType(`${name}.${key}`, type);
  }
}

function declareType(name: string, type: Type): void {
  if (type.kind === 'enumeration') for (const { value } of type.values) declared.add(`${type.name} ${value}`);
  if (type.kind === 'object' || type.kind === 'address') declareTable(name, type.table);
  if (type.kind === 'address' || type.kind === 'addresses') {
    declareTable('address', addressFields);
    for (const kind of Object.keys(addressKinds)) declared.add(`address ${kind}`);
  }
}

function seeMessage(message: unknown): void {
  const operation = isRecord(message) ? message['operation'] : undefined;
  const table = typeof operation === 'string' ? tables.get(operation) : undefined;
  if (table !== undefined) seeObject(table, message);
}

function seeObject(table: Table<Fields>, value: unknown): void {
  if (!isRecord(value)) return;
  for (const [key, { type, cardinality }] of Object.entries(table.fields)) {
    const inner = value[key];
    if (inner === undefined) continue;
    seen.add(`${names.get(table)}.${key}`);
    for (const entry of cardinality === 'repeated' && Array.isArray(inner) ? inner : [inner]) seeValue(type, entry);
  }
}

function seeValue(type: Type, value: unknown): void {
  if (type.kind === 'enumeration') seen.add(`${type.name} ${String(value)}`);
  if (type.kind === 'object' || type.kind === 'address') seeObject(type.table, value);
  if (type.kind === 'address') seeAddress(value);
  if (type.kind === 'addresses' && Array.isArray(value)) for (const address of value) seeAddress(address);
  if (type.kind === 'faultDetail') seeMessage(value);
}

function seeAddress(value: unknown): void {
  if (isRecord(value)) seen.add(`address ${String(value['kind'])}`);
  seeObject(addressFields, value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

describe('the correct messages together', () => {
  test('have every element, attribute and enumeration value of the schema', () => {
    expect([...declared].filter((entry) => !seen.has(entry))).toEqual([]);
  });

  test('have every namespace with every version that belongs to it', () => {
    const pairs = new Set(
      correctVectors.map(({ reading }) => `${reading.message['namespace']} ${reading.message['version']}`),
    );
    const wanted = schemas.flatMap(({ namespace, version, otherVersions }) =>
      [version, ...otherVersions].map((one) => `${namespace} ${one}`),
    );
    expect(wanted.filter((pair) => !pairs.has(pair))).toEqual([]);
  });
});
