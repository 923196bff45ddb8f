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
  const line = new HeaderLine();
  const lines = new HeaderLines();
  let isInField = false;
  for (let start = 0; start < block.length; start = line.end) {
    line.read(block, start, block.length);
    if (!isWhiteSpace(block[start])) isInField = line.colon !== -1;
    if (isInField) lines.add(line, 0);
  }
  return lines.parse(block, 0, block.length);
}

/** One line of a header block, or as much of it as there is. */
export class HeaderLine {
  start = 0;
  /** Where its colon stands if it begins a header field, else -1. */
  colon = -1;
  /** The index after its line feed, or the end of what there is. */
  end = 0;
  isWhole = false;
  isAscii = true;

  /** Reads the line that begins at `start`, no farther than `end`. */
  read(bytes: Uint8Array, start: number, end: number): void {
    this.start = start;
    this.colon = colonOf(bytes, start, end);
    let byte = 0;
    let allBits = 0;
    let at = this.colon === -1 ? start : this.colon;
    while (at < end && byte !== LF) {
      byte = bytes[at] ?? 0;
      allBits |= byte;
      at += 1;
    }
    this.end = at;
    this.isWhole = byte === LF;
    this.isAscii = allBits < 0x80;
  }
}

/** Gathers where in a header block its fields stand, line by line, so that no byte is looked at twice. */
export class HeaderLines {
  /** Of each field where it begins, where its colon stands, and where it ends, counted from the beginning of the block. */
  readonly #places: number[] = [];
  #fieldCount = 0;
  #isAscii = true;
  #isFolded = false;

  /** How many fields there are. */
  get fieldCount(): number {
    return this.#fieldCount;
  }

  /** Begins with another block. */
  restart(): void {
    this.#fieldCount = 0;
    this.#isAscii = true;
    this.#isFolded = false;
  }

  /** Adds the next line of the block that begins at `blockStart`: a header line, or the continuation of the last. */
  add(line: HeaderLine, blockStart: number): void {
    if (line.colon === -1) {
      this.#isFolded = true;
    } else {
      this.#places[3 * this.#fieldCount] = line.start - blockStart;
      this.#places[3 * this.#fieldCount + 1] = line.colon - blockStart;
      this.#fieldCount += 1;
    }
    this.#places[3 * this.#fieldCount - 1] = line.end - blockStart;
    if (!line.isAscii) this.#isAscii = false;
  }

  /** The fields of the block `bytes[start..end)`, of which every line has been added that belongs to one. */
  parse(bytes: Uint8Array, start: number, end: number): HeaderBlock {
    const fields: HeaderField[] = [];
    const deviations: MultipartWarningCode[] = [];
    if (this.#fieldCount === 0) return { headers: new HeaderFields(fields), deviations };
    const text = latin1Text(bytes, start, end);
    for (let place = 0; place < 3 * this.#fieldCount; place += 3) {
      const colon = this.#places[place + 1] ?? 0;
      const name = trimmed(text, this.#places[place] ?? 0, colon);
      const value = this.#valueAt(text, colon + 1, this.#places[place + 2] ?? 0);
      fields.push([name, this.#isAscii ? value : decodedValue(value, deviations)]);
    }
    return { headers: new HeaderFields(fields), deviations };
  }

  #valueAt(text: string, start: number, end: number): string {
    return this.#isFolded ? unfolded(text.slice(start, end)) : trimmed(text, start, end);
  }
}

/** One character for each byte. */
function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.toString('latin1', start, end);
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

/** Without the line ends, and trimmed; the white space that begins each continuation stays. */
function unfolded(folded: string): string {
  let text = '';
  let start = 0;
  while (start < folded.length) {
    const lineFeed = folded.indexOf('\n', start);
    const next = lineFeed === -1 ? folded.length : lineFeed + 1;
    text += folded.slice(start, endOfContent(folded, next));
    start = next;
  }
  return trimmed(text, 0, text.length);
}

/** Where the line that ends at `end` ends without its line end. */
function endOfContent(text: string, end: number): number {
  let content = end;
  if (text.charCodeAt(content - 1) === LF) content -= 1;
  if (text.charCodeAt(content - 1) === CR) content -= 1;
  return content;
}

/** What stands from `from` to `to`, without the line end there and without white space on either side. */
function trimmed(text: string, from: number, to: number): string {
  let start = from;
  let end = endOfContent(text, to);
  while (start < end && isWhiteSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
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
