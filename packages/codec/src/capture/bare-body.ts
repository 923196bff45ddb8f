import { isHeaderLine, parseContentId, parseContentType, parseHeaderBlock } from '@mm7/multipart';
import { isEnvelopeHead } from '../body-form.ts';
import { isXmlType } from '../xml-type.ts';
import { lineText } from './line-text.ts';

const TAB = 0x09;
const LF = 0x0a;
const SPACE = 0x20;

const envelopeType = 'text/xml';

/**
 * The Content-Type of a multipart body that stands without its HTTP head: the first line names the boundary, and the
 * first part, which is the envelope as a rule, says its own type and Content-ID.
 *
 * @param opening the body from its first delimiter line on, far enough to show what the first part is
 */
export function contentTypeOfBareMultipart(opening: Uint8Array): string {
  const firstLineEnd = endOfLine(opening, 0);
  const boundary = quoted(lineText(opening.subarray(2, firstLineEnd)));
  const headersEnd = endOfHeaderBlock(opening, firstLineEnd);
  const { headers } = parseHeaderBlock(opening.subarray(firstLineEnd, headersEnd));
  const { essence } = parseContentType(headers.get('Content-Type') ?? envelopeType);
  const contentId = headers.get('Content-ID');
  const isEnvelope = isXmlType(essence) || isEnvelopeHead(opening.subarray(headersEnd));
  const type = quoted(isEnvelope ? essence : envelopeType);
  const start = isEnvelope && contentId !== undefined ? `; start=${quoted(`<${parseContentId(contentId).id}>`)}` : '';
  return `multipart/related; type=${type}${start}; boundary=${boundary}`;
}

function endOfHeaderBlock(bytes: Uint8Array, start: number): number {
  let end = start;
  while (end < bytes.length) {
    const lineEnd = endOfLine(bytes, end);
    const isContinuation = end > start && (bytes[end] === SPACE || bytes[end] === TAB);
    if (!isContinuation && !isHeaderLine(bytes, end, lineEnd)) break;
    end = lineEnd;
  }
  return end;
}

function endOfLine(bytes: Uint8Array, start: number): number {
  const lineFeed = bytes.indexOf(LF, start);
  return lineFeed === -1 ? bytes.length : lineFeed + 1;
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
