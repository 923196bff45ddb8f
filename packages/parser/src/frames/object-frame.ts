import { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { holdsAddresses, inexactAddressElements, type ReadingTable, type Slot, wrappers } from '../reading-table.ts';
import { AddressFrame, bareAddress, openAddress } from './address-frame.ts';
import { AddressList, AddressListFrame } from './address-list-frame.ts';
import { AnyFrame } from './any-frame.ts';
import { readAttributes, reportRelease } from './attributes.ts';
import { deliverText } from './element-text.ts';
import { keep } from './extension-frame.ts';
import { openAttribute } from './leaf-frame.ts';
import { refuseText } from './stray-text.ts';

/** An element with attributes and children of its own: a message, or an object in one. */
export class ObjectFrame implements Frame {
  readonly name: string;
  readonly #draft: Draft;
  #text = '';

  constructor(walker: EnvelopeWalker, draft: Draft) {
    this.name = walker.local;
    this.#draft = draft;
    readAttributes(walker, draft);
  }

  open(walker: EnvelopeWalker): Frame {
    return openChild(walker, this.#draft);
  }

  text(walker: EnvelopeWalker, text: string): void {
    const { content, addresses } = this.#draft.table;
    if (content !== undefined || addresses !== undefined) this.#text = walker.joined(this.#text, text);
    else refuseText(walker, text);
  }

  close(walker: EnvelopeWalker): void {
    const { content, addresses } = this.#draft.table;
    if (content !== undefined) deliverText(walker, content, this.#draft, this.#text);
    else if (addresses !== undefined) this.#readAddresses(walker, addresses);
  }

  #readAddresses(walker: EnvelopeWalker, slot: Slot): void {
    const isEmpty = this.#draft.table.slots.every((list) => !this.#draft.has(list));
    const address = isEmpty ? bareAddress(walker, this.#text) : undefined;
    if (address === undefined) refuseText(walker, this.#text);
    else this.#draft.append(slot, address);
  }
}

/** The frame for the element at hand as a child of the object that `draft` is for. */
export function openChild(walker: EnvelopeWalker, draft: Draft): Frame {
  if (walker.foreign) return keep(walker, (extension) => draft.keep(extension));
  walker.checkNamespace();
  return openNamed(walker, draft);
}

// Finds the element at hand by its local name alone.
function openNamed(walker: EnvelopeWalker, draft: Draft): Frame {
  const slot = draft.table.elements.get(walker.local);
  return slot === undefined ? openInexact(walker, draft) : openSlot(walker, draft, slot);
}

function openSlot(walker: EnvelopeWalker, draft: Draft, slot: Slot): Frame {
  return refuseRepetition(walker, draft, slot) ?? frameFor(walker, draft, slot);
}

/**
 * Checks that the element at hand may stand here: its release, its order, and, where it stands once, that it is the
 * first. A further one is read by the frame returned.
 */
export function refuseRepetition(walker: EnvelopeWalker, draft: Draft, slot: Slot): Frame | undefined {
  if (slot.rank > walker.rank) reportRelease(walker, slot, walker.local);
  const present = draft.get(slot);
  const { type, cardinality } = slot.field;
  // Where the children of an element came before it, bare, they belong to it all the same.
  const bare = present instanceof Draft && !present.present ? present : undefined;
  if (present !== undefined && bare === undefined && cardinality !== 'repeated' && type.kind !== 'addresses') {
    return keep(walker, (extension) => draft.keep(extension), 'duplicate-element');
  }
  if (draft.comesLate(slot)) walker.report('element-order', `${slot.name} stands later than it should`, walker.local);
  if (bare === undefined) return undefined;
  bare.present = true;
  return new ObjectFrame(walker, bare);
}

/** The frame that reads the element at hand into its slot. */
export function frameFor(walker: EnvelopeWalker, draft: Draft, slot: Slot): Frame {
  switch (slot.field.type.kind) {
    case 'object':
      return new ObjectFrame(walker, draft.begin(slot));
    case 'address':
      return new AddressFrame(walker, slot, draft);
    case 'addresses':
      return new AddressListFrame(walker, slot, draft);
    case 'any':
      return new AnyFrame(walker, slot, draft);
    default:
      return walker.leaf.start(walker, slot, draft);
  }
}

// The element has no name that the table knows: find out what its sender meant.
function openInexact(walker: EnvelopeWalker, draft: Draft): Frame {
  const { local } = walker;
  const { table } = draft;
  const lower = local.toLowerCase();
  const match = table.inexactElements.get(lower);
  if (match !== undefined) {
    walker.recognise(match.slot.name, match.deviation);
    return openSlot(walker, draft, match.slot);
  }
  const attribute = openAttribute(walker, draft);
  if (attribute !== undefined) return attribute;
  // An element around addresses that is no list here, such as Recipient among the recipients.
  if (table.addresses !== undefined && holdsAddresses(lower)) {
    return openAddress(walker, draft, new AddressList(table.addresses, draft));
  }
  const holder = holderOf(table, lower);
  if (holder !== undefined) {
    walker.report('missing-wrapper', `${local} stands outside ${holder.name}`, local);
    return holder.field.type.kind === 'addresses'
      ? openAddress(walker, draft, new AddressList(holder, draft))
      : openChild(walker, draft.beginBare(holder));
  }
  const inner = wrappers.get(lower);
  if (inner?.slots.some(({ name, field }) => field.placement === 'element' && table.elements.get(name) !== undefined)) {
    walker.report('unexpected-wrapper', `${local} has no place here; its children count`, local);
    return new TransparentFrame(walker, draft);
  }
  return keep(walker, (extension) => draft.keep(extension));
}

// The field of this table that should hold an element of that name (in lower case), or has it for an attribute.
function holderOf(table: ReadingTable, lower: string): Slot | undefined {
  if (table.addresses !== undefined && inexactAddressElements.has(lower)) return table.addresses;
  const objects = table.slots.filter(({ field }) => field.type.kind === 'object' && field.cardinality !== 'repeated');
  return (
    objects.find((slot) => slot.table?.inexactElements.has(lower)) ??
    objects.find((slot) => slot.table?.inexactAttributes.has(lower))
  );
}

/** An element that has no place where it stands: its children are read as if it were not there. */
class TransparentFrame implements Frame {
  readonly name: string;
  readonly #draft: Draft;

  constructor(walker: EnvelopeWalker, draft: Draft) {
    this.name = walker.local;
    this.#draft = draft;
    readAttributes(walker, draft);
  }

  open(walker: EnvelopeWalker): Frame {
    return openChild(walker, this.#draft);
  }

  text(walker: EnvelopeWalker, text: string): void {
    refuseText(walker, text);
  }

  close(): void {}
}
