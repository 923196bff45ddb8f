import type { PartInfo } from '@mm7/multipart';
import { isEnvelopeHead, recognitionWindow } from './body-form.ts';
import { HeldBytes } from './held-bytes.ts';

/**
 * A part that came before the envelope, or may be it: kept until its beginning has shown what it is, and if it is
 * something else, until the envelope has been read.
 */
export class HeldPart {
  readonly part: PartInfo;
  readonly content = new HeldBytes();

  constructor(part: PartInfo) {
    this.part = part;
  }

  /** Whether enough has come to tell whether it is the envelope, even if more is to come. */
  get isRecognisable(): boolean {
    return this.content.length >= recognitionWindow;
  }

  /** Whether it is an MM7 document, whatever its Content-Type says. */
  isEnvelope(): boolean {
    return isEnvelopeHead(this.content.whole());
  }
}
