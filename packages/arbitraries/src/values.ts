import {
  addressFields,
  addressKinds,
  contentReference,
  type EnumerationType,
  type Extension,
  type Field,
  type Fields,
  type Release,
  releaseIncludes,
  type Table,
  type Type,
} from '@mm7/schema';
import fc, { type Arbitrary } from 'fast-check';
import { contentUrl } from './content-url.ts';
import { dateTimeText, durationText } from './date-text.ts';
import { extension } from './extension.ts';
import { text, trimmedText } from './text.ts';

/** The properties of an object of the schema, by the keys of its table. */
export type Properties = Record<string, unknown>;

// What an integer of the schema counts (codes, sizes, positions) begins at 0; readers take 15 digits.
const natural = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1000, max: 4999 }) },
  { weight: 2, arbitrary: fc.nat({ max: 99 }) },
  { weight: 1, arbitrary: fc.maxSafeNat().map((value) => value % 1e15) },
);

const extensionList: Arbitrary<readonly Extension[]> = fc.array(extension(), { minLength: 1, maxLength: 2 });

/** Usually nothing; now and then elements of somebody else's, under the key `key`. */
export function extensions(key: 'extensions' | 'headerBlocks'): Arbitrary<Properties> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: extensionList.map((list) => ({ [key]: list })) },
  );
}

/** Content that no schema restricts. */
export const anyContent: Arbitrary<unknown> = fc.oneof(
  { weight: 2, arbitrary: text() },
  { weight: 1, arbitrary: extensionList.map((list) => ({ extensions: list })) },
);

/** The fields of a table that a release has, each with a value of its type; what need not be there may be absent. */
export function fieldsOf(table: Table<Fields>, release: Release): Arbitrary<Properties> {
  const model: Record<string, Arbitrary<unknown>> = {};
  const requiredKeys: string[] = [];
  for (const [key, field] of Object.entries(table.fields)) {
    if (!releaseIncludes(release, field.release)) continue;
    const single = valueOfType(field.type, release);
    model[key] = field.cardinality === 'repeated' ? fc.array(single, { minLength: 1, maxLength: 3 }) : single;
    if (field.cardinality === 'required' || field.cardinality === 'expected') requiredKeys.push(key);
  }
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}

/** A value of a type of the schema, as a reader of a schema of that release returns it. */
function valueOfType(type: Type, release: Release): Arbitrary<unknown> {
  switch (type.kind) {
    case 'string':
      return type.verbatim ? text() : trimmedText();
    case 'integer':
      return natural;
    case 'boolean':
      return fc.boolean();
    case 'date':
      return type.relative ? fc.oneof(dateTimeText(), durationText()) : dateTimeText();
    case 'enumeration':
      return enumerationValue(type, release);
    case 'address':
      return fc
        .tuple(address(release), fieldsOf(type.table, release))
        .map(([value, attributes]) => ({ ...value, ...attributes }));
    case 'addresses':
      return fc.array(address(release), { minLength: 1, maxLength: 3 });
    case 'object':
      return objectOf(type.table, type === contentReference, release);
    case 'any':
    case 'faultDetail':
      return anyContent;
  }
}

function objectOf(table: Table<Fields>, isContentReference: boolean, release: Release): Arbitrary<Properties> {
  const own = isContentReference ? contentUrl().map((href) => ({ href })) : fc.constant({});
  return fc
    .tuple(fieldsOf(table, release), own, extensions('extensions'))
    .map((pieces) => Object.assign({}, ...pieces));
}

// Values without a release are those that aggregators send whatever the release.
function enumerationValue({ values }: EnumerationType, release: Release): Arbitrary<string> {
  const known = values.filter((entry) => entry.release === undefined || releaseIncludes(release, entry.release));
  return fc.constantFrom(...known.map(({ value }) => value));
}

function address(release: Release): Arbitrary<Properties> {
  const kinds = Object.entries(addressKinds).filter(([, field]) => releaseIncludes(release, field.release));
  return fc
    .tuple(
      fc.constantFrom(...kinds.map(([kind]) => kind)),
      fc.oneof(fieldsOf(unadornedAddress, release), fieldsOf(addressFields, release)),
    )
    .map(([kind, fields]) => ({ ...fields, kind }));
}

// Hardly any address of real messages has attributes.
const unadornedAddress: Table<Fields> = {
  ...addressFields,
  fields: Object.fromEntries(
    Object.entries<Field>(addressFields.fields).filter(([, { cardinality }]) => cardinality === 'required'),
  ),
};
