import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import { isNamespaceDeclaration } from '../qualified-name.ts';
import { inexactAddressElements, type ReadingTable, rankOf, type Slot } from '../reading-table.ts';
import { readValue } from '../values.ts';
import { hasNoBreakSpaceAround, trim } from '../white-space.ts';
import type { AddressHolder } from './address-frame.ts';
import { deliverText, readText } from './element-text.ts';

// Attributes of SOAP encoding, which MM7 does not use (TS 23.140, clause 8.7.3.1), in lower case.
const soapAttributes = new Set(['encodingstyle', 'actor']);

/** Whether an attribute of that name is one of SOAP that MM7 does not use, whatever the case of its letters. */
export function isSoapAttribute(local: string): boolean {
  return soapAttributes.has(local.toLowerCase());
}

/**
 * Reads the attributes of the element at hand, as far as its table has them. Where it holds addresses, an attribute may
 * stand for one.
 */
export function readAttributes(walker: EnvelopeWalker, draft: Draft | undefined, holder?: AddressHolder): void {
  const { attributeNames, attributeValues } = walker;
  for (let index = 0; index < walker.attributeCount; index += 1) {
    const name = attributeNames[index];
    const value = attributeValues[index];
    if (name === undefined || value === undefined) continue;
    const exact = draft?.table.attributes.get(name);
    if (draft !== undefined && exact !== undefined) setAttribute(walker, draft, exact, value);
    else if (!isNamespaceDeclaration(name)) readInexact(walker, draft, holder, name, value);
  }
}

// The attribute has no name that the table knows: find out what its sender meant.
function readInexact(
  walker: EnvelopeWalker,
  draft: Draft | undefined,
  holder: AddressHolder | undefined,
  name: string,
  value: string,
): void {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? undefined : name.slice(0, colon);
  const local = walker.localPart(name, colon);
  if (prefix !== undefined && walker.isForeignPrefix(prefix)) return;
  if (isSoapAttribute(local)) {
    walker.report('soap-attribute', `attribute ${name} is of no use in MM7`, walker.local);
    return;
  }
  const taken =
    (draft !== undefined && takeAttribute(walker, draft, local, value)) ||
    (holder !== undefined && takeAddress(walker, holder, local, value));
  // Of a prefix that is not declared nobody can tell whose attribute it is.
  if (prefix !== undefined && !walker.isOwnPrefix(prefix) && !taken) return;
  if (!taken) {
    const came = `${name}=${JSON.stringify(value.slice(0, 80))}`;
    walker.report('unknown-attribute', `attribute ${came} is not of the schema`, walker.local);
  } else if (prefix !== undefined) {
    walker.report('qualified-attribute', `attribute ${name} has a prefix`, walker.local);
  }
}

/** A field for which an attribute stands, and by which deviation. */
interface Match {
  readonly slot: Slot;
  readonly deviation: 'misnomer' | 'attribute-case' | 'element-as-attribute' | undefined;
}

function takeAttribute(walker: EnvelopeWalker, draft: Draft, local: string, value: string): boolean {
  const own = matchOf(draft.table, local);
  if (own !== undefined) {
    takeMatch(walker, draft, own, local, value);
    return true;
  }
  for (const slot of draft.table.slots) {
    if (slot.field.type.kind !== 'object' || slot.table === undefined || slot.field.cardinality === 'repeated')
      continue;
    const inner = matchOf(slot.table, local);
    if (inner === undefined) continue;
    walker.report('missing-wrapper', `attribute ${local} stands outside ${slot.name}`, walker.local);
    takeMatch(walker, draft.beginBare(slot), inner, local, value);
    return true;
  }
  return false;
}

function matchOf(table: ReadingTable, local: string): Match | undefined {
  const exact = table.attributes.get(local);
  if (exact !== undefined) return { slot: exact, deviation: undefined };
  const lower = local.toLowerCase();
  const inexact = table.inexactAttributes.get(lower);
  if (inexact !== undefined) return inexact;
  const element = table.inexactElements.get(lower)?.slot;
  // An attribute can carry text alone.
  if (element === undefined || element.table !== undefined || element.field.type.kind === 'addresses') return undefined;
  return { slot: element, deviation: 'element-as-attribute' };
}

function takeMatch(walker: EnvelopeWalker, draft: Draft, { slot, deviation }: Match, local: string, raw: string): void {
  if (deviation === 'element-as-attribute') {
    walker.report(deviation, `${local} is an attribute where an element is expected`, walker.local);
    if (slot.rank > walker.rank) reportRelease(walker, slot, walker.local);
    if (!draft.has(slot)) deliverText(walker, slot, draft, raw);
    return;
  }
  if (deviation !== undefined) {
    walker.report(deviation, `attribute ${local} stands for ${slot.name}`, walker.local);
  }
  setAttribute(walker, draft, slot, raw);
}

function takeAddress(walker: EnvelopeWalker, holder: AddressHolder, local: string, raw: string): boolean {
  const element = inexactAddressElements.get(local.toLowerCase())?.element;
  if (element === undefined || holder.taken) return false;
  walker.report('element-as-attribute', `${local} is an attribute where an element is expected`, walker.local);
  holder.take({ kind: element.kind, value: readText(walker, local, raw) });
  return true;
}

function setAttribute(walker: EnvelopeWalker, draft: Draft, slot: Slot, raw: string): void {
  if (slot.rank > walker.rank) reportRelease(walker, slot, walker.local);
  const trimmed = trim(raw);
  if (trimmed.length < raw.length) reportSpace(walker, slot, raw);
  const { value, deviation, expected } = readValue(slot.field.type, trimmed);
  if (deviation !== undefined) {
    const came = JSON.stringify(trimmed.slice(0, 80));
    walker.report(deviation, `attribute ${slot.name}: expected ${expected}, got ${came}`, walker.local);
  }
  if (value === undefined) return;
  const own = typeof value === 'string' ? walker.own(value) : value;
  if (!draft.has(slot)) draft.set(slot, own);
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
