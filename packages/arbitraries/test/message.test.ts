import {
  type Fields,
  fault,
  isDateTime,
  isDuration,
  type Message,
  messages,
  releaseIncludes,
  schemaOfNamespace,
  schemas,
  type Table,
  type Type,
  versionBelongsTo,
} from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { message } from '../src/index.ts';

const operations = Object.values(messages).map((table) => table.operation);

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Visits every field of a table that an object has a value for. */
function visit(
  table: Table<Fields>,
  object: Readonly<Record<string, unknown>>,
  seen: (key: string, type: Type, value: unknown, table: Table<Fields>) => void,
): void {
  for (const [key, field] of Object.entries(table.fields)) {
    const value = object[key];
    if (value === undefined) continue;
    for (const entry of field.cardinality === 'repeated' && Array.isArray(value) ? value : [value]) {
      seen(key, field.type, entry, table);
      if (field.type.kind === 'object' && isObject(entry)) visit(field.type.table, entry, seen);
    }
  }
}

function visitMessage(given: Message, seen: Parameters<typeof visit>[2]): void {
  visit(given.operation === 'Fault' ? fault : messages[given.operation], { ...given }, seen);
}

function everyKey(table: Table<Fields>): readonly string[] {
  return Object.entries(table.fields).flatMap(([key, { type }]) =>
    type.kind === 'object' ? [key, ...everyKey(type.table)] : [key],
  );
}

describe('every field of every message is generated sooner or later', () => {
  test.each(operations)('%s', (operation) => {
    const found = new Set<string>();
    for (const given of fc.sample(message({ operation, version: '6.8.0' }), { numRuns: 300, seed: 7 })) {
      visitMessage(given, (key) => found.add(key));
    }
    expect([...found].sort()).toEqual([...new Set(everyKey(messages[operation]))].sort());
  });
});

test('a fault has every form of detail, and names its namespace where it can', () => {
  const forms = new Set<string>();
  for (const given of fc.sample(message({ operation: 'Fault' }), { numRuns: 300, seed: 7 })) {
    const { detail } = given;
    const form = typeof detail === 'object' ? ('operation' in detail ? detail.operation : 'extensions') : typeof detail;
    forms.add(form);
    expect(given.namespace !== undefined).toBe(given.transactionId !== undefined || form.endsWith('Rsp'));
  }
  expect([...forms].sort()).toEqual(['RSErrorRsp', 'VASPErrorRsp', 'extensions', 'string', 'undefined']);
});

test('every operation that can stand in a body is generated, under every namespace that has it', () => {
  const found = new Set<string>();
  for (const { operation, namespace } of fc.sample(message(), { numRuns: 5000, seed: 7 })) {
    found.add(`${namespace === undefined ? '' : (schemaOfNamespace(namespace)?.id ?? '')} ${operation}`);
  }
  const expected = schemas.flatMap(({ id, release }) =>
    Object.values(messages)
      .filter((table) => releaseIncludes(release, table.release) && !table.operation.endsWith('ErrorRsp'))
      .map((table) => `${id} ${table.operation}`),
  );
  expect([...found]).toEqual(expect.arrayContaining([...expected, ...schemas.map(({ id }) => `${id} Fault`)]));
});

test('a message has nothing that its namespace does not have yet', () => {
  fc.assert(
    fc.property(message(), (given) => {
      const release = schemaOfNamespace(given.namespace ?? '')?.release ?? 'R6-1-4';
      visitMessage(given, (key, type, value, table) => {
        expect(releaseIncludes(release, table.fields[key]?.release ?? 'R6-1-4')).toBe(true);
        if (type.kind !== 'enumeration') return;
        const introduced = type.values.find((entry) => entry.value === value);
        expect(introduced).toBeDefined();
        expect(introduced?.release === undefined || releaseIncludes(release, introduced.release)).toBe(true);
      });
    }),
  );
});

test('a version that stands beside a namespace belongs to it', () => {
  fc.assert(
    fc.property(message(), (given) => {
      if (given.operation === 'Fault' || given.version === undefined) return;
      const schema = schemaOfNamespace(given.namespace ?? '');
      expect(schema !== undefined && versionBelongsTo(schema, given.version)).toBe(true);
    }),
  );
});

test('values are those that a reader returns: of their type, identifiers without white space at their ends', () => {
  fc.assert(
    fc.property(message(), (given) => {
      visitMessage(given, (_key, type, value) => {
        if (type.kind === 'string' && !type.verbatim) expect(value).not.toMatch(/^[\t\n\r \u00a0]|[\t\n\r \u00a0]$/);
        if (type.kind === 'integer') expect(Number.isSafeInteger(value)).toBe(true);
        if (type.kind === 'boolean') expect(value).toBeTypeOf('boolean');
        if (type.kind === 'addresses') expect(value).not.toEqual([]);
        if (type.kind !== 'date') return;
        expect(isDateTime(String(value)) || (type.relative && isDuration(String(value)))).toBe(true);
      });
    }),
  );
});

test('subjects are sometimes 64 KiB long, astral, from right to left, or full of markup and white space', () => {
  const sampled = fc.sample(message({ operation: 'SubmitReq' }), { numRuns: 2000, seed: 7 });
  const subjects = sampled.flatMap(({ subject }) => (subject === undefined ? [] : [subject]));
  for (const form of [
    /^.{65535,}$/s,
    /[\u{10000}-\u{10ffff}]/u,
    /\u202e/,
    /\]\]>/,
    /&amp;/,
    /^\s/,
    /\s$/,
    /\r/,
    /^$/,
  ]) {
    expect(subjects.some((subject) => form.test(subject))).toBe(true);
  }
});

test('the namespace asked for decides on the version, and the reverse', () => {
  const namespace = schemas[2]?.namespace ?? '';
  for (const given of fc.sample(message({ operation: 'SubmitReq', namespace }), 20)) {
    expect(given.namespace).toBe(namespace);
    expect(['5.5.0', '5.3.0']).toContain(given.version);
  }
  for (const given of fc.sample(message({ operation: 'SubmitReq', version: '6.7.0' }), 20)) {
    expect(given.version).toBe('6.7.0');
    expect(schemaOfNamespace(given.namespace ?? '')?.id).toBe('REL-6-MM7-1-3');
  }
});

test('a message that no schema asked for has is refused', () => {
  expect(() => message({ operation: 'extendedCancelReq', version: '5.3.0' })).toThrow(RangeError);
});

test('the same seed gives the same messages', () => {
  expect(fc.sample(message(), { numRuns: 20, seed: 4711 })).toEqual(fc.sample(message(), { numRuns: 20, seed: 4711 }));
});
