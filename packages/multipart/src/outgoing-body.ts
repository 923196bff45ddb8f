import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import { Base64Encoder, base64Length } from './base64-encoder.ts';
import { chunksOf } from './byte-source.ts';
import { MultipartError } from './errors.ts';
import type { OutgoingLeaf } from './outgoing.ts';

/** Bodies in memory are encoded in slices of this size, so that no second copy of the whole is made. */
const SLICE = 57 * 1024;

/** The content of one part as it goes out, as often as it is asked for. */
export type OutgoingBody = HeldBody | StreamedBody;

/**
 * The body of a part.
 *
 * @throws MultipartError `size-mismatch` if a declared size is no size, or not that of the bytes held
 */
export function outgoingBody(leaf: OutgoingLeaf): OutgoingBody {
  const { body, transferEncoding } = leaf;
  const isEncoded = transferEncoding === 'base64';
  if (typeof body === 'string' || types.isUint8Array(body)) {
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

/** Content that is held in memory. */
export class HeldBody {
  /** In bytes, after the transfer encoding. */
  readonly length: number;
  /** What goes out as it is, and so could hold a delimiter; `undefined` if it is encoded. */
  readonly verbatim: Uint8Array | undefined;
  readonly #content: Uint8Array;

  constructor(content: Uint8Array, isEncoded: boolean) {
    this.length = isEncoded ? base64Length(content.length) : content.length;
    this.verbatim = isEncoded ? undefined : content;
    this.#content = content;
  }

  *chunks(): Generator<Uint8Array, void, undefined> {
    if (this.verbatim !== undefined) {
      yield this.verbatim;
      return;
    }
    const encoder = new Base64Encoder();
    for (let start = 0; start < this.#content.length; start += SLICE) {
      yield encoder.write(this.#content.subarray(start, start + SLICE));
    }
    yield encoder.end();
  }
}

/** Content that comes from a source. */
export class StreamedBody {
  /** In bytes, after the transfer encoding, if it is known. */
  readonly length: number | undefined;
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

  /** Fails with `size-mismatch` before an excess byte leaves, or when the source ends too early. */
  chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    return this.#isEncoded ? this.#encoded() : this.#content();
  }

  async *#encoded(): AsyncGenerator<Uint8Array, void, undefined> {
    const encoder = new Base64Encoder();
    for await (const chunk of this.#content()) yield encoder.write(chunk);
    yield encoder.end();
  }

  async *#content(): AsyncGenerator<Uint8Array, void, undefined> {
    let read = 0;
    for await (const chunk of chunksOf(this.#open())) {
      if (!types.isUint8Array(chunk)) {
        throw new MultipartError('invalid-chunk', `expected a source to yield Uint8Arrays, got ${typeof chunk}`);
      }
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
