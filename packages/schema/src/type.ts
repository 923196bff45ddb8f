import type { Address } from './address.ts';
import type { AnyContent } from './any-content.ts';
import type { Fields, Table } from './field.ts';
import type { Release } from './release.ts';

declare const value: unique symbol;

/** Carries the TypeScript type of a schema type's values; nothing of it exists at run time. */
export interface Typed<T> {
  readonly [value]?: T;
}

/** What a schema type's values look like in TypeScript. */
export type ValueOf<T> = T extends Typed<infer V> ? V : never;

/** Character data. Identifiers are trimmed; prose (subject, status text) is kept to the letter. */
export interface StringType extends Typed<string> {
  readonly kind: 'string';
  readonly verbatim: boolean;
}

/** A decimal integer. */
export interface IntegerType extends Typed<number> {
  readonly kind: 'integer';
}

/** An XML Schema boolean: `true`, `false`, `1`, `0`. */
export interface BooleanType extends Typed<boolean> {
  readonly kind: 'boolean';
}

/** An ISO 8601 date and time, kept as sent; where `relative`, a duration such as `P90D` may stand instead. */
export interface DateType extends Typed<string> {
  readonly kind: 'date';
  readonly relative: boolean;
}

/** A value of an enumeration, with the release that introduced it (absent: a value that only aggregators send). */
export interface EnumerationValue {
  readonly value: string;
  readonly release: Release | undefined;
}

/** An open enumeration: values the schema does not list are kept. */
export interface EnumerationType<V extends string = string> extends Typed<V | (string & {})> {
  readonly kind: 'enumeration';
  readonly name: string;
  readonly values: readonly EnumerationValue[];
}

/** An element that holds one address; `table` describes attributes of the element around it. */
export interface AddressType<T extends Address = Address> extends Typed<T> {
  readonly kind: 'address';
  readonly table: Table<Fields>;
}

/** An element that holds a list of addresses. The element may repeat; the lists are joined. */
export interface AddressListType extends Typed<readonly Address[]> {
  readonly kind: 'addresses';
}

/** An element with attributes and child elements of its own. */
export interface ObjectType<T = object> extends Typed<T> {
  readonly kind: 'object';
  readonly table: Table<Fields>;
}

/** An element whose content the schema leaves open. */
export interface AnyType extends Typed<AnyContent> {
  readonly kind: 'any';
}

/** The detail of a SOAP fault: an MM7 error response, or anything else. */
export interface FaultDetailType {
  readonly kind: 'faultDetail';
}

/** Every type an element or attribute can have. */
export type Type =
  | StringType
  | IntegerType
  | BooleanType
  | DateType
  | EnumerationType
  | AddressType
  | AddressListType
  | ObjectType
  | AnyType
  | FaultDetailType;

/** An identifier or code: character data, trimmed. */
export const string: StringType = { kind: 'string', verbatim: false };

/** Prose: character data, kept to the letter. */
export const text: StringType = { kind: 'string', verbatim: true };

/** A decimal integer. */
export const integer: IntegerType = { kind: 'integer' };

/** A boolean. */
export const boolean: BooleanType = { kind: 'boolean' };

/** A point in time (xsd:dateTime). */
export const dateTime: DateType = { kind: 'date', relative: false };

/** A point in time, or a span counted from now (xsd:duration). */
export const relativeOrAbsoluteDate: DateType = { kind: 'date', relative: true };

/** An element with content that no schema restricts (`Details`). */
export const any: AnyType = { kind: 'any' };

/** A list of addresses in one element (`To`, `Cc`, `Bcc`). */
export const addresses: AddressListType = { kind: 'addresses' };

/**
 * Declares an open enumeration; `later` holds the values that came after Release 5, and under `undefined` those that
 * stand in no schema.
 */
export function enumeration<const V extends string, const L extends string = never>(
  name: string,
  values: readonly V[],
  later: readonly { readonly release: Release | undefined; readonly values: readonly L[] }[] = [],
): EnumerationType<V | L> {
  return {
    kind: 'enumeration',
    name,
    values: [
      ...values.map((v) => ({ value: v, release: 'R5' as const })),
      ...later.flatMap((group) => group.values.map((v) => ({ value: v, release: group.release }))),
    ],
  };
}

/** Declares an element with children of its own. */
export function object<T>(table: Table<Fields>): ObjectType<T> {
  return { kind: 'object', table };
}
