import { header } from '../../packages/schema/src/index.ts';
import { commentOf, interfaceOf, propertyType, typeOf } from './comments.ts';
import { fieldTable } from './fields.ts';
import { headingLink, page, prose, table } from './markdown.ts';
import { messageTypes } from './message-types.ts';

/** Every message, element by element. */
export function messagesPage(): string {
  const sections = messageTypes.map(({ operation, declaration, release, type }) => ({
    heading: operation,
    release,
    meaning: prose(interfaceOf(type).comment),
    fields: fieldTable(declaration, type),
  }));
  return page(
    'Messages',
    'Elements stand in this order. *Key* is the name of the property in a decoded message; *Release* the first that has the ' +
      'element (`R6-1-4`: the last schema of Release 6 alone; see [namespaces](namespaces.md)); *Also read as* the wrong ' +
      'names that lenient mode understands, with the warning [misnomer](deviations.md#misnomer).',
    '*Occurs*: `required`, exactly once; `expected`, once in the schema, but peers leave it out (the warning ' +
      '[missing-element](deviations.md#missing-element)); `optional`, at most once; `repeated`, any number of times.',
    table(
      ['Message', 'Release', 'Meaning'],
      sections.map(({ heading, release, meaning }) => [headingLink(heading), release, meaning]),
    ),
    '## SOAP header',
    prose(commentOf('messages.ts', 'header')),
    fieldTable(header, propertyType(typeOf('messages.ts', 'header'), 'fields')),
    ...sections.flatMap(({ heading, meaning, fields }) => [`## ${heading}`, meaning, fields]),
    'The elements of a fault are in no namespace.',
  );
}
