import type { Address, AddressKind } from '@mm7/schema';
import { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import {
  type AddressElement,
  addressElements,
  holdsAddresses,
  inexactAddressElements,
  readingAddress,
  type Slot,
} from '../reading-table.ts';
import { trim } from '../white-space.ts';
import { readAttributes } from './attributes.ts';
import { readText } from './element-text.ts';
import { keep } from './extension-frame.ts';
import { openAttribute } from './leaf-frame.ts';
import { refuseText } from './stray-text.ts';

const attributeSlots = readingAddress.slots.filter((slot) => slot.field.placement === 'attribute');

/** What addresses are read into. */
export interface AddressHolder {
  /** Whether there is no room for a further address. */
  readonly taken: boolean;
  /** Takes an address. */
  take(address: Record<string, unknown>): void;
}

/** An element around one address (`Sender`, `Recipient`, `SenderAddress`, `UserAgent`). */
export class AddressFrame implements Frame, AddressHolder {
  readonly name: string;
  readonly #slot: Slot;
  readonly #draft: Draft;
  readonly #own: Draft | undefined;
  #address: Record<string, unknown> | undefined;
  #text = '';

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    if (slot.table !== undefined) this.#own = new Draft(slot.table);
    readAttributes(walker, this.#own, this);
  }

  get taken(): boolean {
    return this.#address !== undefined;
  }

  take(address: Record<string, unknown>): void {
    this.#address = address;
  }

  open(walker: EnvelopeWalker): Frame {
    const attribute = this.#own === undefined || walker.foreign ? undefined : openAttribute(walker, this.#own);
    return attribute ?? openAddress(walker, this.#draft, this);
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    if (this.#address !== undefined) refuseText(walker, this.#text);
    const address = this.#address ?? bareAddress(walker, this.#text);
    if (address === undefined) {
      if (this.#slot.field.cardinality === 'required') {
        throw walker.error('missing-element', `${this.#slot.name} holds no address`);
      }
      walker.report('missing-element', `${this.#slot.name} holds no address`);
      return;
    }
    if (this.#own !== undefined)
      Object.assign(address, this.#own.finish(walker, { name: this.name, outer: undefined }));
    this.#draft.put(this.#slot, address);
  }
}

/**
 * The frame for the element at hand inside one that holds addresses. An address for which the holder has no room, and
 * what is no address, is kept in `draft`.
 */
export function openAddress(walker: EnvelopeWalker, draft: Draft, holder: AddressHolder): Frame {
  const element = walker.foreign ? undefined : addressElement(walker);
  if (element !== undefined) {
    return holder.taken
      ? keep(walker, (extension) => draft.keep(extension), 'duplicate-element')
      : walker.addressElement.start(walker, element.kind, holder);
  }
  if (!walker.foreign && holdsAddresses(walker.local.toLowerCase())) {
    walker.report('unexpected-wrapper', `${walker.local} has no place here; the address in it counts`, walker.local);
    return new AddressWrapperFrame(walker, draft, holder);
  }
  return keep(walker, (extension) => draft.keep(extension));
}

function addressElement(walker: EnvelopeWalker): AddressElement | undefined {
  const { local } = walker;
  walker.checkNamespace();
  const exact = addressElements.get(local);
  if (exact !== undefined) return exact;
  const inexact = inexactAddressElements.get(local.toLowerCase());
  if (inexact !== undefined) walker.recognise(inexact.element.name, inexact.deviation);
  return inexact?.element;
}

/** Takes bare text for an address: a mail address if it has an at sign, else a number. */
export function bareAddress(walker: EnvelopeWalker, raw: string): (Address & Record<string, unknown>) | undefined {
  const text = trim(raw);
  if (text === '') return undefined;
  const kind: AddressKind = text.includes('@') ? 'rfc2822Address' : 'number';
  walker.report(
    'bare-address',
    `expected an element with the address, got the text ${JSON.stringify(text.slice(0, 80))}`,
  );
  return { kind, value: walker.own(text) };
}

/**
 * An element that holds an address itself. Addresses do not stand inside one another, so that a walker needs one such
 * frame for all of them.
 */
export class AddressElementFrame implements Frame {
  name = '';
  #kind: AddressKind = 'number';
  readonly #draft = new Draft(readingAddress);
  #holder: AddressHolder | undefined;
  #text = '';

  /** Begins with the element at hand. */
  start(walker: EnvelopeWalker, kind: AddressKind, holder: AddressHolder): this {
    this.name = walker.local;
    this.#kind = kind;
    this.#holder = holder;
    this.#text = '';
    this.#draft.restart();
    readAttributes(walker, this.#draft);
    return this;
  }

  open(walker: EnvelopeWalker): Frame {
    const attribute = walker.foreign ? undefined : openAttribute(walker, this.#draft);
    return attribute ?? keep(walker, (extension) => this.#draft.keep(extension));
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    const { extensions } = this.#draft;
    const address: Record<string, unknown> & Address = {
      kind: this.#kind,
      value: readText(walker, this.name, this.#text),
    };
    if (!this.#draft.isEmpty) {
      for (const slot of attributeSlots) {
        if (this.#draft.has(slot)) address[slot.key] = this.#draft.get(slot);
      }
    }
    if (extensions !== undefined) address.extensions = extensions;
    this.#holder?.take(address);
  }
}

class AddressWrapperFrame implements Frame {
  readonly name: string;
  readonly #draft: Draft;
  readonly #holder: AddressHolder;

  constructor(walker: EnvelopeWalker, draft: Draft, holder: AddressHolder) {
    this.name = walker.local;
    this.#draft = draft;
    this.#holder = holder;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    return openAddress(walker, this.#draft, this.#holder);
  }

  text(walker: EnvelopeWalker, text: string): void {
    refuseText(walker, text);
  }

  close(): void {}
}
