import { addressKinds, type Fields, fault, header, messages, soapNames, type Table } from '@mm7/schema';

/** An element of the schema that has attributes or child elements. */
export interface NamedTable {
  readonly name: string;
  readonly table: Table<Fields>;
}

function innerTables(table: Table<Fields>): readonly NamedTable[] {
  return Object.values(table.fields).flatMap(({ name, type }) => {
    if (type.kind === 'address') return [{ name, table: type.table }];
    return type.kind === 'object' ? [{ name, table: type.table }, ...innerTables(type.table)] : [];
  });
}

const outermost: readonly NamedTable[] = [
  ...Object.values(messages).map((table) => ({ name: table.operation, table })),
  { name: soapNames.fault, table: fault },
  { name: soapNames.header, table: header },
];

/** Every element of the schema that holds attributes or elements and stands in a message; some more than once. */
export const innerElements: readonly NamedTable[] = outermost.flatMap(({ table }) => innerTables(table));

/** Every name of an element or attribute that the schema has, as it is written. */
export const schemaNames: readonly string[] = [
  ...new Set(
    [...outermost, ...innerElements]
      .flatMap(({ name, table }) => [name, ...Object.values(table.fields).map((field) => field.name)])
      .concat(Object.values(addressKinds).map(({ name }) => name))
      .filter((name) => name !== ''),
  ),
];
