import { type Message, Mm7Error, messages, type Operation, schemas, type Warning } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SerializeOptions, serializeEnvelope } from '../src/index.ts';
import { plainEnvelope } from '../src/plain-envelope.ts';
import { styleOf } from '../src/style.ts';
import { WritingTables } from '../src/writing-table.ts';
import { message } from './messages.ts';

type Entries = [string, unknown][];

const [first] = schemas;
const last = schemas.at(-1);
if (first === undefined || last === undefined) throw new Error('the schemas are gone');

// A message of a class is never plain.
function unusual(given: Message): Message {
  return Object.assign(Object.create({}), given);
}

function outcome(given: Message, options: SerializeOptions): object {
  const warnings: Warning[] = [];
  try {
    return { xml: serializeEnvelope(given, { ...options, onWarning: (warning) => warnings.push(warning) }), warnings };
  } catch (error) {
    if (!Mm7Error.is(error)) throw error;
    const { code, path, statusCode } = error;
    return { code, path, statusCode, text: error.message, warnings };
  }
}

// One of the objects in a value made anew, the others copied.
function remade(value: unknown, remake: (entries: Entries) => Entries): unknown {
  if (Array.isArray(value)) return value.map((entry) => remade(entry, remake));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(remake(Object.entries(value).map(([key, inner]) => [key, remade(inner, remake)])));
}

function remadeAt(index: number, value: unknown, remake: (entries: Entries) => Entries): unknown {
  let seen = 0;
  return remade(value, (entries) => {
    seen += 1;
    return seen - 1 === index ? remake(entries) : entries;
  });
}

const odd = fc.constantFrom<unknown[]>(
  undefined,
  null,
  '',
  'a & <b>',
  'a\u0000',
  '\ud800',
  5,
  1.5,
  true,
  [],
  {},
  [null],
  ['a'],
  () => 1,
  new Date(0),
  { kind: 'number' },
  { kind: 'pigeon', value: '1' },
  [
    { kind: 'number', value: '1' },
    { kind: 'shortCode', value: '2' },
  ],
  [
    { kind: 'number', value: '1' },
    { kind: 'shortCode', value: '2' },
    { kind: 'number', value: '3', displayOnly: true },
  ],
);

const change: fc.Arbitrary<(given: unknown) => unknown> = fc.oneof(
  fc.constant((given: unknown) => given),
  fc.nat(8).map((index) => (given: unknown) => remadeAt(index, given, (entries) => entries.reverse())),
  fc.tuple(fc.nat(8), fc.nat(20), odd).map(
    ([index, place, value]) =>
      (given: unknown) =>
        remadeAt(index, given, (entries) => entries.map(([key, own], at) => [key, at === place ? value : own])),
  ),
  fc.tuple(fc.nat(8), fc.nat(20)).map(
    ([index, place]) =>
      (given: unknown) =>
        remadeAt(index, given, (entries) => entries.toSpliced(place, 1)),
  ),
  fc.tuple(fc.nat(8), fc.nat(20), fc.constantFrom('color', '', 'version', 'kind', 'toString')).map(
    ([index, place, key]) =>
      (given: unknown) =>
        remadeAt(index, given, (entries) => entries.toSpliced(place, 0, [key, 'blue'])),
  ),
);

const withoutExtensions = (given: unknown): unknown =>
  remade(given, (entries) => entries.filter(([key]) => key !== 'extensions' && key !== 'headerBlocks'));

