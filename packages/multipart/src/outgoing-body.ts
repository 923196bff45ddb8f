import { Buffer } from 'node:buffer';
import { Base64Encoder, base64Length } from './base64-encoder.ts';
import { MultipartError } from './errors.ts';
import type { OutgoingLeaf } from './outgoing.ts';

/** Bodies in memory are encoded in slices of this size, so that no second copy of the whole is made. */
const SLICE = 57 * 1024;

/** The content of one part as it goes out: its length, if that is known, and its chunks, as often as they are asked for. */
export interface OutgoingBody {
  /** In bytes, after the transfer encoding. */
  readonly length: number | undefined;
  /** The content before the transfer encoding, if it is held in memory. */
  readonly content: Uint8Array | undefined;
  /** Only where `content` is. */
  chunks(): Iterable<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * The body of a part.
 *
 * @throws MultipartError `size-mismatch` if a declared size is no size, or not that of the bytes held
 */
export function outgoingBody(leaf: OutgoingLeaf): OutgoingBody {
  const { body, transferEncoding } = leaf;
  const isEncoded = transferEncoding === 'base64';
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const content = typeof body === 'string' ? Buffer.from(body) : body;
    checkSize(leaf.size, content.length);
    return new HeldBody(content, isEncoded);
  }
  if ('stream' in body) {
    checkSize(leaf.size, body.size);
    return new StreamedBody(() => body.stream(), checkSize(body.size), isEncoded);
  }
  return new StreamedBody(() => body, checkSize(leaf.size), isEncoded);
}

class HeldBody implements OutgoingBody {
  readonly length: number;
  readonly content: Uint8Array;
  readonly #isEncoded: boolean;

  constructor(content: Uint8Array, isEncoded: boolean) {
    this.length = isEncoded ? base64Length(content.length) : content.length;
    this.content = content;
    this.#isEncoded = isEncoded;
  }

  *chunks(): Generator<Uint8Array, void, undefined> {
    if (!this.#isEncoded) {
      yield this.content;
      return;
    }
    const encoder = new Base64Encoder();
    for (let start = 0; start < this.content.length; start += SLICE) {
      yield encoder.write(this.content.subarray(start, start + SLICE));
    }
    yield encoder.end();
  }

  async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* this.chunks();
  }
}

class StreamedBody implements OutgoingBody {
  readonly length: number | undefined;
  readonly content = undefined;
  readonly #open: () => AsyncIterable<Uint8Array>;
  readonly #isEncoded: boolean;
  /** As declared, or as the first reading gave it: a source that can be read only once must not seem empty later. */
  #size: number | undefined;

  constructor(open: () => AsyncIterable<Uint8Array>, size: number | undefined, isEncoded: boolean) {
    this.length = size !== undefined && isEncoded ? base64Length(size) : size;
    this.#open = open;
    this.#size = size;
    this.#isEncoded = isEncoded;
  }

  chunks(): Iterable<Uint8Array> {
    return [];
  }

  async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    if (!this.#isEncoded) {
      yield* this.#content();
      return;
    }
    const encoder = new Base64Encoder();
    for await (const chunk of this.#content()) yield encoder.write(chunk);
    yield encoder.end();
  }

  async *#content(): AsyncGenerator<Uint8Array, void, undefined> {
    let read = 0;
    for await (const chunk of this.#open()) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('expected the chunks of a body to be Uint8Arrays');
      read += chunk.length;
      if (this.#size !== undefined && read > this.#size) throw sizeMismatch(this.#size, `at least ${read}`);
      yield chunk;
    }
    if (this.#size !== undefined && read < this.#size) throw sizeMismatch(this.#size, String(read));
    this.#size = read;
  }
}

function checkSize(declared: number | undefined, actual?: number): number | undefined {
  if (declared === undefined) return undefined;
  const isSize = Number.isSafeInteger(declared) && declared >= 0;
  if (!isSize || (actual !== undefined && actual !== declared)) {
    throw sizeMismatch(declared, actual === undefined ? 'no number of bytes' : String(actual));
  }
  return declared;
}

function sizeMismatch(declared: number, actual: string): MultipartError {
  return new MultipartError('size-mismatch', `a body was declared to be ${declared} bytes long, but is ${actual}`);
}
