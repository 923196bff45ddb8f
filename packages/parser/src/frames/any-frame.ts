import type { Extension } from '@mm7/schema';
import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import type { Slot } from '../reading-table.ts';
import { readAttributes } from './attributes.ts';
import { ExtensionFrame } from './extension-frame.ts';
import { refuseText } from './stray-text.ts';

/** An element whose content the schema leaves open: its text, or, where it has elements, those. */
export class AnyFrame implements Frame {
  readonly name: string;
  readonly #slot: Slot;
  readonly #draft: Draft;
  readonly #extensions: Extension[] = [];
  #text = '';

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    return new ExtensionFrame(walker, (extension) => this.#extensions.push(extension));
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    this.#draft.set(this.#slot, anyContent(walker, this.#text, this.#extensions));
  }
}

/** The value of open content: text to the letter, or elements. */
export function anyContent(
  walker: EnvelopeWalker,
  text: string,
  extensions: readonly Extension[],
): string | { readonly extensions: readonly Extension[] } {
  if (extensions.length === 0) return walker.own(text);
  refuseText(walker, text);
  return { extensions };
}
