import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import type { Slot } from '../reading-table.ts';
import { isWhiteSpace } from '../white-space.ts';
import { type AddressHolder, bareAddress, openAddress } from './address-frame.ts';
import { readAttributes } from './attributes.ts';
import { refuseText } from './stray-text.ts';

/** The list of addresses in a slot; several elements may add to it. */
export class AddressList implements AddressHolder {
  readonly taken = false;
  readonly #slot: Slot;
  readonly #draft: Draft;

  constructor(slot: Slot, draft: Draft) {
    this.#slot = slot;
    this.#draft = draft;
  }

  take(address: Record<string, unknown>): void {
    this.#draft.append(this.#slot, address);
  }
}

/** An element around a list of addresses (`To`, `Cc`, `Bcc`); it may repeat, and the lists are joined. */
export class AddressListFrame implements Frame {
  readonly name: string;
  readonly #draft: Draft;
  readonly #list: AddressList;
  #text = '';
  #hasElements = false;

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#draft = draft;
    this.#list = new AddressList(slot, draft);
    readAttributes(walker, undefined, this.#list);
  }

  open(walker: EnvelopeWalker): Frame {
    this.#hasElements = true;
    return openAddress(walker, this.#draft, this.#list);
  }

  text(walker: EnvelopeWalker, text: string): void {
    // Between hundreds of addresses there is white space alone.
    if (this.#text !== '' || !isWhiteSpace(text)) this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    if (this.#hasElements) {
      refuseText(walker, this.#text);
      return;
    }
    const address = bareAddress(walker, this.#text);
    if (address !== undefined) this.#list.take(address);
  }
}
