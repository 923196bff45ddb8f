import { Buffer } from 'node:buffer';

/** Characters in a line, as many as RFC 2045 section 6.8 allows. */
const LINE_LENGTH = 76;

/** Bytes that a line encodes. */
const LINE_BYTES = (LINE_LENGTH / 4) * 3;

const CR = 0x0d;
const LF = 0x0a;

/** How many bytes {@link Base64Encoder} makes of `size` bytes. */
export function base64Length(size: number): number {
  const characters = Math.ceil(size / 3) * 4;
  const lineEnds = Math.max(0, Math.ceil(characters / LINE_LENGTH) - 1);
  return characters + lineEnds * 2;
}

/**
 * Encodes base64 as the bytes come in, in lines of 76 characters with CRLF between them and none at the end (RFC 2045
 * section 6.8). How the bytes are cut into chunks makes no difference.
 */
export class Base64Encoder {
  /** The bytes of a line that is not full yet. */
  #carry: Uint8Array = new Uint8Array(0);
  #isFirstLine = true;

  /** The lines that this chunk fills. */
  write(chunk: Uint8Array): Uint8Array {
    const input = this.#carry.length === 0 ? asBuffer(chunk) : Buffer.concat([this.#carry, chunk]);
    const full = input.length - (input.length % LINE_BYTES);
    this.#carry = Uint8Array.from(input.subarray(full));
    return this.#lines(input.subarray(0, full));
  }

  /** The last line. */
  end(): Uint8Array {
    const rest = asBuffer(this.#carry);
    this.#carry = new Uint8Array(0);
    return this.#lines(rest);
  }

  #lines(bytes: Buffer): Uint8Array {
    if (bytes.length === 0) return bytes;
    const encoded = bytes.toString('base64');
    const lineCount = Math.ceil(encoded.length / LINE_LENGTH);
    const lineEnds = this.#isFirstLine ? lineCount - 1 : lineCount;
    const output = Buffer.allocUnsafe(encoded.length + lineEnds * 2);
    // All of it to the end of the output, and from there line by line to where it belongs.
    let start = output.length - encoded.length;
    output.write(encoded, start, 'latin1');
    let written = 0;
    while (start < output.length) {
      if (!this.#isFirstLine) {
        output[written] = CR;
        output[written + 1] = LF;
        written += 2;
      }
      this.#isFirstLine = false;
      const end = Math.min(start + LINE_LENGTH, output.length);
      output.copyWithin(written, start, end);
      written += end - start;
      start = end;
    }
    return output;
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
