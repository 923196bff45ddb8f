import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import type { Slot } from '../reading-table.ts';
import { bareAddress, openAddress } from './address-frame.ts';
import { readAttributes } from './attributes.ts';

/** An element around a list of addresses (`To`, `Cc`, `Bcc`); it may repeat, and the lists are joined. */
export class AddressListFrame implements Frame {
  readonly name: string;
  readonly #slot: Slot;
  readonly #draft: Draft;
  #text = '';

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    if (walker.attributeCount > 0 && walker.local === slot.name) readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    return openAddress(walker, this.#draft, (address) => this.#add(address));
  }

  text(_walker: EnvelopeWalker, text: string): void {
    this.#text += text;
  }

  close(walker: EnvelopeWalker): void {
    const address = bareAddress(walker, this.#text);
    if (address !== undefined) this.#add(address);
  }

  #add(address: Record<string, unknown>): void {
    const addresses = this.#draft.values[this.#slot.index];
    if (Array.isArray(addresses)) addresses.push(address);
    else this.#draft.values[this.#slot.index] = [address];
  }
}
