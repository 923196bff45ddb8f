import { fault, namespacePrefix, schemas, soapNames } from '@mm7/schema';
import type { AnnotatedDocument } from './annotated-document.ts';
import { type DeviationKind, deviationKind } from './deviation-kind.ts';
import { type Edit, insertion, renaming } from './edit.ts';
import type { XmlAttribute } from './xml-tree.ts';

function declaration({ envelope }: AnnotatedDocument, prefix: 'soapenv' | 'mm7'): XmlAttribute | undefined {
  return envelope.element.attributes.find(({ name }) => name === `xmlns:${prefix}`);
}

function isUsed({ elements }: AnnotatedDocument): boolean {
  return elements.some(({ element }) => element.name.startsWith('mm7:'));
}

/** Other namespaces in the place of MM7's, where a published one is declared and used. */
function redeclared(document: AnnotatedDocument, other: (uri: string) => string): readonly (readonly Edit[])[] {
  const declared = declaration(document, 'mm7');
  if (declared === undefined || !isUsed(document) || !declared.value.startsWith(namespacePrefix)) return [];
  return [[{ start: declared.valueStart, end: declared.end - 1, text: other(declared.value) }]];
}

function mustUnderstand({ transactionId }: AnnotatedDocument): XmlAttribute | undefined {
  return transactionId?.element.attributes.find(({ name }) => name === `soapenv:${soapNames.mustUnderstand}`);
}

const soapSlips = ['http://schemas.xmlsoap.org/soap/envelope', 'http://schemas.xmlsoap.org/soap/soap-envelope'];

/** Wrong namespaces, and what belongs to SOAP. */
export const bindingKinds: readonly DeviationKind[] = [
  deviationKind('namespace-suffix', 'the namespace ends in .xsd', (document) =>
    redeclared(document, (uri) => `${uri}.xsd`),
  ),
  deviationKind('namespace-white-space', 'the namespace holds white space', (document) =>
    [' ', '\n', '\u00a0'].flatMap((space) =>
      redeclared(document, (uri) => namespacePrefix + space + uri.slice(namespacePrefix.length)),
    ),
  ),
  deviationKind(
    'unknown-namespace',
    'nobody has published the namespace',
    (document) => redeclared(document, () => `${namespacePrefix}REL-9-MM7-9-9`),
    'namespace',
  ),
  deviationKind(
    'missing-namespace',
    'no element has a namespace',
    (document) => {
      const declared = declaration(document, 'mm7');
      if (declared === undefined || document.root.role === 'fault') return [];
      const renamings = document.elements
        .filter(({ element }) => element.name.startsWith('mm7:'))
        .flatMap(({ element, local }) => renaming(element, local));
      return [[{ start: declared.start - 1, end: declared.end, text: '' }, ...renamings]];
    },
    'namespace',
  ),
  deviationKind('namespace-mismatch', 'the header is in another namespace than the body', (document) => {
    const { transactionId, root } = document;
    if (transactionId === undefined || root.role === 'fault') return [];
    const { element, local } = transactionId;
    const own = declaration(document, 'mm7')?.value;
    return schemas
      .filter(({ namespace }) => namespace !== own)
      .map(({ namespace }) => {
        const [start, ...end] = renaming(element, `older:${local}`);
        if (start === undefined) return [];
        return [{ ...start, text: `${start.text} xmlns:older="${namespace}"` }, ...end];
      });
  }),
  deviationKind('soap-namespace', 'the namespace of SOAP is a known slip', (document) => {
    const declared = declaration(document, 'soapenv');
    if (declared === undefined) return [];
    return soapSlips.map((slip) => [{ start: declared.valueStart, end: declared.end - 1, text: slip }]);
  }),
  deviationKind('must-understand', 'mustUnderstand is not what SOAP says', (document) => {
    const attribute = mustUnderstand(document);
    if (attribute === undefined) return [];
    const name = soapNames.mustUnderstand;
    return ['', ` soapenv:${name}="true"`, ` soapenv:${name}="0"`, ` ${name}="1"`].map((text) => [
      { start: attribute.start - 1, end: attribute.end, text },
    ]);
  }),
  deviationKind('soap-attribute', 'an attribute of SOAP stands where MM7 has none', ({ transactionId, root }) =>
    [transactionId, root]
      .filter((each) => each !== undefined)
      .flatMap(({ element: { start, name } }) =>
        [' soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"', ' soapenv:actor="x"'].map((text) => [
          insertion(start + 1 + name.length, text),
        ]),
      ),
  ),
  deviationKind('unqualified-fault-code', 'the fault code has no prefix', ({ elements }) =>
    elements
      .filter(({ field }) => field === fault.fields.faultCode)
      .map(({ element: { contentStart } }) => [
        { start: contentStart, end: contentStart + 'soapenv:'.length, text: '' },
      ]),
  ),
  deviationKind('qualified-fault-element', 'an element of the fault has a prefix', ({ root }) =>
    root.role === 'fault'
      ? root.children.flatMap(({ element, local }) =>
          ['soapenv', 'mm7'].map((prefix) => renaming(element, `${prefix}:${local}`)),
        )
      : [],
  ),
];
