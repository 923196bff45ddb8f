import { soapNames } from '@mm7/schema';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { MessageDraft } from '../message-draft.ts';
import { isCalled } from '../qualified-name.ts';
import { type ReadingMessage, readingFault, readingMessages, readingMessagesByLowerCase } from '../reading-table.ts';
import { readAttributes } from './attributes.ts';
import { errorResponse, hasDetail, openMisplacedResponse } from './error-response.ts';
import { keep } from './extension-frame.ts';
import { FaultFrame } from './fault-frame.ts';
import { ObjectFrame } from './object-frame.ts';
import { refuseText } from './stray-text.ts';

/** The SOAP body: it holds exactly one message. */
export class BodyFrame implements Frame {
  readonly name: string;

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    return openMessage(walker);
  }

  text(walker: EnvelopeWalker, text: string): void {
    refuseText(walker, text);
  }

  close(): void {}
}

/** Whether an element of that name can be the root of a message, whatever the case of its letters. */
export function isMessageName(local: string): boolean {
  return readingMessagesByLowerCase.has(local.toLowerCase()) || isCalled(local, soapNames.fault);
}

/**
 * The frame for the element at hand as the root of the message.
 *
 * @throws {Mm7Error} `unknown-operation` when there is no such message
 */
export function openMessage(walker: EnvelopeWalker): Frame {
  const { local, root } = walker;
  if (root !== undefined) {
    const response = root.operation === soapNames.fault && !hasDetail(root) ? errorResponse(walker) : undefined;
    if (response !== undefined) return openMisplacedResponse(walker, response, root);
    return keep(walker, (extension) => root.keep(extension), walker.foreign ? undefined : 'duplicate-element');
  }
  if (isCalled(local, soapNames.fault)) return openFault(walker);
  const message = readingMessages.get(local) ?? readingMessagesByLowerCase.get(local.toLowerCase());
  if (message === undefined) {
    throw walker.error('unknown-operation', `${local.slice(0, 80)} is no message of MM7`, 4003, local);
  }
  if (message.name !== local) walker.recognise(message.name);
  walker.takeRootNamespace();
  checkRoot(walker, message);
  const draft = new MessageDraft(message.table, message.name, undefined);
  walker.root = draft;
  return new ObjectFrame(walker, draft);
}

function checkRoot(walker: EnvelopeWalker, message: ReadingMessage): void {
  if (message.rank > walker.rank) {
    walker.report('not-in-release', `${message.name} came after this namespace`, walker.local);
  }
  if (message.name.endsWith('ErrorRsp')) {
    walker.report('fault-placement', `${message.name} stands in the body instead of a fault`, walker.local);
  }
}

function openFault(walker: EnvelopeWalker): Frame {
  if (walker.local !== soapNames.fault) walker.recognise(soapNames.fault);
  if (!walker.prefixUndeclared && walker.namespace?.family !== 'soap') {
    walker.reportOnce('soap-namespace', '', 'the fault is not in the SOAP namespace');
  }
  const draft = new MessageDraft(readingFault, soapNames.fault, undefined);
  walker.root = draft;
  return new FaultFrame(walker, draft);
}
