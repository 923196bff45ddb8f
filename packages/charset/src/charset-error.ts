/**
 * What made a conversion fail.
 *
 * - `unknown-charset`: no encoding goes by that label
 * - `undecodable-bytes`: the bytes are not text in that encoding
 * - `unencodable-text`: the encoding has no bytes for a character of the text
 */
export type CharsetErrorCode = 'unknown-charset' | 'undecodable-bytes' | 'unencodable-text';

/** Where a {@link CharsetError} stands. */
export interface CharsetErrorDetails {
  readonly offset?: number | undefined;
  readonly index?: number | undefined;
  readonly character?: string | undefined;
}

const brand = Symbol.for('@mm7/charset/CharsetError');

/**
 * The one error this package throws. The ESM and the CJS build each have their own class, so recognise it by
 * {@link CharsetError.is} and not by `instanceof`.
 *
 * @example
 * try {
 *   decodeBytes(bytes, label);
 * } catch (error) {
 *   if (CharsetError.is(error) && error.code === 'unknown-charset') console.error(`unknown: ${error.label}`);
 *   else throw error;
 * }
 */
export class CharsetError extends Error {
  override readonly name = 'CharsetError';
  readonly code: CharsetErrorCode;
  /** The label of the encoding, as it was given. */
  readonly label: string;
  /** Of undecodable bytes: offset of the first byte of the first bad sequence, where it is known (UTF-8). */
  readonly offset: number | undefined;
  /** Of unencodable text: index, in UTF-16 units, of the first character that cannot be encoded. */
  readonly index: number | undefined;
  /** Of unencodable text: that character. */
  readonly character: string | undefined;

  constructor(code: CharsetErrorCode, label: string, message: string, details: CharsetErrorDetails = {}) {
    super(message);
    this.code = code;
    this.label = label;
    this.offset = details.offset;
    this.index = details.index;
    this.character = details.character;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether `error` is a CharsetError, of whichever build of this package. */
  static is(error: unknown): error is CharsetError {
    return typeof error === 'object' && error !== null && brand in error;
  }
}
