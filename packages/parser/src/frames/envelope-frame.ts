import type { EnvelopeWalker } from '../envelope-walker.ts';
import type { Frame } from '../frame.ts';
import { readAttributes } from './attributes.ts';
import { BodyFrame, isMessageName, openMessage } from './body-frame.ts';
import { keep } from './extension-frame.ts';
import { HeaderFrame } from './header-frame.ts';
import { refuseText } from './stray-text.ts';

/** The SOAP envelope. */
export class EnvelopeFrame implements Frame {
  readonly name: string;
  readonly #undeclared: boolean;
  #headers = 0;
  #bodies = 0;

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    this.#undeclared = walker.prefixUndeclared;
    if (walker.attributeCount > 0) readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const { local } = walker;
    const lower = local.toLowerCase();
    if (lower === 'header' || lower === 'body') return this.#openPart(walker, lower);
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

  #openPart(walker: EnvelopeWalker, lower: 'header' | 'body'): Frame {
    const { local } = walker;
    const name = lower === 'header' ? 'Header' : 'Body';
    if ((lower === 'header' ? this.#headers : this.#bodies) > 0) {
      return keep(walker, (extension) => walker.headerBlocks.push(extension), 'duplicate-element');
    }
    if (local !== name) walker.recognise(name);
    this.#checkNamespace(walker);
    if (lower === 'body') {
      this.#bodies += 1;
      return new BodyFrame(walker);
    }
    this.#headers += 1;
    if (this.#bodies > 0) walker.report('element-order', 'the Header stands behind the Body', local);
    return new HeaderFrame(walker);
  }

  // Where the prefix of the envelope is not declared, its parts may still show the namespace.
  #checkNamespace(walker: EnvelopeWalker): void {
    const { local, namespace } = walker;
    if (walker.prefixUndeclared || namespace === walker.soapNamespace) return;
    if (this.#undeclared && namespace?.family === 'soap') walker.soapNamespace = namespace;
    else walker.reportOnce('soap-namespace', '', `${local} is in another namespace than the envelope`);
  }
}
