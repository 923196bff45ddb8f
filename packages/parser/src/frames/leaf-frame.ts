import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import type { Slot } from '../reading-table.ts';
import { readValue } from '../values.ts';
import { hasNoBreakSpaceAround, trim } from '../white-space.ts';
import { readAttributes } from './attributes.ts';
import { keep } from './extension-frame.ts';

// What a status code that cannot be read counts as: a code outside the four classes is a server error.
const unreadableStatus = 3000;

/** An element that holds text alone. */
export class LeafFrame implements Frame {
  readonly name: string;
  readonly #slot: Slot;
  readonly #draft: Draft;
  #text = '';

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    if (walker.attributeCount > 0) readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    return keep(walker, (extension) => this.#draft.keep(extension));
  }

  text(_walker: EnvelopeWalker, text: string): void {
    this.#text += text;
  }

  close(walker: EnvelopeWalker): void {
    deliverText(walker, this.#slot, this.#draft, this.#text);
  }
}

/** Reads the text of an element or of an object with text, and puts the value into its slot. */
export function deliverText(walker: EnvelopeWalker, slot: Slot, draft: Draft, raw: string): void {
  const { type } = slot.field;
  if (type.kind === 'string' && type.verbatim) {
    setValue(draft, slot, walker.own(raw));
    return;
  }
  const trimmed = trim(raw);
  if (trimmed.length < raw.length && hasNoBreakSpaceAround(raw)) {
    walker.report('no-break-space', `${slot.name} has no-break spaces around its text`);
  }
  if (type.kind === 'string') {
    setValue(draft, slot, walker.own(trimmed));
    return;
  }
  const { value, deviation, expected } = readValue(type, trimmed);
  if (deviation !== undefined) {
    walker.report(deviation, `expected ${expected}, got ${JSON.stringify(trimmed.slice(0, 80))}`);
  }
  if (value !== undefined) setValue(draft, slot, typeof value === 'string' ? walker.own(value) : value);
  else if (slot.field.cardinality === 'required') setValue(draft, slot, unreadableStatus);
  else keepUnreadable(walker, slot, draft, walker.own(trimmed));
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

function setValue(draft: Draft, slot: Slot, value: unknown): void {
  if (slot.field.cardinality !== 'repeated') {
    draft.values[slot.index] = value;
    return;
  }
  const values = draft.values[slot.index];
  if (Array.isArray(values)) values.push(value);
  else draft.values[slot.index] = [value];
}
