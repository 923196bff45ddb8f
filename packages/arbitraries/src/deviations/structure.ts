import { addressKinds, type Fields, type Table } from '@mm7/schema';
import { innerElements } from '../schema-names.ts';
import type { AnnotatedDocument, AnnotatedElement } from './annotated-document.ts';
import { type DeviationKind, deviationKind } from './deviation-kind.ts';
import { type Edit, insertion, unwrapping, wrapping } from './edit.ts';

function sourceOf({ xml }: AnnotatedDocument, { element }: AnnotatedElement): string {
  return xml.slice(element.start, element.end);
}

/** Names that a table gives to elements or attributes, misnomers included, in lower case. */
function namesIn(table: Table<Fields>): ReadonlySet<string> {
  const names = Object.values(table.fields).flatMap(({ name, misnomers }) => [name, ...misnomers]);
  return new Set(names.map((name) => name.toLowerCase()));
}

function has(table: Table<Fields>, name: string): boolean {
  return namesIn(table).has(name.toLowerCase());
}

/** The first field of a table whose element can hold one of that name: where a reader looks for the missing wrapper. */
function holderOf(table: Table<Fields>, name: string): string | undefined {
  return Object.values(table.fields).find(({ type, cardinality }) => {
    if (cardinality === 'repeated') return false;
    return type.kind === 'object' && has(type.table, name);
  })?.name;
}

function swaps(document: AnnotatedDocument, parent: AnnotatedElement): readonly (readonly Edit[])[] {
  return parent.children.slice(1).flatMap((later, index) => {
    const earlier = parent.children[index];
    if (earlier === undefined || earlier.local === later.local) return [];
    return [
      [
        { start: earlier.element.start, end: earlier.element.end, text: sourceOf(document, later) },
        { start: later.element.start, end: later.element.end, text: sourceOf(document, earlier) },
      ],
    ];
  });
}

// Unwrapped children find back only where nothing else is called like them and nothing of somebody else goes with them.
function canUnwrap(parent: Table<Fields>, { element, attributes, children, local, field }: AnnotatedElement): boolean {
  return (
    field?.type.kind === 'object' &&
    field.cardinality !== 'repeated' &&
    attributes.length === 0 &&
    children.length > 0 &&
    children.length === element.children.length &&
    children.every((child) => !has(parent, child.local) && holderOf(parent, child.local) === local)
  );
}

function firstListOf(table: Table<Fields>): string | undefined {
  return Object.values(table.fields).find(({ type }) => type.kind === 'addresses')?.name;
}

/** Elements of the schema that could hold one of that name, but have no place in the table. */
function misplacedWrappers(table: Table<Fields>, name: string): readonly string[] {
  const outer = innerElements.filter((each) =>
    Object.values(each.table.fields).some((field) => field.name === name && field.placement === 'element'),
  );
  const names = new Set(outer.map((each) => each.name));
  return [...names].filter((each) => !has(table, each) && holderOf(table, each) === undefined);
}

const listNames = [
  ...new Set(
    innerElements.flatMap(({ table }) =>
      Object.values(table.fields)
        .filter(({ type }) => type.kind === 'addresses')
        .map(({ name }) => name),
    ),
  ),
];

function withTable(
  elements: readonly AnnotatedElement[],
): readonly { readonly parent: AnnotatedElement; readonly table: Table<Fields> }[] {
  return elements.flatMap((parent) =>
    parent.table === undefined || (parent.role !== 'message' && parent.field?.type.kind !== 'object')
      ? []
      : [{ parent, table: parent.table }],
  );
}

