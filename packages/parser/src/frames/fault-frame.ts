import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import type { MessageDraft } from '../message-draft.ts';
import type { Slot } from '../reading-table.ts';
import { trim } from '../white-space.ts';
import { readAttributes } from './attributes.ts';
import { errorResponse, hasDetail, openMisplacedResponse } from './error-response.ts';
import { keep } from './extension-frame.ts';
import { FaultDetailFrame } from './fault-detail-frame.ts';
import { frameFor, refuseRepetition } from './object-frame.ts';
import { refuseText } from './stray-text.ts';

/** A SOAP fault (SOAP 1.1, section 4.4). Its elements are in no namespace. */
export class FaultFrame implements Frame {
  readonly name: string;
  readonly #draft: MessageDraft;

  constructor(walker: EnvelopeWalker, draft: MessageDraft) {
    this.name = walker.local;
    this.#draft = draft;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const response = hasDetail(this.#draft) ? undefined : errorResponse(walker);
    if (response !== undefined) return openMisplacedResponse(walker, response, this.#draft);
    const slot = walker.foreign ? undefined : this.#slot(walker);
    if (slot === undefined) return keep(walker, (extension) => this.#draft.keep(extension));
    if (walker.namespace !== undefined || walker.prefixUndeclared) {
      walker.reportOnce('qualified-fault-element', '', `${walker.local} should be in no namespace`);
    }
    const repeated = refuseRepetition(walker, this.#draft, slot);
    if (repeated !== undefined) return repeated;
    return slot.field.type.kind === 'faultDetail'
      ? new FaultDetailFrame(walker, slot, this.#draft)
      : frameFor(walker, this.#draft, slot);
  }

  text(walker: EnvelopeWalker, text: string): void {
    refuseText(walker, text);
  }

  close(walker: EnvelopeWalker): void {
    const slot = this.#draft.table.slots.find(({ key }) => key === 'faultCode');
    const code = slot === undefined ? undefined : this.#draft.get(slot);
    if (slot === undefined || typeof code !== 'string') return;
    const colon = code.lastIndexOf(':');
    if (colon < 0)
      walker.report('unqualified-fault-code', `fault code ${JSON.stringify(code)} has no prefix`, slot.name);
    else this.#draft.set(slot, trim(code.slice(colon + 1)));
  }

  #slot(walker: EnvelopeWalker): Slot | undefined {
    const { table } = this.#draft;
    const exact = table.elements.get(walker.local);
    if (exact !== undefined) return exact;
    const match = table.inexactElements.get(walker.local.toLowerCase());
    if (match !== undefined) walker.recognise(match.slot.name, match.deviation);
    return match?.slot;
  }
}
