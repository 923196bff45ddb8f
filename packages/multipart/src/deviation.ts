import { MultipartError, type MultipartWarning, type MultipartWarningCode } from './errors.ts';

/** `lenient` takes what real senders get wrong and warns about it, `strict` refuses it with the warning's code. */
export type MultipartMode = 'lenient' | 'strict';

const messages: Readonly<Record<MultipartWarningCode, string>> = {
  'lf-line-endings': 'Lines end in LF; CRLF is due',
  'missing-closing-delimiter': 'The body ends before its closing delimiter',
  'missing-blank-line': 'No blank line stands between the headers of the part and its content',
  'glued-delimiter': 'The delimiter after the XML part does not stand on a line of its own',
  'invalid-boundary': 'The boundary holds characters that RFC 2046 does not allow there',
  'boundary-too-long': 'The boundary is longer than the 70 characters that RFC 2046 allows',
  'unquoted-parameter': 'A parameter of a header field holds characters that need quotes, and has none',
  'trailing-semicolon': 'A header field ends in a semicolon with no parameter after it',
  'malformed-parameter': 'A parameter of a header field cannot be read as RFC 2045 or RFC 2231 describe it',
  'no-break-space': 'A header field ends in U+00A0',
  'raw-8bit-header': 'A header field holds bytes outside US-ASCII',
  'unknown-transfer-encoding': 'The Content-Transfer-Encoding is unknown; the content is taken as it is',
  'broken-base64': 'The content is not what base64 allows; what could be decoded was',
  'broken-quoted-printable': 'The content is not what quoted-printable allows; what could be decoded was',
};

/**
 * Reports a deviation in lenient mode.
 *
 * @param path of the part concerned; empty for the body itself
 * @throws MultipartError with that code in strict mode
 */
export function deviate(
  mode: MultipartMode,
  handler: { warning?(warning: MultipartWarning): void },
  code: MultipartWarningCode,
  path: string,
  offset?: number,
): void {
  const message = messages[code];
  if (mode === 'strict') throw new MultipartError(code, message, { offset, part: path === '' ? undefined : path });
  handler.warning?.({
    code,
    message,
    ...(path === '' ? undefined : { path }),
    ...(offset === undefined ? undefined : { offset }),
  });
}