const options: fc.Arbitrary<SerializeOptions> = fc.record(
  {
    namespace: fc.constantFrom(first.namespace, last.namespace, 'urn:mm7', ''),
    version: fc.constantFrom('5.3.0', '6.8.0', '9.9.9'),
    unsupported: fc.constantFrom('refuse', 'drop', 'keep'),
    prefixes: fc.record({ soap: fc.constantFrom('', 's', 'mm7'), mm7: fc.constantFrom('', 'mm7') }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test('a message is written alike, or refused alike, as an object literal and as an object of a class', () => {
  fc.assert(
    fc.property(message, fc.boolean(), fc.array(change, { maxLength: 2 }), options, (given, isBare, changes, how) => {
      const bare = isBare ? withoutExtensions(given) : given;
      const changed = changes.reduce((value, each) => each(value), bare) as Message;
      const expected = outcome(unusual(changed), how);
      // What is remembered of envelopes is used from the second of a kind on.
      expect(outcome(changed, how)).toEqual(expected);
      expect(outcome(changed, how)).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
});

test('a message is the same text however many of other properties were written before it', () => {
  const given: Message = {
    operation: 'SubmitReq',
    transactionId: 't-1',
    senderIdentification: { vaspId: 'acme' },
    recipients: { to: [{ kind: 'number', value: '1' }] },
    subject: 'x',
  };
  const expected = serializeEnvelope(unusual(given));
  for (let count = 0; count < 3000; count += 1) {
    const { operation, ...rest } = given;
    const other = { operation, [`note${count}`]: 'y', ...rest } as Message;
    expect(serializeEnvelope(other)).toBe(expected);
    if (count % 100 === 0) expect(serializeEnvelope(given)).toBe(expected);
  }
});

test('a list of plain addresses may be of several kinds', () => {
  const to = ['number', 'shortCode', 'number'].map((kind) => ({ kind, value: '1' }));
  const given = {
    operation: 'SubmitReq',
    transactionId: 't-1',
    senderIdentification: {},
    recipients: { to },
  } as Message;
  const [once, again] = [serializeEnvelope(given), serializeEnvelope(given)];
  expect(once).toContain('<mm7:Number>1</mm7:Number><mm7:ShortCode>1</mm7:ShortCode><mm7:Number>1</mm7:Number>');
  expect(again).toBe(once);
});

test('a peer without namespace is sent what the namespace of the message has', () => {
  const how: SerializeOptions = { namespace: '', unsupported: 'drop', dialect: { prefixes: { soap: 's', mm7: '' } } };
  const given: Message = {
    operation: 'DeliverReq',
    transactionId: 't-1',
    version: '6.8.0',
    sender: { kind: 'number', value: '1' },
    applicId: 'x',
  };
  for (let count = 0; count < 3; count += 1) {
    expect(serializeEnvelope({ ...given, namespace: last.namespace }, how)).toContain('ApplicID');
    expect(serializeEnvelope({ ...given, namespace: first.namespace }, how)).not.toContain('ApplicID');
  }
});

test('properties may be computed by a class, in the message and inside it', () => {
  class Sender {
    get vaspId(): string {
      return 'acme';
    }
  }
  const literal: Message = {
    operation: 'SubmitReq',
    transactionId: 't-1',
    senderIdentification: { vaspId: 'acme' },
    recipients: { to: [{ kind: 'number', value: '1' }] },
  };
  const computed: Message = { ...literal, senderIdentification: new Sender() };
  for (let count = 0; count < 3; count += 1) expect(serializeEnvelope(computed)).toBe(serializeEnvelope(literal));
});

describe('what most messages are is written by places alone', () => {
  const operations = (Object.keys(messages) as Operation[]).filter((operation) => !operation.endsWith('ErrorRsp'));
  const unusualKeys = ['extensions', 'headerBlocks', 'details', 'previouslySentBy', 'previouslySentDateAndTime'];
  const address = { kind: 'number', value: '12025550111' };

  // Addresses of one kind, with nothing to them.
  const plain = (given: Message): Message =>
    remade(given, (entries) => {
      if (entries.some(([key]) => key === 'kind')) return Object.entries(address);
      return entries.filter(([key]) => !unusualKeys.includes(key) && key !== 'deliveryCondition');
    }) as Message;

  test.each(operations)('%s', (operation) => {
    const given = message.filter((each) => each.operation === operation).map(plain);
    fc.assert(
      fc.property(given, (each) => {
        const style = styleOf(each, {});
        const frame = WritingTables.for(style.mm7).frame(style);
        plainEnvelope(each, style, frame);
        expect(plainEnvelope(each, style, frame)).toBe(serializeEnvelope(unusual(each)));
      }),
      { numRuns: 20 },
    );
  });
});
