import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Slot } from '../reading-table.ts';
import { readValue } from '../values.ts';
import { hasNoBreakSpaceAround, trim } from '../white-space.ts';

// What a status code that cannot be read counts as: a code outside the four classes is a server error.
const unreadableStatus = 3000;

/** Reads the text of an element, and puts the value into its slot. */
export function deliverText(walker: EnvelopeWalker, slot: Slot, draft: Draft, raw: string): void {
  const { type } = slot.field;
  if (type.kind === 'string' && type.verbatim) {
    draft.put(slot, walker.own(raw));
    return;
  }
  const trimmed = trimText(walker, slot.name, raw);
  const { value, deviation, expected } = readValue(type, trimmed);
  if (deviation !== undefined) {
    walker.report(deviation, `expected ${expected}, got ${JSON.stringify(trimmed.slice(0, 80))}`);
  }
  if (value !== undefined) draft.put(slot, typeof value === 'string' ? walker.own(value) : value);
  else if (slot.field.cardinality === 'required') draft.put(slot, unreadableStatus);
  else keepUnreadable(walker, slot, draft, walker.own(trimmed));
}

/** The text of an element that holds an identifier or the like: white space around it is no part of it. */
export function readText(walker: EnvelopeWalker, name: string, raw: string): string {
  return walker.own(trimText(walker, name, raw));
}

function trimText(walker: EnvelopeWalker, name: string, raw: string): string {
  const trimmed = trim(raw);
  if (trimmed.length < raw.length && hasNoBreakSpaceAround(raw)) {
    walker.report('no-break-space', `${name} has no-break spaces around its text`);
  }
  return trimmed;
}

// A value of which nothing can be made is kept as if its element were unknown.
function keepUnreadable(walker: EnvelopeWalker, slot: Slot, draft: Draft, text: string): void {
  const { rootNamespace, rootPrefix } = walker;
  draft.keep({
    name: slot.name,
    ...(rootNamespace === undefined ? {} : { namespace: rootNamespace.declared }),
    ...(rootNamespace === undefined || rootPrefix === '' ? {} : { prefix: rootPrefix }),
    attributes: [],
    children: text === '' ? [] : [text],
  });
}
