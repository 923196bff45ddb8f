import { soapNames } from '@mm7/schema';
import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { isCalled } from '../qualified-name.ts';
import { readAttributes } from './attributes.ts';
import { BodyFrame, isMessageName, openMessage } from './body-frame.ts';
import { keep } from './extension-frame.ts';
import { HeaderFrame } from './header-frame.ts';
import { refuseText } from './stray-text.ts';

/** The SOAP envelope. */
export class EnvelopeFrame implements Frame {
  readonly name: string;
  readonly #undeclared: boolean;
  #hasHeader = false;
  #hasBody = false;

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    this.#undeclared = walker.prefixUndeclared;
    readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const { local } = walker;
    if (isCalled(local, soapNames.body)) return this.#openBody(walker);
    if (isCalled(local, soapNames.header)) return this.#openHeader(walker);
    if (walker.root === undefined && isMessageName(local)) {
      walker.report('missing-wrapper', `${local} stands outside the Body`, local);
      return openMessage(walker);
    }
    return keep(walker, (extension) => walker.headerBlocks.push(extension));
  }

  text(walker: EnvelopeWalker, text: string): void {
    refuseText(walker, text);
  }

  close(): void {}

  #openHeader(walker: EnvelopeWalker): Frame {
    if (this.#hasHeader) return keepRepeated(walker);
    this.#hasHeader = true;
    this.#checkPart(walker, soapNames.header);
    if (this.#hasBody) walker.report('element-order', 'the Header stands behind the Body', walker.local);
    return new HeaderFrame(walker);
  }

  #openBody(walker: EnvelopeWalker): Frame {
    if (this.#hasBody) return keepRepeated(walker);
    this.#hasBody = true;
    this.#checkPart(walker, soapNames.body);
    return new BodyFrame(walker);
  }

  // Where the prefix of the envelope is not declared, its parts may still show the namespace.
  #checkPart(walker: EnvelopeWalker, name: string): void {
    const { local, namespace } = walker;
    if (local !== name) walker.recognise(name);
    if (walker.prefixUndeclared || namespace === walker.soapNamespace) return;
    if (this.#undeclared && namespace?.family === 'soap') walker.soapNamespace = namespace;
    else walker.reportOnce('soap-namespace', '', `${local} is in another namespace than the envelope`);
  }
}

function keepRepeated(walker: EnvelopeWalker): Frame {
  return keep(walker, (extension) => walker.headerBlocks.push(extension), 'duplicate-element');
}
