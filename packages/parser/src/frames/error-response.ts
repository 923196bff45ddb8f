import { fault } from '@mm7/schema';
import type { Draft } from '../draft.ts';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { MessageDraft } from '../message-draft.ts';
import { type ReadingMessage, readingMessages, readingMessagesByLowerCase } from '../reading-table.ts';
import { isTransactionId } from './header-frame.ts';
import { ObjectFrame } from './object-frame.ts';

/** The error response that the element at hand is, whatever the case of its letters. */
export function errorResponse(walker: EnvelopeWalker): ReadingMessage | undefined {
  const { local } = walker;
  const message = readingMessages.get(local) ?? readingMessagesByLowerCase.get(local.toLowerCase());
  if (message === undefined || !message.name.endsWith('ErrorRsp')) return undefined;
  return walker.foreign && !isInNamespaceOfHeader(walker) ? undefined : message;
}

// A peer that has a namespace of its own for MM7 has its TransactionID in it too.
function isInNamespaceOfHeader({ headerBlocks, namespace: own }: EnvelopeWalker): boolean {
  return headerBlocks.some(({ name, namespace }) => isTransactionId(name) && namespace === own?.declared);
}

/** Whether a fault has something in its detail already. */
export function hasDetail(draft: Draft): boolean {
  return draft.table.slots.some((slot) => slot.name === fault.fields.detail.name && draft.has(slot));
}

/** Begins the error response in the detail of a fault, which is in the namespace of the element at hand. */
export function beginErrorResponse(walker: EnvelopeWalker, message: ReadingMessage, draft: Draft): MessageDraft {
  walker.takeRootNamespace();
  const response = new MessageDraft(message.table, message.name, walker.namespace?.uri);
  const detail = draft.table.elements.get(fault.fields.detail.name);
  if (detail !== undefined) draft.set(detail, response);
  return response;
}

/** The frame for the element at hand as the error response of a fault, wherever it stands. */
export function openErrorResponse(walker: EnvelopeWalker, message: ReadingMessage, draft: Draft): Frame {
  if (message.name !== walker.local) walker.recognise(message.name);
  return new ObjectFrame(walker, beginErrorResponse(walker, message, draft));
}

/** The frame for the element at hand as an error response that stands beside the detail of its fault. */
export function openMisplacedResponse(walker: EnvelopeWalker, message: ReadingMessage, draft: Draft): Frame {
  walker.report('fault-placement', `${message.name} stands outside the detail of the fault`, walker.local);
  return openErrorResponse(walker, message, draft);
}
