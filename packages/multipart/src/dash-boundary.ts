import { Buffer } from 'node:buffer';
import { byteTable } from './byte-table.ts';
import { MultipartError, type MultipartErrorDetails, type MultipartWarningCode } from './errors.ts';

const DASH = 0x2d;

/** RFC 2046 5.1.1. */
const STANDARD_LENGTH = 70;
const STANDARD_BYTES = byteTable("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'()+_,-./:=? ");

/**
 * The bytes of `--boundary`. White space at the end of the boundary is dropped: before the line end of a delimiter it
 * could not be told from padding.
 *
 * @throws MultipartError `missing-boundary` if it is empty, `invalid-boundary` if no line could hold it,
 *   `boundary-too-long` if it goes beyond `maximumLength` bytes
 */
export function dashBoundaryOf(
  boundary: string,
  maximumLength: number,
  where: MultipartErrorDetails,
  deviation: (code: MultipartWarningCode) => void,
): Uint8Array {
  const trimmed = boundary.trimEnd();
  if (trimmed === '') throw new MultipartError('missing-boundary', 'The multipart body has no boundary', where);
  const standard = standardBytes(trimmed);
  if (standard === undefined && (trimmed.includes('\r') || trimmed.includes('\n') || trimmed.includes('\0'))) {
    throw new MultipartError('invalid-boundary', 'The boundary holds CR, LF or NUL, which no delimiter can', where);
  }
  const bytes = standard ?? Buffer.from(`--${trimmed}`, 'utf8');
  const length = bytes.length - 2;
  if (length > maximumLength) {
    const message = `The boundary is ${length} bytes long; the limit is ${maximumLength}`;
    throw new MultipartError('boundary-too-long', message, where);
  }
  if (length > STANDARD_LENGTH) {
    deviation('boundary-too-long');
  }
  if (trimmed !== boundary || standard === undefined) {
    deviation('invalid-boundary');
  }
  return bytes;
}

/** The bytes of `--boundary`, or `undefined` if the standard does not allow every character of it. */
function standardBytes(boundary: string): Uint8Array | undefined {
  const bytes = new Uint8Array(2 + boundary.length);
  bytes[0] = DASH;
  bytes[1] = DASH;
  for (let index = 0; index < boundary.length; index += 1) {
    const code = boundary.charCodeAt(index);
    if (STANDARD_BYTES[code] !== 1) return undefined;
    bytes[2 + index] = code;
  }
  return bytes;
}
