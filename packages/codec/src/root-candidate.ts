import { Buffer } from 'node:buffer';
import type { PartInfo } from '@mm7/multipart';
import { isEnvelopeHead, recognitionWindow } from './body-form.ts';

/** A part that may turn out to be the envelope; its bytes are kept until its beginning has shown what it is. */
export class RootCandidate {
  readonly part: PartInfo;
  /** The bytes so far. */
  readonly pieces: Uint8Array[] = [];
  #size = 0;

  constructor(part: PartInfo) {
    this.part = part;
  }

  /** Whether enough has come to decide, even if more is to come. */
  get isDecidable(): boolean {
    return this.#size >= recognitionWindow;
  }

  /** Takes the next bytes. */
  add(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.#size += bytes.length;
  }

  /** Whether the part is an MM7 document, whatever its Content-Type says. */
  isEnvelope(): boolean {
    const [first = new Uint8Array()] = this.pieces;
    return isEnvelopeHead(this.pieces.length > 1 ? Buffer.concat(this.pieces) : first);
  }
}
