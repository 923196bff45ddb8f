import { Buffer } from 'node:buffer';
import { MultipartError, type MultipartErrorDetails, type MultipartWarningCode } from './errors.ts';

/** RFC 2046 5.1.1. */
const STANDARD_LENGTH = 70;
const STANDARD_CHARACTERS = /^[0-9A-Za-z'()+_,\-./:=? ]*$/;

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
  const isStandard = STANDARD_CHARACTERS.test(trimmed);
  if (!isStandard && (trimmed.includes('\r') || trimmed.includes('\n') || trimmed.includes('\0'))) {
    throw new MultipartError('invalid-boundary', 'The boundary holds CR, LF or NUL, which no delimiter can', where);
  }
  const bytes = Buffer.from(`--${trimmed}`, 'utf8');
  const length = bytes.length - 2;
  if (length > maximumLength) {
    const message = `The boundary is ${length} bytes long; the limit is ${maximumLength}`;
    throw new MultipartError('boundary-too-long', message, where);
  }
  if (length > STANDARD_LENGTH) {
    deviation('boundary-too-long');
  }
  if (trimmed !== boundary || !isStandard) {
    deviation('invalid-boundary');
  }
  return bytes;
}
