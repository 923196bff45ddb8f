import type { Type } from '@mm7/schema';
import type { AnnotatedDocument } from './annotated-document.ts';
import { type DeviationKind, deviationKind } from './deviation-kind.ts';
import { type Edit, insertion } from './edit.ts';

/** A piece of the document: the text of an element or the value of an attribute. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: Type;
}

function pieces({ xml, elements }: AnnotatedDocument): readonly Piece[] {
  return elements.flatMap(({ element, attributes, field, table }) => {
    const inAttributes = attributes.map(({ attribute, field: { type } }) => {
      return { start: attribute.valueStart, end: attribute.end - 1, text: attribute.value, type };
    });
    const own = Object.values(table?.fields ?? {}).find(({ placement }) => placement === 'content') ?? field;
    const { contentStart: start, contentEnd: end } = element;
    if (own === undefined || element.children.length > 0 || element.isSelfClosing) return inAttributes;
    return [...inAttributes, { start, end, text: xml.slice(start, end), type: own.type }];
  });
}

function respelled(
  document: AnnotatedDocument,
  kind: Type['kind'],
  spellings: (text: string) => readonly string[],
): readonly (readonly Edit[])[] {
  return pieces(document)
    .filter(({ type }) => type.kind === kind)
    .flatMap(({ start, end, text }) =>
      spellings(text)
        .filter((spelling) => spelling !== text)
        .map((spelling) => [{ start, end, text: spelling }]),
    );
}

function occurrences(xml: string, text: string): readonly number[] {
  const found: number[] = [];
  for (let at = xml.indexOf(text); at >= 0; at = xml.indexOf(text, at + text.length)) found.push(at);
  return found;
}

const escapedAmpersand = '&amp;';
/** Names of entities are shorter, so that an ampersand followed by no semicolon for this long begins none. */
const longestEntity = 16;

/** A few characters that HTML has a name for and XML has not. */
const htmlNames = new Map([
  ['é', 'eacute'],
  ['©', 'copy'],
  ['€', 'euro'],
  ['\u00a0', 'nbsp'],
]);

function leafTextStarts(document: AnnotatedDocument): readonly number[] {
  return document.elements
    .filter(({ element, field }) => field !== undefined && element.children.length === 0 && !element.isSelfClosing)
    .filter(({ field }) => !['object', 'address', 'addresses', 'faultDetail'].includes(field?.type.kind ?? ''))
    .map(({ element }) => element.contentStart);
}

/** Values and text, spelled wrongly. */
export const spellingKinds: readonly DeviationKind[] = [
  deviationKind('boolean-spelling', 'a boolean begins with a capital', (document) =>
    respelled(document, 'boolean', (text) => [text.charAt(0).toUpperCase() + text.slice(1), text.toUpperCase()]),
  ),
  deviationKind(
    'date-format',
    'the numbers of a date are not padded with zeros',
    (document) =>
      respelled(document, 'date', (text) =>
        text.startsWith('P')
          ? []
          : [text.slice(0, 4) + text.slice(4).replace(/([-T:])0(?=[0-9][-T:.Z+]|[0-9]$)/g, '$1')],
      ),
    'date-spelling',
  ),
  deviationKind('number-format', 'something follows a number', (document) =>
    respelled(document, 'integer', (text) => [`${text} OK`, `${text}.0`]),
  ),
  deviationKind('bare-ampersand', 'an ampersand is not escaped', ({ xml }) =>
    occurrences(xml, escapedAmpersand)
      .filter(
        (at) => !xml.slice(at + escapedAmpersand.length, at + escapedAmpersand.length + longestEntity).includes(';'),
      )
      .map((at) => [{ start: at, end: at + escapedAmpersand.length, text: '&' }]),
  ),
  deviationKind('html-entity', 'an entity of HTML stands for a character', (document) =>
    pieces(document).flatMap(({ start, text }) =>
      [...htmlNames].flatMap(([character, name]) =>
        occurrences(text, character).map((at) => [{ start: start + at, end: start + at + 1, text: `&${name};` }]),
      ),
    ),
  ),
  deviationKind('control-character', 'a control character stands in the text', (document) =>
    leafTextStarts(document).flatMap((at) => ['\0', '\u000b', '&#1;'].map((character) => [insertion(at, character)])),
  ),
  deviationKind('no-break-space', 'a no-break space stands between elements', ({ elements }) =>
    elements
      .filter(({ role, field }) => role === 'message' || role === 'envelope' || field?.type.kind === 'object')
      .filter(({ element }) => element.children.length > 0)
      .map(({ element }) => [insertion(element.contentStart, '\u00a0')]),
  ),
  deviationKind('no-break-space', 'no-break spaces stand around a value', (document) =>
    pieces(document)
      .filter(({ type }) => ['integer', 'boolean', 'date', 'enumeration'].includes(type.kind))
      .map(({ start, end }) => [insertion(start, '\u00a0'), insertion(end, ' \u00a0')]),
  ),
  deviationKind('leading-white-space', 'white space stands before the XML declaration', ({ xml }) =>
    xml.startsWith('<?xml') ? ['\n', '\r\n ', ' '].map((space) => [insertion(0, space)]) : [],
  ),
];
