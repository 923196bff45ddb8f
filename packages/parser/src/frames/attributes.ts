import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import { isNamespaceDeclaration } from '../qualified-name.ts';
import { type ReadingTable, rankOf, type Slot } from '../reading-table.ts';
import { readValue } from '../values.ts';
import { hasNoBreakSpaceAround, trim } from '../white-space.ts';

// Attributes of SOAP encoding, which MM7 does not use (TS 23.140, clause 8.7.3.1).
const soapAttributes = new Set(['encodingStyle', 'actor']);

/** Reads the attributes of the element at hand, as far as its table has them. */
export function readAttributes(walker: EnvelopeWalker, draft: Draft | undefined): void {
  const { attributeNames, attributeValues } = walker;
  for (let index = 0; index < walker.attributeCount; index += 1) {
    const name = attributeNames[index];
    const value = attributeValues[index];
    if (name === undefined || value === undefined || isNamespaceDeclaration(name)) continue;
    readAttribute(walker, draft, name, value);
  }
}

function readAttribute(walker: EnvelopeWalker, draft: Draft | undefined, name: string, value: string): void {
  const exact = draft?.table.attributes.get(name);
  if (draft !== undefined && exact !== undefined) {
    setAttribute(walker, draft, exact, value);
    return;
  }
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? undefined : name.slice(0, colon);
  const local = colon < 0 ? name : walker.localPart(name, colon);
  if (prefix !== undefined && walker.isForeignPrefix(prefix)) return;
  if (soapAttributes.has(local)) {
    walker.report('soap-attribute', `attribute ${name} is of no use in MM7`, walker.local);
    return;
  }
  const slot = draft === undefined ? undefined : findAttribute(walker, draft.table, local);
  if (draft === undefined || slot === undefined) {
    const came = `${name}=${JSON.stringify(value.slice(0, 80))}`;
    walker.report('unknown-attribute', `attribute ${came} is not of the schema`, walker.local);
    return;
  }
  if (prefix !== undefined) walker.report('qualified-attribute', `attribute ${name} has a prefix`, walker.local);
  setAttribute(walker, draft, slot, value);
}

function findAttribute(walker: EnvelopeWalker, table: ReadingTable, local: string): Slot | undefined {
  const exact = table.attributes.get(local);
  if (exact !== undefined) return exact;
  const match = table.inexactAttributes.get(local.toLowerCase());
  if (match !== undefined) {
    walker.report(match.deviation, `attribute ${local} stands for ${match.slot.name}`, walker.local);
    return match.slot;
  }
  const element = table.elements.get(local) ?? table.inexactElements.get(local.toLowerCase())?.slot;
  // An attribute can carry text alone.
  if (element === undefined || element.table !== undefined || element.field.type.kind === 'addresses') return undefined;
  walker.report('element-as-attribute', `${local} is an attribute where an element is expected`, walker.local);
  return element;
}

function setAttribute(walker: EnvelopeWalker, draft: Draft, slot: Slot, raw: string): void {
  if (slot.rank > walker.rank) reportRelease(walker, slot, walker.local);
  const { type } = slot.field;
  // Prose, which belongs into an element, is kept to the letter here too.
  const verbatim = type.kind === 'string' && type.verbatim;
  const trimmed = verbatim ? raw : trim(raw);
  if (trimmed.length < raw.length) reportSpace(walker, slot, raw);
  const { value, deviation, expected } = readValue(type, trimmed);
  if (deviation !== undefined) {
    const came = JSON.stringify(trimmed.slice(0, 80));
    walker.report(deviation, `attribute ${slot.name}: expected ${expected}, got ${came}`, walker.local);
  }
  if (value === undefined) return;
  const own = typeof value === 'string' ? walker.own(value) : value;
  if (!draft.has(slot)) draft.put(slot, own);
}

function reportSpace(walker: EnvelopeWalker, slot: Slot, raw: string): void {
  if (hasNoBreakSpaceAround(raw)) {
    walker.report('no-break-space', `attribute ${slot.name} has no-break spaces`, walker.local);
  } else if (slot.field.type.kind === 'string') {
    walker.report('attribute-white-space', `attribute ${slot.name} has white space around its value`, walker.local);
  }
}

/** Says that the namespace's schema is older than an element or attribute. */
export function reportRelease(walker: EnvelopeWalker, slot: Slot, child: string): void {
  walker.report(
    'not-in-release',
    `${slot.name} came with ${slot.rank === rankOf('R6') ? 'Release 6' : 'REL-6-MM7-1-4'}, after this namespace`,
    child,
  );
}
