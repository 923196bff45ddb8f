import { counted, type Item, type Section, span } from '../outline/item.ts';
import { terminalText } from '../terminal-text.ts';
import { envelopeItems } from './envelope-outline.ts';
import type { Finding } from './finding.ts';
import type { InspectedHead, Inspection, Opening } from './inspection.ts';
import { bodyItem } from './part-outline.ts';
import { remarkOf } from './remark.ts';
import { verdictItems } from './verdict-outline.ts';

/**
 * An inspection as text for people, in the order in which it is read. Whatever of it comes from the wire can be shown on
 * a terminal as it is.
 */
export function outlineOf(inspection: Inspection): readonly Section[] {
  const { head, body, envelope, opening, hasMasked, verdict } = inspection;
  const sections: Section[] = [];
  if (head !== undefined) sections.push({ title: 'HTTP head', items: headItems(head) });
  if (opening !== undefined)
    sections.push({ title: 'Beginning of the capture', items: [openingItem(opening, inspection)] });
  if (body !== undefined) {
    sections.push({
      title: body.parts === undefined ? 'Body' : 'MIME structure',
      items: [bodyItem(body, head === undefined)],
    });
  }
  if (envelope !== undefined) sections.push({ title: 'Envelope', items: envelopeItems(envelope) });
  return [...sections, { title: 'Verdict', items: verdictItems(verdict, hasMasked) }];
}

function headItems({ startLine, fields, undoneCodings, findings }: InspectedHead): Item[] {
  const remarksOn = (those: readonly Finding[]) => those.map((finding) => remarkOf(finding, 'HTTP head'));
  const undone =
    undoneCodings.length === 0 ? [] : [terminalText(`Undone before anything else: ${undoneCodings.join(', ')}.`)];
  return [
    { spans: [span('strong', startLine)], facts: undone, remarks: remarksOn(findings) },
    ...fields.map(({ name, value, findings: own }) => {
      return { spans: [span('name', `${name}:`), span('plain', value)], remarks: remarksOn(own) };
    }),
  ];
}

function openingItem({ lines, isCut }: Opening, { size, findings }: Inspection): Item {
  return {
    spans: [span('plain', counted(size, 'byte'))],
    remarks: findings.map((finding) => remarkOf(finding)),
    text: { lines: lines.map(terminalText), isCut },
  };
}
