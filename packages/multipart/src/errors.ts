/**
 * A deviation from the MIME standards that lenient mode takes and reports; strict mode refuses it with the same code.
 *
 * - `lf-line-endings`: the lines end in LF alone (RFC 2046 5.1.1 wants CRLF)
 * - `missing-closing-delimiter`: the body ends before `--boundary--`
 * - `missing-blank-line`: a header block ended at a line that is no header field, at a delimiter, or at the end
 * - `glued-delimiter`: a delimiter directly after the last `>` of a part that begins like XML, instead of on a line of its own
 * - `invalid-boundary`: a boundary with characters that RFC 2046 5.1.1 does not give it, or with a space at its end
 * - `boundary-too-long`: a boundary of more than the 70 characters of RFC 2046 5.1.1
 * - `unquoted-parameter`: a parameter value holds characters that RFC 2045 5.1 allows only between quotes
 * - `trailing-semicolon`: a `;` with no parameter after it
 * - `malformed-parameter`: a parameter that cannot be read as RFC 2045 or RFC 2231 describe it
 * - `no-break-space`: a header value ends in U+00A0
 * - `raw-8bit-header`: a header value holds bytes outside US-ASCII
 * - `unknown-transfer-encoding`: a Content-Transfer-Encoding with an unknown name, read as if it were `binary`
 * - `broken-base64`, `broken-quoted-printable`: encoded content with characters or ends that its encoding does not have
 */
export type MultipartWarningCode =
  | 'lf-line-endings'
  | 'missing-closing-delimiter'
  | 'missing-blank-line'
  | 'glued-delimiter'
  | 'invalid-boundary'
  | 'boundary-too-long'
  | 'unquoted-parameter'
  | 'trailing-semicolon'
  | 'malformed-parameter'
  | 'no-break-space'
  | 'raw-8bit-header'
  | 'unknown-transfer-encoding'
  | 'broken-base64'
  | 'broken-quoted-printable';

/**
 * The stable name of what made reading or writing a multipart body fail. In strict mode every
 * {@link MultipartWarningCode} may come as an error too; `invalid-boundary` and `boundary-too-long` also come in lenient
 * mode, for a boundary that no line could hold and for one beyond its limit.
 *
 * Reading:
 * - `missing-boundary`: the Content-Type of a multipart names no boundary
 * - `delimiter-not-found`: no line of the body begins with `--boundary`
 * - `truncated-body`: the body ends inside a header block, a first delimiter or base64, or before its stated length
 * - `header-block-too-large`, `too-many-headers`, `too-many-parts`, `nesting-too-deep`, `body-too-large`: beyond a limit
 * - `part-already-read`: the content of a part was read before, or the loop over the parts has gone on
 *
 * Misuse:
 * - `invalid-limit`: a limit that is no whole number from 0 on
 * - `invalid-chunk`: something written that is no bytes
 * - `already-ended`: a call after the end
 *
 * Writing:
 * - `invalid-header-value`: a header name or value that no header line can hold
 * - `size-mismatch`: a source yields more or fewer bytes than it was said to have
 * - `boundary-in-content`: a given boundary occurs in content
 */
export type MultipartErrorCode =
  | 'missing-boundary'
  | 'delimiter-not-found'
  | 'truncated-body'
  | 'header-block-too-large'
  | 'too-many-headers'
  | 'too-many-parts'
  | 'nesting-too-deep'
  | 'body-too-large'
  | 'invalid-limit'
  | 'invalid-chunk'
  | 'already-ended'
  | 'part-already-read'
  | 'invalid-header-value'
  | 'size-mismatch'
  | 'boundary-in-content'
  | MultipartWarningCode;

/** A deviation that was taken as it is: what it was, and where. */
export interface MultipartWarning {
  readonly code: MultipartWarningCode;
  readonly message: string;
  /** Path of the part in which it stood, such as `2.1`; absent for the top-level body itself. */
  readonly path?: string;
  /** Byte offset in the whole body. */
  readonly offset?: number;
}

/** Where a {@link MultipartError} stands, and what it came from. */
export interface MultipartErrorDetails {
  readonly offset?: number | undefined;
  readonly part?: string | undefined;
  readonly cause?: unknown;
}

const brand = Symbol.for('@mm7/multipart/MultipartError');

/**
 * The one error this package throws. The ESM and the CJS build each have their own class, so recognise it by
 * {@link MultipartError.is} and not by `instanceof`.
 *
 * @example
 * try {
 *   splitter.write(chunk);
 * } catch (error) {
 *   if (MultipartError.is(error) && error.code === 'too-many-parts') refuse();
 *   else throw error;
 * }
 */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
  readonly code: MultipartErrorCode;
  /** Byte offset in the whole body, where one is known. */
  readonly offset: number | undefined;
  /** Path of the part concerned, such as `2.1`, where there is one. */
  readonly part: string | undefined;

  constructor(code: MultipartErrorCode, message: string, details: MultipartErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.offset = details.offset;
    this.part = details.part;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether `error` is a MultipartError, of whichever build of this package. */
  static is(error: unknown): error is MultipartError {
    return typeof error === 'object' && error !== null && brand in error;
  }
}
