import { Buffer } from 'node:buffer';
import { type HeaderField, HeaderFields, isHeaderLine, parseHeaderBlock } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { ByteReader } from './byte-reader.ts';
import type { HeadDeviations } from './head-deviations.ts';
import { endOfText, hasNoBreakSpaceAtEnd, lineText } from './line-text.ts';

const TAB = 0x09;
const LF = 0x0a;
const SPACE = 0x20;
const DASH = 0x2d;
const SEMICOLON = 0x3b;
const LESS_THAN = 0x3c;

/** The head of an HTTP message. */
export interface Head {
  readonly startLine: string;
  readonly headers: HeaderFields;
}

/** A header field as it stands in the head. */
interface RawField {
  /** Line of the head in which it begins, counted from 1. */
  readonly lineNumber: number;
  /** Its lines, each continuation beginning with white space. */
  readonly lines: Uint8Array[];
}

/**
 * Reads the head that begins at the reader's position: its start line, which the caller has recognised, and the header
 * fields up to the blank line or, where that is missing, up to the first line that is no header field. Lines end in CRLF
 * or LF (RFC 9112, section 2.2).
 *
 * @throws Mm7Error `header-block-too-large`, `truncated-body`
 */
export async function readHead(reader: ByteReader, limit: number, deviations: HeadDeviations): Promise<Head> {
  const first = await reader.peekLine(limit);
  if (hasNoBreakSpaceAtEnd(first)) deviations.report('no-break-space', 1);
  reader.skip(first.length);
  const fields: HeaderField[] = [];
  for (const { lineNumber, lines } of await readFields(reader, limit - first.length, deviations)) {
    const block = parseHeaderBlock(Buffer.concat(lines));
    for (const code of block.deviations) deviations.report(code, lineNumber);
    fields.push(...block.headers);
  }
  return { startLine: lineText(first), headers: new HeaderFields(fields) };
}

async function readFields(reader: ByteReader, limit: number, deviations: HeadDeviations): Promise<RawField[]> {
  const fields: RawField[] = [];
  let room = limit;
  for (let lineNumber = 2; ; lineNumber += 1) {
    const line = await reader.peekLine(room);
    const field = fields.at(-1);
    if (isBodyLine(line, field)) {
      deviations.report('missing-blank-line', lineNumber);
      return fields;
    }
    if (line[line.length - 1] !== LF) throw line.length === room ? tooLarge(lineNumber) : truncated(lineNumber);
    reader.skip(line.length);
    room -= line.length;
    if (isBlank(line)) {
      if (hasNoBreakSpaceAtEnd(line)) deviations.report('no-break-space', lineNumber);
      return fields;
    }
    if (field === undefined || isHeaderLine(line, 0, line.length)) {
      fields.push({ lineNumber, lines: [line] });
    } else if (isWhiteSpace(line[0])) {
      field.lines.push(line);
    } else {
      deviations.report('unfolded-header', lineNumber);
      field.lines.push(Uint8Array.of(SPACE), line);
    }
  }
}

/** Whether a line belongs to the body already: no header field, no continuation of `field`, and not blank. */
function isBodyLine(line: Uint8Array, field: RawField | undefined): boolean {
  if (isBlank(line) || isHeaderLine(line, 0, line.length)) return false;
  return field === undefined || !(isWhiteSpace(line[0]) || isUnfolded(line, field));
}

/**
 * Whether a line goes on with the field before it though it does not begin with white space: that field ends in a
 * semicolon, and the line looks neither like a delimiter nor like XML.
 */
function isUnfolded(line: Uint8Array, field: RawField): boolean {
  if (line[0] === LESS_THAN || (line[0] === DASH && line[1] === DASH)) return false;
  const last = field.lines.at(-1);
  return last !== undefined && last[endOfText(last) - 1] === SEMICOLON;
}

function isBlank(line: Uint8Array): boolean {
  return endOfText(line) === 0 && !isWhiteSpace(line[0]);
}

function isWhiteSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

function tooLarge(line: number): Mm7Error {
  const message = 'The HTTP head is larger than the limit of header blocks';
  return new Mm7Error('header-block-too-large', message, { path: 'HTTP head', line });
}

function truncated(line: number): Mm7Error {
  return new Mm7Error('truncated-body', 'The capture ends inside the HTTP head', { path: 'HTTP head', line });
}
