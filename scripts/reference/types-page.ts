import type ts from 'typescript';
import {
  addressFields,
  addressKinds,
  type Fields,
  sequencedAddress,
  type Table,
} from '../../packages/schema/src/index.ts';
import { commentOf, interfaceOf, propertyComment, propertyType, typeOf, valueTypeText } from './comments.ts';
import { enumerationTypes, fieldTable, simpleTypeNames, simpleTypesHeading } from './fields.ts';
import { code, headingLink, page, prose, table } from './markdown.ts';
import { messageTypes } from './message-types.ts';

interface SharedType {
  readonly declaration: Table<Fields>;
  readonly type: ts.Type;
}

/** Every type that elements and attributes of messages have. */
export function typesPage(): string {
  return page(
    'Types',
    'What the elements and attributes of [messages](messages.md) hold, where the columns are explained.',
    `## ${simpleTypesHeading}`,
    simpleTypes(),
    ...addresses(),
    ...[...sharedTypes()].flatMap(([name, { declaration, type }]) => [
      `## ${name}`,
      prose(interfaceOf(type).comment) + (declaration.anyOrder ? ' The elements stand in any order.' : ''),
      fieldTable(declaration, type),
    ]),
    '## Enumerations',
    'Enumerations are open: a value that is not listed is kept, with the warning ' +
      '[unknown-value](deviations.md#unknown-value).',
    ...[...enumerationTypes].flatMap(([{ values }, { name, comment }]) => [
      `### ${name}`,
      prose(comment),
      table(
        ['Value', 'Release'],
        values.map(({ value, release }) => [code(value), release ?? 'in no schema']),
      ),
    ]),
  );
}

function simpleTypes(): string {
  const rows = [...simpleTypeNames].map(([, name]) => [
    name,
    code(valueTypeText(typeOf('type.ts', name))),
    prose(commentOf('type.ts', name)),
  ]);
  return table(
    ['Type', 'In TypeScript', 'Meaning'],
    [...rows, ['FaultDetail', code('FaultDetail'), prose(commentOf('fault.ts', 'FaultDetail'))]],
  );
}

function addresses(): readonly string[] {
  const kinds = typeOf('address.ts', 'addressKinds');
  return [
    '## Address',
    prose(commentOf('address.ts', 'Address')),
    table(
      ['On the wire', 'Key `kind`', 'Meaning', 'Also read as'],
      Object.entries(addressKinds).map(([kind, { name, misnomers }]) => [
        code(name),
        code(kind),
        prose(propertyComment(kinds, kind)),
        misnomers.map(code).join(', '),
      ]),
    ),
    'Each of these elements has:',
    fieldTable(addressFields, typeOf('address.ts', 'Address')),
    '## SequencedAddress',
    `${prose(commentOf('address.ts', 'SequencedAddress'))} Beside what an ${headingLink('Address')} has:`,
    fieldTable(sequencedAddress.table, typeOf('address.ts', 'SequencedAddress')),
  ];
}

/** The types with elements of their own, in the order in which messages use them first. */
function sharedTypes(): ReadonlyMap<string, SharedType> {
  const found = new Map<string, SharedType>();
  for (const { declaration, type } of messageTypes) collect(declaration, type);
  return found;

  function collect({ fields }: Table<Fields>, type: ts.Type): void {
    for (const [key, field] of Object.entries(fields)) {
      if (field.type.kind !== 'object') continue;
      const inner = propertyType(type, key);
      const { name } = interfaceOf(inner);
      if (found.has(name)) continue;
      found.set(name, { declaration: field.type.table, type: inner });
      collect(field.type.table, inner);
    }
  }
}
