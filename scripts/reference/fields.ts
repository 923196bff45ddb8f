import type ts from 'typescript';
import * as enumerations from '../../packages/schema/src/enumerations.ts';
import {
  addressCoding,
  type EnumerationType,
  type Field,
  type Fields,
  type Table,
  type Type,
} from '../../packages/schema/src/index.ts';
import * as types from '../../packages/schema/src/type.ts';
import { interfaceOf, propertyComment, propertyType, valuesOf } from './comments.ts';
import { code, headingLink, prose, table } from './markdown.ts';

const file = 'types.md';

/** The heading of the types without elements of their own. */
export const simpleTypesHeading = 'Values';

/** The name and comment of a TypeScript type. */
type Described = ReturnType<typeof valuesOf>;

/** The schema's enumerations, with their TypeScript types. */
export const enumerationTypes: ReadonlyMap<EnumerationType, Described> = new Map<EnumerationType, Described>([
  [addressCoding, valuesOf('address.ts', 'addressCoding')],
  ...byName(enumerations).map(([name, type]) => [type, valuesOf('enumerations.ts', name)] as const),
]);

/** The schema's types without elements of their own, under the names they are declared by. */
export const simpleTypeNames: ReadonlyMap<unknown, string> = new Map(
  byName(types)
    .filter(([, type]) => typeof type === 'object')
    .map(([name, type]) => [type, name]),
);

/** The lines of a table of the schema, in schema order. `type` is the TypeScript type whose comments say what they mean. */
export function fieldTable(declaration: Table<Fields>, type: ts.Type): string {
  const rows = Object.entries(declaration.fields).map(([key, field]) => {
    return [
      wireName(field),
      code(key),
      typeLink(field.type, propertyType(type, key)),
      field.cardinality,
      field.release,
      prose(propertyComment(type, key).replaceAll('\n\n', ' ')),
      field.misnomers.map(code).join(', '),
    ];
  });
  return table(['On the wire', 'Key', 'Type', 'Occurs', 'Release', 'Meaning', 'Also read as'], rows);
}

function wireName({ name, placement }: Field): string {
  if (placement === 'content') return 'its text';
  return placement === 'attribute' ? `${code(name)} (attribute)` : code(name);
}

function typeLink(type: Type, inTypeScript: ts.Type): string {
  switch (type.kind) {
    case 'enumeration':
      return headingLink(enumerationTypes.get(type)?.name ?? type.name, { file });
    case 'object':
    case 'address':
      return headingLink(interfaceOf(inTypeScript).name, { file });
    case 'faultDetail':
      return headingLink(simpleTypesHeading, { file, text: 'FaultDetail' });
    default:
      return headingLink(simpleTypesHeading, { file, text: simpleTypeNames.get(type) ?? type.kind });
  }
}

// In which order a module lists its exports depends on who loads it.
function byName<T>(module: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(module).sort(([one], [other]) => (one < other ? -1 : 1));
}
