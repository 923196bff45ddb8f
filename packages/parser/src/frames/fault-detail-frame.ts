import type { Extension } from '@mm7/schema';
import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { readingMessages, type Slot } from '../reading-table.ts';
import { anyContent } from './any-frame.ts';
import { readAttributes } from './attributes.ts';
import { beginErrorResponse, errorResponse, openErrorResponse } from './error-response.ts';
import { ExtensionFrame, keep } from './extension-frame.ts';
import { openChild } from './object-frame.ts';
import { refuseText } from './stray-text.ts';

// What shows that an error response is meant, in lower case: without a status code it would not be complete.
const statusNames = new Set(['status', 'statuscode']);

/** The detail of a fault: an MM7 error response, or whatever else the peer puts there. */
export class FaultDetailFrame implements Frame {
  readonly name: string;
  readonly #slot: Slot;
  readonly #draft: Draft;
  readonly #extensions: Extension[] = [];
  // The error response whose children stand in the detail without it.
  #bare: Draft | undefined;
  #text = '';

  constructor(walker: EnvelopeWalker, slot: Slot, draft: Draft) {
    this.name = walker.local;
    this.#slot = slot;
    this.#draft = draft;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    return this.openResponse(walker) ?? this.#openBare(walker) ?? this.#openOther(walker);
  }

  /** The frame for the element at hand if it is an error response. */
  openResponse(walker: EnvelopeWalker): Frame | undefined {
    const message = errorResponse(walker);
    if (message === undefined) return undefined;
    return this.#draft.has(this.#slot)
      ? keep(walker, (extension) => this.#draft.keep(extension), 'duplicate-element')
      : openErrorResponse(walker, message, this.#draft);
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    if (this.#draft.has(this.#slot)) {
      refuseText(walker, this.#text);
      for (const extension of this.#extensions) this.#draft.keep(extension);
    } else this.#draft.set(this.#slot, anyContent(walker, this.#text, this.#extensions));
  }

  #openBare(walker: EnvelopeWalker): Frame | undefined {
    if (this.#bare !== undefined) return openChild(walker, this.#bare);
    const { local, namespace } = walker;
    if (this.#draft.has(this.#slot) || namespace?.family !== 'mm7' || !statusNames.has(local.toLowerCase())) {
      return undefined;
    }
    // Most faults come from a relay.
    const message = readingMessages.get('RSErrorRsp');
    if (message === undefined) return undefined;
    walker.report('missing-wrapper', `${local} stands outside an error response; ${message.name} is assumed`, local);
    this.#bare = beginErrorResponse(walker, message, this.#draft);
    this.#bare.present = false;
    return openChild(walker, this.#bare);
  }

  #openOther(walker: EnvelopeWalker): Frame {
    return new DetailEntryFrame(new ExtensionFrame(walker, (extension) => this.#extensions.push(extension)), this);
  }
}

/** An element of somebody else in the detail: kept, but for an error response inside it, which counts. */
class DetailEntryFrame implements Frame {
  readonly name: string;
  readonly #kept: Frame;
  readonly #detail: FaultDetailFrame;

  constructor(kept: Frame, detail: FaultDetailFrame) {
    this.name = kept.name;
    this.#kept = kept;
    this.#detail = detail;
  }

  open(walker: EnvelopeWalker): Frame {
    const response = this.#detail.openResponse(walker);
    if (response === undefined) return new DetailEntryFrame(this.#kept.open(walker), this.#detail);
    walker.report(
      'unexpected-wrapper',
      `${this.name} has no place here; the error response in it counts`,
      walker.local,
    );
    return response;
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#kept.text(walker, text);
  }

  close(walker: EnvelopeWalker): void {
    this.#kept.close(walker);
  }
}
