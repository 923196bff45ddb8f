import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import type { Slot } from '../reading-table.ts';
import { readAttributes } from './attributes.ts';
import { deliverText } from './element-text.ts';
import { keep } from './extension-frame.ts';

/** An element that holds text alone. Such elements do not stand inside one another: a walker needs one frame for all. */
export class LeafFrame implements Frame {
  name = '';
  #slot: Slot | undefined;
  #draft: Draft | undefined;
  #text = '';

  /** Begins with the element at hand, whose value goes into a slot of `draft`. */
  start(walker: EnvelopeWalker, slot: Slot, draft: Draft): this {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    this.#text = '';
    readAttributes(walker, undefined);
    return this;
  }

  open(walker: EnvelopeWalker): Frame {
    return keep(walker, (extension) => this.#draft?.keep(extension));
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    if (this.#slot !== undefined && this.#draft !== undefined) {
      deliverText(walker, this.#slot, this.#draft, this.#text);
    }
  }
}

/** The frame for the element at hand as an attribute of the element around it; undefined where it is none. */
export function openAttribute(walker: EnvelopeWalker, draft: Draft): Frame | undefined {
  const { local } = walker;
  const slot = draft.table.inexactAttributes.get(local.toLowerCase())?.slot;
  if (slot === undefined || draft.has(slot)) return undefined;
  walker.report('attribute-as-element', `${local} is an element where an attribute is expected`, local);
  return walker.leaf.start(walker, slot, draft);
}
