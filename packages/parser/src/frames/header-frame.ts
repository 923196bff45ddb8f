import { header } from '@mm7/schema';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { isNamespaceDeclaration } from '../qualified-name.ts';
import { readAttributes } from './attributes.ts';
import { ExtensionFrame, keep } from './extension-frame.ts';
import { readText } from './leaf-frame.ts';
import { refuseText } from './stray-text.ts';

const transactionIdName = header.fields.transactionId.name;
/** The attribute of a header block that must not be ignored (SOAP 1.1, section 4.2.3). */
export const mustUnderstand = 'mustUnderstand';

/** The SOAP header: TransactionID, and blocks of others. */
export class HeaderFrame implements Frame {
  readonly name: string;

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    if (walker.attributeCount > 0) readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const { local } = walker;
    if (walker.foreign || local.toLowerCase() !== transactionIdName.toLowerCase()) {
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
    walker.headerPrefix = walker.prefix;
    walker.headerNamespace = walker.namespace;
    walker.headerQualified = walker.namespace !== undefined || walker.prefixUndeclared;
    checkAttributes(walker);
  }

  open(walker: EnvelopeWalker): Frame {
    return keep(walker, (block) => walker.headerBlocks.push(block));
  }

  text(_walker: EnvelopeWalker, text: string): void {
    this.#text += text;
  }

  close(walker: EnvelopeWalker): void {
    walker.transactionId = readText(walker, this.name, this.#text);
  }
}

// SOAP 1.1, section 4.2.3: the relay must understand the block; TS 23.140 leaves actor and encodingStyle unused.
function checkAttributes(walker: EnvelopeWalker): void {
  const { attributeNames, attributeValues, local } = walker;
  let understood = false;
  for (let index = 0; index < walker.attributeCount; index += 1) {
    const name = attributeNames[index];
    if (name === undefined || isNamespaceDeclaration(name)) continue;
    const colon = name.indexOf(':');
    const attribute = colon < 0 ? name : walker.localPart(name, colon);
    const prefix = colon < 0 ? undefined : name.slice(0, colon);
    if (attribute === mustUnderstand) {
      if (prefix !== undefined) walker.resolvePrefix(prefix);
      understood = prefix !== undefined && walker.isSoapPrefix(prefix) && attributeValues[index] === '1';
    } else if (attribute === 'actor' || attribute === 'encodingStyle') {
      walker.report('soap-attribute', `attribute ${name} is of no use in MM7`, local);
    } else if (prefix === undefined || !walker.isForeignPrefix(prefix)) {
      walker.report('unknown-attribute', `attribute ${name} is not of the schema`, local);
    }
  }
  if (!understood) walker.report('must-understand', `${local} lacks ${mustUnderstand}="1" of SOAP`, local);
}
