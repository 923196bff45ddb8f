import { type Item, span } from '../outline/item.ts';
import { terminalText } from '../terminal-text.ts';
import type { InspectedDeclaration, InspectedElement, InspectedEnvelope } from './inspection.ts';
import { remarkOf } from './remark.ts';

/** Text of an element that is shown: the whole of it stands in the JSON. */
const longestText = 600;

/** An envelope: how it was read, and its elements. */
export function envelopeItems({ part, encoding, root, isCut, findings }: InspectedEnvelope): Item[] {
  const charset = encoding === undefined ? 'Shown as ISO 8859-1, for no character set fits' : `Read as ${encoding}`;
  const reading = `${charset}${part === '' ? '' : `, from part ${part}`}.`;
  const cut = isCut ? [' It has more elements or attributes than are shown.'] : [];
  const about: Item = {
    spans: [span('faint', [reading, ...cut].join(''))],
    remarks: findings.map((finding) => remarkOf(finding)),
  };
  if (root === undefined) return [about, { spans: [span('plain', 'It holds no element.')] }];
  return [about, elementItem(root)];
}

function elementItem(element: InspectedElement): Item {
  const { path, name, text, reading, meaning, declarations, attributes, findings, children } = element;
  return {
    spans: [
      span('name', name),
      ...(text === undefined ? [] : [span('plain', shortened(text))]),
      ...(reading === undefined ? [] : [span('faint', `(${reading})`)]),
    ],
    // What a value says makes clear what it is for.
    meaning: reading === undefined ? plainText(meaning) : undefined,
    facts: declarations.map(declarationText),
    remarks: findings.map((finding) => remarkOf(finding, path)),
    items: [
      ...attributes.map((attribute) => ({
        spans: [span('name', `@${attribute.name}`), span('plain', shortened(attribute.value))],
        meaning: plainText(attribute.meaning),
      })),
      ...children.map(elementItem),
    ],
  };
}

function declarationText({ prefix, namespace, reading }: InspectedDeclaration): string {
  const name = prefix === '' ? 'default namespace' : `prefix ${prefix}`;
  const value = namespace === '' ? '(none)' : namespace;
  return terminalText(`${name} = ${value}${reading === undefined ? '' : ` (${reading})`}`);
}

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}

/** The comments of the schema mark names as code. */
function plainText(meaning: string | undefined): string | undefined {
  return meaning?.replaceAll('`', '');
}
