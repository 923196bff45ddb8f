import {
  type Address,
  addressCoding,
  addressKinds,
  type Extension,
  type Field,
  type Fields,
  type Message,
  messages,
  type Operation,
  schemas,
  type Table,
  type Type,
} from '@mm7/schema';
import fc from 'fast-check';

type Properties = Record<string, unknown>;

// What XML 1.0 can carry; white space at the ends of identifiers would be trimmed.
const text = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((value) => value.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
const awkward = fc.constantFrom(
  '',
  'a\rb',
  '\r\n',
  ']]>',
  '<![CDATA[x]]>',
  '&amp;',
  `"'`,
  '😀',
  '\u0085\u2028',
  '  two  ',
  '\t',
  '__proto__',
);
const prose = fc.oneof(text, awkward);
const identifier = prose.map((value) => value.replace(/^[\s\u00a0]+|[\s\u00a0]+$/g, ''));
const date = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((value) => value.toISOString());
const boolean = fc.boolean();

function optionally<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}

function object(shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Properties> {
  return fc
    .record(shape, { noNullPrototype: true })
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)));
}

const name = fc.constantFrom('Billing', 'x-y.z', '_', 'Zone7', 'été', '__proto__', 'constructor');
const foreign = fc.constantFrom('urn:a', 'http://vendor.example/?a=1&b=2', 'urn:c');

const attribute = fc.oneof(
  object({ name, value: prose }),
  object({ name, prefix: fc.constantFrom('v', 'w'), value: prose }).map((value) => ({
    ...value,
    namespace: value['prefix'] === 'v' ? 'urn:v' : 'urn:w',
  })),
);

// Elements of other namespaces, nested, with and without prefixes.
const extension: fc.Arbitrary<Extension> = fc.letrec<{ node: Extension }>((tie) => ({
  node: fc
    .record(
      {
        name,
        qualification: fc.oneof(
          foreign.map((namespace) => ({ namespace })),
          foreign.map((namespace) => ({ namespace, prefix: 'p' })),
          fc.constant({ namespace: 'urn:v', prefix: 'v' }),
          fc.constant({ namespace: 'urn:mine', prefix: 'mm7' }),
          fc.constant({ namespace: 'urn:mine', prefix: 'soapenv' }),
        ),
        attributes: fc.uniqueArray(attribute, {
          maxLength: 3,
          selector: (each) =>
            Object.entries(each)
              .filter(([key]) => key !== 'value')
              .join(),
        }),
        children: fc.oneof(
          { depthSize: 'small', withCrossShrink: true },
          prose.map((value) => (value === '' ? [] : [value])),
          fc.array(tie('node'), { maxLength: 3 }),
          fc.tuple(tie('node'), tie('node')).map(([a, b]) => [a, ' between ', b]),
        ),
      },
      { noNullPrototype: true },
    )
    .map(({ qualification, ...rest }): Extension => ({ ...rest, ...qualification }) as unknown as Extension),
})).node;

const extensions = optionally(fc.array(extension, { minLength: 1, maxLength: 2 }));

const kinds = Object.keys(addressKinds) as Address['kind'][];
const address = object({
  kind: fc.constantFrom(...kinds),
  value: identifier,
  displayOnly: optionally(boolean),
  addressCoding: optionally(fc.constantFrom(...addressCoding.values.map(({ value }) => value))),
  id: optionally(identifier),
});

function arbitraryOf(type: Type): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'string':
      return type.verbatim ? prose : identifier;
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.maxSafeInteger());
    case 'boolean':
      return boolean;
    case 'date':
      return type.relative ? fc.oneof(date, fc.constant('P90D')) : date;
    case 'enumeration':
      return fc.constantFrom(...type.values.map(({ value }) => value));
    case 'address':
      return fc.tuple(address, object(shapeOf(type.table))).map(([own, around]) => ({ ...own, ...around }));
    case 'addresses':
      return fc.array(address, { minLength: 1, maxLength: 3 });
    case 'object':
      return objectOf(type.table);
    case 'any':
      return fc.oneof(
        prose,
        fc.record({ extensions: fc.array(extension, { minLength: 1, maxLength: 2 }) }, { noNullPrototype: true }),
      );
    case 'faultDetail':
      return errorResponse;
  }
}

function fieldOf({ type, cardinality }: Field): fc.Arbitrary<unknown> {
  const value = arbitraryOf(type);
  if (cardinality === 'repeated') return optionally(fc.array(value, { minLength: 1, maxLength: 3 }));
  return cardinality === 'optional' ? optionally(value) : value;
}

function shapeOf(table: Table<Fields>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(table.fields).map(([key, field]) => [key, fieldOf(field)]));
}

function objectOf(table: Table<Fields>): fc.Arbitrary<Properties> {
  return object({ ...shapeOf(table), extensions });
}

const last = schemas.at(-1);
if (last === undefined) throw new Error('the schemas are gone');
const head = { namespace: fc.constant(last.namespace), version: fc.constant(last.version) };

function messageOf(operation: Operation): fc.Arbitrary<Properties> {
  return object({
    operation: fc.constant(operation),
    transactionId: identifier,
    ...shapeOf(messages[operation]),
    ...head,
    extensions,
    headerBlocks: extensions,
  });
}

const errorResponse = fc.constantFrom('RSErrorRsp', 'VASPErrorRsp').chain((operation) =>
  object({
    operation: fc.constant(operation),
    status: arbitraryOf(messages.SubmitRsp.fields['status']?.type ?? { kind: 'any' }),
    ...head,
  }),
);

const faultHead = {
  operation: fc.constant('Fault'),
  faultCode: fc.constantFrom('Client', 'Server', 'Client.TransactionID', 'VersionMismatch'),
  faultString: prose,
  faultActor: optionally(identifier),
  extensions,
  headerBlocks: extensions,
};

// Without TransactionID and error response nothing in a fault shows a namespace of MM7.
const faultMessage = fc.oneof(
  object({ ...faultHead, detail: optionally(arbitraryOf({ kind: 'any' })) }),
  object({ ...faultHead, transactionId: identifier, namespace: head.namespace, detail: arbitraryOf({ kind: 'any' }) }),
  object({ ...faultHead, transactionId: optionally(identifier), namespace: head.namespace, detail: errorResponse }),
);

const operations = Object.keys(messages) as Operation[];

/** Messages in the last schema, every element of it among them. */
export const message: fc.Arbitrary<Message> = fc
  .oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom(...operations.filter((operation) => !operation.endsWith('ErrorRsp'))).chain(messageOf),
    },
    { weight: 1, arbitrary: faultMessage },
  )
  .map((value) => value as unknown as Message);
