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
  let start = 0;
  while (start < block.length) {
    const lineEnd = endOfLine(block, start);
    const colon = colonOf(block, start, lineEnd);
    let valueEnd = lineEnd;
    let isFolded = false;
    while (valueEnd < block.length && isWhiteSpace(block[valueEnd])) {
      valueEnd = endOfLine(block, valueEnd);
      isFolded = true;
    }
    if (colon !== -1) {
      const raw = block.subarray(colon + 1, valueEnd);
      fields.push([nameOf(block, start, colon), fieldValue(isFolded ? unfold(raw) : raw, deviations)]);
    }
    start = valueEnd;
  }
  return { headers: new HeaderFields(fields), deviations: [...deviations] };
}

/** The index just after the line feed that ends the line, or the end of the block. */
function endOfLine(block: Uint8Array, start: number): number {
  const lineFeed = block.indexOf(LF, start);
  return lineFeed === -1 ? block.length : lineFeed + 1;
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

function nameOf(block: Uint8Array, start: number, colon: number): string {
  let end = colon;
  while (isWhiteSpace(block[end - 1])) end -= 1;
  return latin1(block.subarray(start, end));
}

/** Takes out the line ends; the white space that begins each continuation stays. */
function unfold(raw: Uint8Array): Uint8Array {
  const unfolded = new Uint8Array(raw.length);
  let length = 0;
  let start = 0;
  while (start < raw.length) {
    const next = endOfLine(raw, start);
    const line = raw.subarray(start, endOfContent(raw, start, next));
    unfolded.set(line, length);
    length += line.length;
    start = next;
  }
  return unfolded.subarray(0, length);
}

function endOfContent(bytes: Uint8Array, start: number, end: number): number {
  let content = end;
  if (content > start && bytes[content - 1] === LF) content -= 1;
  if (content > start && bytes[content - 1] === CR) content -= 1;
  return content;
}

function fieldValue(raw: Uint8Array, deviations: Set<MultipartWarningCode>): string {
  let start = 0;
  let end = endOfContent(raw, 0, raw.length);
  while (start < end && isWhiteSpace(raw[start])) start += 1;
  while (end > start && isWhiteSpace(raw[end - 1])) end -= 1;
  const trimmed = raw.subarray(start, end);
  return isAscii(trimmed) ? latin1(trimmed) : eightBitValue(trimmed, deviations);
}

function eightBitValue(bytes: Uint8Array, deviations: Set<MultipartWarningCode>): string {
  let text = eightBitText(bytes);
  if (text.endsWith('\u00a0')) {
    deviations.add('no-break-space');
    text = withoutTrailingSpace(text);
  }
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) {
      deviations.add('raw-8bit-header');
      break;
    }
  }
  return text;
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
  while (end > 0) {
    const character = text[end - 1];
    if (character !== '\u00a0' && character !== ' ' && character !== '\t') break;
    end -= 1;
  }
  return text.slice(0, end);
}

function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte > 0x7f) return false;
  }
  return true;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
