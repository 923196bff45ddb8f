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
  #bodies = 0;

  constructor(walker: EnvelopeWalker) {
    this.name = walker.local;
    if (walker.attributeCount > 0) readAttributes(walker, undefined);
  }

  open(walker: EnvelopeWalker): Frame {
    const { local } = walker;
    const lower = local.toLowerCase();
    if (lower === 'header' || (lower === 'body' && this.#bodies === 0)) return this.#openPart(walker, lower);
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
    if (local !== name) walker.report('element-case', `${local} stands for ${name}`, local);
    if (walker.namespace !== walker.soapNamespace && !walker.prefixUndeclared) {
      walker.reportOnce('soap-namespace', local, `${local} is in another namespace than the envelope`);
    }
    if (lower === 'body') {
      this.#bodies += 1;
      return new BodyFrame(walker);
    }
    if (this.#bodies > 0) walker.report('element-order', 'the Header stands behind the Body', local);
    return new HeaderFrame(walker);
  }
}
