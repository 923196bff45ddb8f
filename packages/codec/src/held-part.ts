import { Buffer } from 'node:buffer';
import type { PartInfo } from '@mm7/multipart';
import { isEnvelopeHead, recognitionWindow } from './body-form.ts';

/** Copies are gathered in blocks, so that a body that comes byte by byte costs no object for each. */
const blockSize = 4096;

/**
 * A part that came before the envelope, or may be it: kept until its beginning has shown what it is, and if it is
 * something else, until the envelope has been read.
 */
export class HeldPart {
  readonly part: PartInfo;
  readonly #copies: boolean;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;
  /** Room left behind the last piece. */
  #room = 0;

  /**
   * @param copies whether the memory of what is added may be reused by its owner
   */
  constructor(part: PartInfo, copies: boolean) {
    this.part = part;
    this.#copies = copies;
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size;
  }

  /** Whether enough has come to tell whether it is the envelope, even if more is to come. */
  get isRecognisable(): boolean {
    return this.#size >= recognitionWindow;
  }

  /** What has come so far. */
  get pieces(): readonly Uint8Array[] {
    return this.#pieces;
  }

  /** Takes the next bytes. */
  add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (!this.#copies) this.#pieces.push(bytes);
    else if (bytes.length <= this.#room) this.#append(bytes);
    else this.#beginBlock(bytes);
  }

  /** Whether it is an MM7 document, whatever its Content-Type says. */
  isEnvelope(): boolean {
    const [first = new Uint8Array()] = this.#pieces;
    return isEnvelopeHead(this.#pieces.length > 1 ? Buffer.concat(this.#pieces) : first);
  }

  #append(bytes: Uint8Array): void {
    const last = this.#pieces.pop();
    if (last === undefined) return;
    const longer = new Uint8Array(last.buffer, last.byteOffset, last.length + bytes.length);
    longer.set(bytes, last.length);
    this.#room -= bytes.length;
    this.#pieces.push(longer);
  }

  #beginBlock(bytes: Uint8Array): void {
    const block = new Uint8Array(Math.max(blockSize, bytes.length));
    block.set(bytes);
    this.#room = block.length - bytes.length;
    this.#pieces.push(block.subarray(0, bytes.length));
  }
}
