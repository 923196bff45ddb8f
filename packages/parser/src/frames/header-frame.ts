import { header, soapNames } from '@mm7/schema';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { isCalled, isNamespaceDeclaration } from '../qualified-name.ts';
import { isSoapAttribute, readAttributes } from './attributes.ts';
import { readText } from './element-text.ts';
import { ExtensionFrame, keep } from './extension-frame.ts';
import { refuseText } from './stray-text.ts';

const transactionIdName = header.fields.transactionId.name;
const { mustUnderstand } = soapNames;

/** Whether an element of that name is the TransactionID, whatever the case of its letters. */
export function isTransactionId(local: string): boolean {
  return isCalled(local, transactionIdName);
}

/** The SOAP header: TransactionID, and blocks of others. */
export class HeaderFrame implements Frame {
  readonly name: string;

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const { local } = walker;
    if (walker.foreign || !isTransactionId(local)) {
      return new ExtensionFrame(walker, (block) => walker.headerBlocks.push(block));
    }
    if (walker.transactionId !== undefined) {
      return keep(walker, (block) => walker.headerBlocks.push(block), 'duplicate-element');
    }
    if (local !== transactionIdName) walker.recognise(transactionIdName);
    return new TransactionIdFrame(walker);
  }

  text(walker: EnvelopeWalker, text: string): void {
    refuseText(walker, text);
  }

  close(): void {}
}

class TransactionIdFrame implements Frame {
  readonly name: string;
  #text = '';

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    walker.headerPrefix = walker.own(walker.prefix);
    walker.headerNamespace = walker.namespace;
    walker.headerPrefixUndeclared = walker.prefixUndeclared;
    checkAttributes(walker);
  }

  open(walker: EnvelopeWalker): Frame {
    return keep(walker, (block) => walker.headerBlocks.push(block));
  }

  text(walker: EnvelopeWalker, text: string): void {
    this.#text = walker.joined(this.#text, text);
  }

  close(walker: EnvelopeWalker): void {
    walker.transactionId = readText(walker, this.name, this.#text);
  }
}

// SOAP 1.1, section 4.2.3: the relay must understand the block; TS 23.140 leaves actor and encodingStyle unused.
function checkAttributes(walker: EnvelopeWalker): void {
  const { attributeNames, attributeValues, local } = walker;
  let understood: boolean | undefined;
  for (let index = 0; index < walker.attributeCount; index += 1) {
    const name = attributeNames[index];
    if (name === undefined || isNamespaceDeclaration(name)) continue;
    const colon = name.indexOf(':');
    const attribute = walker.localPart(name, colon);
    const prefix = colon < 0 ? undefined : name.slice(0, colon);
    const foreign = prefix !== undefined && walker.isForeignPrefix(prefix);
    if (isCalled(attribute, mustUnderstand)) {
      const ofSoap = prefix !== undefined && walker.isSoapPrefix(prefix);
      understood = understood !== false && ofSoap && attributeValues[index] === '1';
      if (ofSoap && attribute !== mustUnderstand) {
        walker.report('attribute-case', `attribute ${name} stands for ${mustUnderstand}`, local);
      }
    } else if (!foreign && isSoapAttribute(attribute)) {
      walker.report('soap-attribute', `attribute ${name} is of no use in MM7`, local);
    } else if (prefix === undefined || walker.isOwnPrefix(prefix)) {
      walker.report('unknown-attribute', `attribute ${name} is not of the schema`, local);
    }
  }
  if (understood !== true) walker.report('must-understand', `${local} lacks ${mustUnderstand}="1" of SOAP`, local);
}
