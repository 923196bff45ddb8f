import type { AnnotatedDocument, AnnotatedElement } from './annotated-document.ts';
import { type DeviationKind, deviationKind } from './deviation-kind.ts';
import { type Edit, insertion, renaming } from './edit.ts';

/** Elements of MM7 under the message, which itself says what the namespace is. */
function belowMessage({ elements, transactionId }: AnnotatedDocument): readonly AnnotatedElement[] {
  return elements.filter((each) => {
    return each.element.name.startsWith('mm7:') && each.role !== 'message' && each !== transactionId;
  });
}

function localRenaming({ element, local }: AnnotatedElement, to: string): readonly Edit[] {
  return renaming(element, element.name.slice(0, element.name.length - local.length) + to);
}

/** The other spellings of a name that differ in nothing but case. */
function otherCases(name: string): readonly string[] {
  const first = name.charAt(0);
  const turned = (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + name.slice(1);
  return [name.toLowerCase(), name.toUpperCase(), turned].filter((spelling) => spelling !== name);
}

/** Wrong names of elements and attributes. */
export const namingKinds: readonly DeviationKind[] = [
  deviationKind('undeclared-prefix', 'a prefix of one element is declared nowhere', (document) =>
    belowMessage(document).map(({ element, local }) => renaming(element, `undeclared:${local}`)),
  ),
  deviationKind('undeclared-prefix', 'the prefix of SOAP is not declared', ({ envelope }) =>
    envelope.element.attributes
      .filter(({ name }) => name === 'xmlns:soapenv')
      .map(({ start, end }) => [{ start: start - 1, end, text: '' }]),
  ),
  deviationKind(
    'undeclared-prefix',
    'the prefix of MM7 is not declared',
    ({ envelope, elements }) =>
      envelope.element.attributes
        .filter(({ name }) => name === 'xmlns:mm7' && elements.some(({ element }) => element.name.startsWith('mm7:')))
        .map(({ start, end }) => [{ start: start - 1, end, text: '' }]),
    'namespace',
  ),
  deviationKind('doubled-colon', 'a name has two colons', ({ elements }) =>
    elements
      .filter(({ element }) => element.name.includes(':'))
      .map(({ element }) => renaming(element, element.name.replace(':', '::'))),
  ),
  deviationKind('unqualified-element', 'an element lacks its prefix', (document) =>
    belowMessage(document).map(({ element, local }) => renaming(element, local)),
  ),
  deviationKind('unqualified-element', 'no element under the message has a prefix', (document) => {
    const renamings = belowMessage(document).flatMap(({ element, local }) => renaming(element, local));
    return renamings.length === 0 ? [] : [renamings];
  }),
  deviationKind('element-case', 'the name of an element has the wrong case', ({ elements }) =>
    elements.flatMap((each) => otherCases(each.local).map((spelling) => localRenaming(each, spelling))),
  ),
  deviationKind('attribute-case', 'the name of an attribute has the wrong case', ({ elements }) =>
    elements.flatMap(({ attributes }) =>
      attributes.flatMap(({ attribute: { start, name } }) =>
        otherCases(name).map((spelling) => [{ start, end: start + name.length, text: spelling }]),
      ),
    ),
  ),
  deviationKind('misnomer', 'an element has a name that its sender thought right', ({ elements }) =>
    elements.flatMap((each) => (each.field?.misnomers ?? []).map((misnomer) => localRenaming(each, misnomer))),
  ),
  deviationKind('misnomer', 'an attribute has a name that its sender thought right', ({ elements }) =>
    elements.flatMap(({ attributes }) =>
      attributes.flatMap(({ attribute: { start, name }, field }) =>
        field.misnomers.map((misnomer) => [{ start, end: start + name.length, text: misnomer }]),
      ),
    ),
  ),
  deviationKind('qualified-attribute', 'an attribute has the prefix of MM7', ({ elements }) =>
    elements
      .filter(({ element }) => element.name.startsWith('mm7:'))
      .flatMap(({ attributes }) => attributes.map(({ attribute }) => [insertion(attribute.start, 'mm7:')])),
  ),
  deviationKind('unknown-attribute', 'an element has an attribute that nobody knows', ({ elements }) =>
    elements
      .filter(({ role }) => role === 'message' || role === 'field' || role === 'address')
      .map(({ element }) => [insertion(element.start + 1 + element.name.length, ' unheardOf="1"')]),
  ),
];
