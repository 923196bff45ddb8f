import { Buffer } from 'node:buffer';
import { decodeUtf8, incompleteLength, sequenceLength, undecodableUtf8 } from './utf-8.ts';

/** Keeps back the sequence that a chunk cuts, and has the rest decoded natively. */
export class Utf8Decoder {
  #carry = new Uint8Array(0);
  /** Offset of the first byte that is not decoded yet. */
  #offset = 0;

  /** The text that these bytes complete, with its byte order mark. */
  write(bytes: Uint8Array): string {
    let text = '';
    let rest = bytes;
    if (this.#carry.length > 0) {
      const missing = sequenceLength(this.#carry[0] ?? 0) - this.#carry.length;
      const joined = Buffer.concat([this.#carry, bytes.subarray(0, missing)]);
      if (bytes.length < missing) {
        this.#carry = joined;
        return '';
      }
      text = this.#decode(joined);
      rest = bytes.subarray(missing);
    }
    const complete = rest.length - incompleteLength(rest);
    text += this.#decode(rest.subarray(0, complete));
    this.#carry = Uint8Array.from(rest.subarray(complete));
    return text;
  }

  /** Throws if the bytes end inside a character. */
  end(): string {
    if (this.#carry.length > 0) throw undecodableUtf8(this.#offset);
    return '';
  }

  #decode(bytes: Uint8Array): string {
    const text = decodeUtf8(bytes, this.#offset);
    this.#offset += bytes.length;
    return text;
  }
}
