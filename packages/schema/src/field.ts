import type { Release } from './release.ts';
import type { Type, Typed, ValueOf } from './type.ts';

/**
 * How often an element or attribute stands in its parent. `expected` is what the schema requires but peers leave out:
 * optional in TypeScript, a deviation on the wire.
 */
export type Cardinality = 'required' | 'expected' | 'optional' | 'repeated';

/** Where a value stands on the wire: in a child element, in an attribute, or as the element's own text. */
export type Placement = 'element' | 'attribute' | 'content';

/** One line of the schema: an element or attribute, and what is known of it. */
export interface Field<T = unknown, C extends Cardinality = Cardinality> extends Typed<T> {
  /** Name on the wire; empty for an element's own text. */
  readonly name: string;
  readonly type: Type;
  readonly cardinality: C;
  readonly placement: Placement;
  /** The release that introduced it. */
  readonly release: Release;
  /** Wrong names under which peers send it. */
  readonly misnomers: readonly string[];
}

/** Elements and attributes by the name users see, in schema order. */
export interface Fields {
  readonly [key: string]: Field;
}

/** The declaration of one element's attributes and children. */
export interface Table<F extends Fields> {
  readonly fields: F;
  /** Whether the schema leaves the order of the children open. */
  readonly anyOrder: boolean;
}

/** What may be said of a field besides its name and type. */
export interface FieldOptions {
  readonly release?: Release;
  readonly misnomers?: readonly string[];
}

function field<T, C extends Cardinality>(
  name: string,
  type: Type,
  cardinality: C,
  placement: Placement,
  { release = 'R5', misnomers = [] }: FieldOptions,
): Field<T, C> {
  return { name, type, cardinality, placement, release, misnomers };
}

/** An element that stands exactly once. */
export function element<T>(name: string, type: Type & Typed<T>, options: FieldOptions = {}): Field<T, 'required'> {
  return field(name, type, 'required', 'element', options);
}

/** An element that the schema requires and peers leave out. */
export function expected<T>(name: string, type: Type & Typed<T>, options: FieldOptions = {}): Field<T, 'expected'> {
  return field(name, type, 'expected', 'element', options);
}

/** An element that may be absent. */
export function optional<T>(name: string, type: Type & Typed<T>, options: FieldOptions = {}): Field<T, 'optional'> {
  return field(name, type, 'optional', 'element', options);
}

/** An element that repeats; its key holds an array. */
export function repeated<T>(
  name: string,
  type: Type & Typed<T>,
  options: FieldOptions = {},
): Field<readonly T[], 'repeated'> {
  return field(name, type, 'repeated', 'element', options);
}

/** An attribute that may be absent. */
export function attribute<T>(name: string, type: Type & Typed<T>, options: FieldOptions = {}): Field<T, 'optional'> {
  return field(name, type, 'optional', 'attribute', options);
}

/** An attribute that must stand. */
export function requiredAttribute<T>(
  name: string,
  type: Type & Typed<T>,
  options: FieldOptions = {},
): Field<T, 'required'> {
  return field(name, type, 'required', 'attribute', options);
}

/** The text of the element itself, where attributes stand beside it. */
export function content<T>(type: Type & Typed<T>): Field<T, 'required'> {
  return field('', type, 'required', 'content', {});
}

/** Declares an element's attributes and children in schema order. */
export function table<F extends Fields>(fields: F, { anyOrder = false } = {}): Table<F> {
  return { fields, anyOrder };
}

/** The TypeScript type of what a table declares. */
export type Infer<T extends { readonly fields: Fields }> = {
  [K in keyof T['fields'] as T['fields'][K]['cardinality'] extends 'required' ? K : never]: ValueOf<T['fields'][K]>;
} & {
  [K in keyof T['fields'] as T['fields'][K]['cardinality'] extends 'required' ? never : K]?: ValueOf<T['fields'][K]>;
};
