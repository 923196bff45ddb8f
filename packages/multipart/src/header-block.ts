import { Buffer } from 'node:buffer';
import { CharsetError, decodeBytes, decodeText } from '@mm7/charset';
import type { MultipartWarningCode } from './errors.ts';
import { type HeaderField, HeaderFields } from './header-fields.ts';
import { isTokenByte } from './token.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
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
  const fields: HeaderField[] = [];
  const deviations = new Set<MultipartWarningCode>();
  // One character for each byte, so that indices into the one serve for the other.
  const text = Buffer.from(block.buffer, block.byteOffset, block.byteLength).toString('latin1');
  let start = 0;
  while (start < text.length) {
    const lineEnd = endOfLine(text, start);
    const colon = colonOf(block, start, lineEnd);
    let valueEnd = lineEnd;
    while (isWhiteSpace(block[valueEnd])) valueEnd = endOfLine(text, valueEnd);
    if (colon !== -1) {
      const value = text.slice(colon + 1, valueEnd);
      const unfolded = valueEnd === lineEnd ? value : withoutLineEnds(value);
      fields.push([trimmed(text.slice(start, colon)), fieldValue(trimmed(unfolded), deviations)]);
    }
    start = valueEnd;
  }
  return { headers: new HeaderFields(fields), deviations: [...deviations] };
}

/** The index just after the line feed that ends the line, or the end of the text. */
function endOfLine(text: string, start: number): number {
  const lineFeed = text.indexOf('\n', start);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

function colonOf(bytes: Uint8Array, start: number, end: number): number {
  let index = start;
  while (index < end && isTokenByte(bytes[index])) index += 1;
  if (index === start) return -1;
  while (index < end && isWhiteSpace(bytes[index])) index += 1;
  return index < end && bytes[index] === COLON ? index : -1;
}

function isWhiteSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** Takes out the line ends; the white space that begins each continuation stays. */
function withoutLineEnds(folded: string): string {
  let unfolded = '';
  let start = 0;
  while (start < folded.length) {
    const next = endOfLine(folded, start);
    unfolded += folded.slice(start, endOfContent(folded, next));
    start = next;
  }
  return unfolded;
}

/** Where the line that ends at `end` ends without its line end. */
function endOfContent(text: string, end: number): number {
  let content = end;
  if (text.charCodeAt(content - 1) === LF) content -= 1;
  if (text.charCodeAt(content - 1) === CR) content -= 1;
  return content;
}

/** Without the line end, and without white space on either side. */
function trimmed(text: string): string {
  let start = 0;
  let end = endOfContent(text, text.length);
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The value that was sent, given one character for each of its bytes. */
function fieldValue(bytes: string, deviations: Set<MultipartWarningCode>): string {
  if (isAscii(bytes)) return bytes;
  const text = eightBitText(Buffer.from(bytes, 'latin1'));
  if (!text.endsWith(NO_BREAK_SPACE)) {
    deviations.add('raw-8bit-header');
    return text;
  }
  deviations.add('no-break-space');
  const value = withoutTrailingSpace(text);
  if (!isAscii(value)) deviations.add('raw-8bit-header');
  return value;
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
