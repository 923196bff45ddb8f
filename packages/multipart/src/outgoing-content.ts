import { types } from 'node:util';
import type { Base64Encoder } from './base64-encoder.ts';
import { MultipartError } from './errors.ts';
import type { SourceSize } from './source-size.ts';

/** Makes what goes out of what one reading of a source gives: counts it, and encodes it if need be. */
export class OutgoingContent {
  readonly #size: SourceSize;
  readonly #encoder: Base64Encoder | undefined;
  #given = 0;

  constructor(size: SourceSize, encoder: Base64Encoder | undefined) {
    this.#size = size;
    this.#encoder = encoder;
  }

  /**
   * What goes out for a chunk, perhaps nothing yet.
   *
   * @throws MultipartError `invalid-chunk`; `size-mismatch` before an excess byte goes out
   */
  write(chunk: Uint8Array): Uint8Array {
    if (!types.isUint8Array(chunk)) {
      throw new MultipartError('invalid-chunk', `expected a source to yield Uint8Arrays, got ${typeof chunk}`);
    }
    this.#given += chunk.length;
    this.#size.checkSoFar(this.#given);
    return this.#encoder === undefined ? chunk : this.#encoder.write(chunk);
  }

  /**
   * What is left to go out at the end of the source, perhaps nothing.
   *
   * @throws MultipartError `size-mismatch` when that came too early
   */
  end(): Uint8Array {
    this.#size.settle(this.#given);
    return this.#encoder === undefined ? new Uint8Array() : this.#encoder.end();
  }
}
