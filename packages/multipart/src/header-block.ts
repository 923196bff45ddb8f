import { Buffer } from 'node:buffer';
import { CharsetError, decodeBytes, decodeText } from '@mm7/charset';
import type { MultipartWarningCode } from './errors.ts';
import type { HeaderField } from './header-field.ts';
import { HeaderFields } from './header-fields.ts';
import { HeaderText } from './header-text.ts';
import { latin1Text } from './latin1-text.ts';
import { isTokenByte } from './token.ts';

const TAB = 0x09;
const LF = 0x0a;
const SPACE = 0x20;
const COLON = 0x3a;
const NO_BREAK_SPACE = '\u00a0';

/** What {@link parseHeaderBlock} found. */
export interface HeaderBlock {
  readonly headers: HeaderFields;
  /** What was not as the standards have it, each code once. */
  readonly deviations: readonly MultipartWarningCode[];
}

/**
 * Whether the line `bytes[start..end)` begins a header field: a token, optional white space, a colon (RFC 5322 section
 * 2.2, with the names that RFC 9110 section 5.1 allows). A line that begins with white space is no header line, but the
 * continuation of one.
 */
export function isHeaderLine(bytes: Uint8Array, start: number, end: number): boolean {
  return colonOf(bytes, start, end) !== -1;
}

/**
 * Parses the lines of one header block, which end in CRLF or LF (the last may lack its line end). Folded lines are
 * unfolded (RFC 5322 section 2.2.3) and values trimmed. The caller has cut the block with {@link isHeaderLine}: a line
 * that is neither field nor continuation is passed over.
 *
 * Values are read as UTF-8 and, where they are not that, as windows-1252; either way bytes above 127 are a deviation.
 *
 * @example
 * const { headers } = parseHeaderBlock(new TextEncoder().encode('Content-ID: <image>\r\n'));
 * headers.get('Content-ID'); // '<image>'
 */
export function parseHeaderBlock(block: Uint8Array): HeaderBlock {
  const lines: Uint8Array[] = [];
  let isInField = false;
  for (let start = 0, end = 0; start < block.length; start = end) {
    const lineFeed = block.indexOf(LF, start);
    end = lineFeed === -1 ? block.length : lineFeed + 1;
    if (!isWhiteSpace(block[start])) isInField = isHeaderLine(block, start, end);
    if (isInField) lines.push(block.subarray(start, end));
  }
  const fields = Buffer.concat(lines);
  return examinedHeaders(fields, 0, fields.length);
}

/** The fields that stand in `bytes[start..end)`, which are whole and in ASCII. */
export function asciiHeaders(bytes: Uint8Array, start: number, end: number): HeaderFields {
  return new HeaderFields(new HeaderText(start === end ? '' : latin1Text(bytes, start, end)));
}

/** The fields that stand in `bytes[start..end)`, which are whole. Each value is looked at, since it may deviate. */
export function examinedHeaders(bytes: Uint8Array, start: number, end: number): HeaderBlock {
  const fields: HeaderField[] = [];
  const deviations: MultipartWarningCode[] = [];
  for (const [name, value] of new HeaderText(latin1Text(bytes, start, end))) {
    fields.push([name, decodedValue(value, deviations)]);
  }
  return { headers: new HeaderFields(fields), deviations };
}

/** Where the colon stands of the header field that begins at `start`, as far as `end`; -1 if none does. */
export function colonOf(bytes: Uint8Array, start: number, end: number): number {
  let index = start;
  while (index < end && isTokenByte(bytes[index])) index += 1;
  if (index === start) return -1;
  while (index < end && isWhiteSpace(bytes[index])) index += 1;
  return index < end && bytes[index] === COLON ? index : -1;
}

function isWhiteSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** The value that was sent, given one character for each of its bytes. */
function decodedValue(bytes: string, deviations: MultipartWarningCode[]): string {
  if (isAscii(bytes)) return bytes;
  const text = eightBitText(Buffer.from(bytes, 'latin1'));
  if (!text.endsWith(NO_BREAK_SPACE)) {
    addOnce(deviations, 'raw-8bit-header');
    return text;
  }
  addOnce(deviations, 'no-break-space');
  const value = withoutTrailingSpace(text);
  if (!isAscii(value)) addOnce(deviations, 'raw-8bit-header');
  return value;
}

function addOnce(deviations: MultipartWarningCode[], code: MultipartWarningCode): void {
  if (!deviations.includes(code)) deviations.push(code);
}

function eightBitText(bytes: Uint8Array): string {
  try {
    return decodeText(bytes, { fallback: 'windows-1252' }).text;
  } catch (error) {
    if (!CharsetError.is(error)) throw error;
    // windows-1252 leaves five bytes undefined; ISO 8859-1 none.
    return decodeBytes(bytes, 'iso-8859-1');
  }
}

function withoutTrailingSpace(text: string): string {
  let end = text.length;
  while (text[end - 1] === NO_BREAK_SPACE || isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}
