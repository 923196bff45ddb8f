import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import { Base64Encoder, base64Length } from './base64-encoder.ts';
import { chunksOf } from './byte-source.ts';
import type { ChunkSource } from './chunk-source.ts';
import type { OutgoingLeaf } from './outgoing.ts';
import { OutgoingContent } from './outgoing-content.ts';
import { checkSize, SourceSize } from './source-size.ts';

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
    return new StreamedBody(() => body.stream(), new SourceSize(body.size), isEncoded);
  }
  return new StreamedBody(() => body, new SourceSize(leaf.size), isEncoded);
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

  /** None of them empty. */
  *chunks(): Generator<Uint8Array, void, undefined> {
    for (const chunk of this.verbatim === undefined ? this.#encoded() : [this.verbatim]) {
      if (chunk.length > 0) yield chunk;
    }
  }

  *#encoded(): Generator<Uint8Array, void, undefined> {
    const encoder = new Base64Encoder();
    for (let start = 0; start < this.#content.length; start += SLICE) {
      yield encoder.write(this.#content.subarray(start, start + SLICE));
    }
    yield encoder.end();
  }
}

/** Content that comes from a source. */
class StreamedBody {
  /** In bytes, after the transfer encoding, if it is known. */
  readonly length: number | undefined;
  readonly #open: () => AsyncIterable<Uint8Array>;
  readonly #size: SourceSize;
  readonly #isEncoded: boolean;

  constructor(open: () => AsyncIterable<Uint8Array>, size: SourceSize, isEncoded: boolean) {
    this.length = size.bytes !== undefined && isEncoded ? base64Length(size.bytes) : size.bytes;
    this.#open = open;
    this.#size = size;
    this.#isEncoded = isEncoded;
  }

  /** Opens the source. */
  source(): ChunkSource {
    return chunksOf(this.#open());
  }

  /** What becomes of one reading of the source. */
  content(): OutgoingContent {
    return new OutgoingContent(this.#size, this.#isEncoded ? new Base64Encoder() : undefined);
  }
}