/** Elements in the wrong places. */
export const structureKinds: readonly DeviationKind[] = [
  deviationKind('element-order', 'two elements have changed places', (document) =>
    document.elements
      .filter(({ role, table, field }) => {
        if (role === 'envelope') return true;
        if (role === 'message' || role === 'fault') return true;
        return field?.type.kind === 'object' && table?.anyOrder === false;
      })
      .flatMap((parent) => swaps(document, parent)),
  ),
  deviationKind('missing-wrapper', 'children stand without the element around them', ({ elements }) =>
    withTable(elements).flatMap(({ parent, table }) =>
      parent.children.filter((child) => canUnwrap(table, child)).map(({ element }) => unwrapping(element)),
    ),
  ),
  deviationKind('missing-wrapper', 'addresses stand without the list around them', ({ elements }) =>
    withTable(elements).flatMap(({ parent, table }) =>
      parent.children
        .filter(({ local, field, element, children }) => {
          const isWhole = children.length === element.children.length;
          return field?.type.kind === 'addresses' && local === firstListOf(table) && isWhole;
        })
        .map(({ element }) => unwrapping(element)),
    ),
  ),
  deviationKind('missing-wrapper', 'the message stands outside the body', ({ envelope }) =>
    envelope.children
      .filter(({ role, element }) => role === 'body' && element.children.length === 1)
      .map(({ element }) => unwrapping(element)),
  ),
  deviationKind('unexpected-wrapper', 'an element stands in one that has no place there', ({ elements }) =>
    withTable(elements).flatMap(({ parent, table }) =>
      parent.children.flatMap(({ local, element }) =>
        misplacedWrappers(table, local).map((wrapper) => wrapping(element.start, element.end, `mm7:${wrapper}`)),
      ),
    ),
  ),
  deviationKind('unexpected-wrapper', 'a single address stands in a list', ({ elements }) =>
    elements
      .filter(({ field, children }) => field?.type.kind === 'address' && children.length === 1)
      .flatMap(({ element: { contentStart, contentEnd } }) =>
        listNames.map((name) => wrapping(contentStart, contentEnd, `mm7:${name}`)),
      ),
  ),
  deviationKind('bare-address', 'an address stands as bare text', ({ xml, elements }) =>
    elements
      .filter(({ field }) => field?.type.kind === 'address' || field?.type.kind === 'addresses')
      .flatMap(({ children, element: { contentStart, contentEnd } }) => {
        const [only, ...others] = children;
        if (only === undefined || others.length > 0 || !isReadableBare(xml, only)) return [];
        return [[{ start: contentStart, end: contentEnd, text: textOf(xml, only) }]];
      }),
  ),
  deviationKind('attribute-as-element', 'an attribute is sent as a child element', ({ elements }) =>
    elements
      .filter(({ field }) => field?.type.kind === 'object')
      .flatMap(({ element, attributes }) =>
        attributes.map(({ attribute: { name, value, start, end } }) => {
          const child = `<mm7:${name}>${value}</mm7:${name}>`;
          const away = { start: start - 1, end, text: '' };
          if (!element.isSelfClosing) return [away, insertion(element.contentStart, child)];
          return [away, { start: element.end - 2, end: element.end, text: `>${child}</${element.name}>` }];
        }),
      ),
  ),
  deviationKind('element-as-attribute', 'an element is sent as an attribute', ({ xml, elements }) =>
    withTable(elements).flatMap(({ parent }) =>
      parent.children
        .filter((child) => isOnlyText(parent, child))
        .flatMap((child) => {
          const { start, name } = parent.element;
          const value = textOf(xml, child).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
          return [
            [
              insertion(start + 1 + name.length, ` ${child.local}="${value}"`),
              { start: child.element.start, end: child.element.end, text: '' },
            ],
          ];
        }),
    ),
  ),
  deviationKind(
    'duplicate-element',
    'an element stands twice',
    (document) =>
      document.elements
        .filter(({ role, field }) => role === 'field' && isSingular(field))
        .map((each) => [insertion(each.element.end, sourceOf(document, each))]),
    'extensions',
  ),
  deviationKind(
    'unknown-element',
    'an element stands where the schema has none such',
    ({ elements }) =>
      withTable(elements)
        .filter(({ parent }) => !parent.element.isSelfClosing)
        .map(({ parent }) => [insertion(parent.element.contentEnd, '<mm7:UnheardOf a="b">c</mm7:UnheardOf>')]),
    'extensions',
  ),
  deviationKind('stray-text', 'text stands where only elements may', ({ elements }) =>
    elements
      .filter(({ role, field, table, element }) => {
        if (element.isSelfClosing || role === 'address') return false;
        if (role !== 'field') return true;
        return field?.type.kind === 'object' && !Object.values(table?.fields ?? {}).some(isContent);
      })
      .map(({ element }) => [insertion(element.contentStart, 'stray')]),
  ),
];

function isContent({ placement }: { readonly placement: string }): boolean {
  return placement === 'content';
}

function isSingular(field: AnnotatedElement['field']): boolean {
  return field !== undefined && field.cardinality !== 'repeated' && field.type.kind !== 'addresses';
}

function textOf(xml: string, { element }: AnnotatedElement): string {
  return xml.slice(element.contentStart, element.contentEnd);
}

// Bare text is read as a mail address if it has an at sign, else as a number.
function isReadableBare(xml: string, address: AnnotatedElement): boolean {
  if (address.element.attributes.length > 0 || address.element.children.length > 0) return false;
  const text = textOf(xml, address);
  const { rfc2822Address, number } = addressKinds;
  return text !== '' && address.local === (text.includes('@') ? rfc2822Address : number).name;
}

// An attribute carries text alone, and of an element that repeats one occurrence.
function isOnlyText({ children }: AnnotatedElement, { element, local, field }: AnnotatedElement): boolean {
  if (field === undefined || element.children.length > 0 || element.attributes.length > 0) return false;
  if (['object', 'address', 'addresses', 'any', 'faultDetail'].includes(field.type.kind)) return false;
  return children.filter((child) => child.local === local).length === 1;
}
