import type { Extension } from '@mm7/schema';
import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { MessageDraft } from '../message-draft.ts';
import { readingMessages, readingMessagesByLowerCase, type Slot } from '../reading-table.ts';
import { anyContent } from './any-frame.ts';
import { readAttributes } from './attributes.ts';
import { ExtensionFrame, keep } from './extension-frame.ts';
import { ObjectFrame } from './object-frame.ts';
import { refuseText } from './stray-text.ts';

/** The detail of a fault: an MM7 error response, or whatever else the peer puts there. */
export class FaultDetailFrame implements Frame {
  readonly name: string;
  readonly #slot: Slot;
  readonly #draft: Draft;
  readonly #extensions: Extension[] = [];
  #error: Draft | undefined;
  #text = '';

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    if (walker.attributeCount > 0) readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const { local } = walker;
    const message = readingMessages.get(local) ?? readingMessagesByLowerCase.get(local.toLowerCase());
    if (walker.foreign || message === undefined || !message.name.endsWith('ErrorRsp')) {
      return new ExtensionFrame(walker, (extension) => this.#extensions.push(extension));
    }
    if (this.#error !== undefined) {
      return keep(walker, (extension) => this.#draft.keep(extension), 'duplicate-element');
    }
    if (message.name !== local) walker.recognise(message.name);
    walker.takeRootNamespace();
    this.#error = new MessageDraft(message.table, message.name, walker.namespace?.uri);
    return new ObjectFrame(walker, this.#error);
  }

  text(_walker: EnvelopeWalker, text: string): void {
    this.#text += text;
  }

  close(walker: EnvelopeWalker): void {
    if (this.#error === undefined) this.#draft.set(this.#slot, anyContent(walker, this.#text, this.#extensions));
    else {
      refuseText(walker, this.#text);
      this.#draft.set(this.#slot, this.#error);
      for (const extension of this.#extensions) this.#draft.keep(extension);
    }
  }
}
