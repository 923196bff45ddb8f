import { isMm7Document } from '@mm7/parser';

/** How many bytes of a body or part are looked at to find out what it is. */
export const recognitionWindow = 8192;

/** Longest line that is taken for the first delimiter of a body whose Content-Type does not announce one. */
const longestDelimiterLine = 300;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;
const LESS_THAN = 0x3c;

/** What the bytes of a body are, whatever its Content-Type says. */
export type BodyForm =
  | { readonly kind: 'xml' }
  | { readonly kind: 'multipart' /** The boundary, where only the body says it. */; readonly boundary?: string };

/**
 * Tells what a body is from its beginning.
 *
 * Under a multipart Content-Type it is that, unless an MM7 document stands there instead. Under any other it is XML,
 * unless its first line is a delimiter.
 *
 * @param essence the media type of the Content-Type, in lower case; empty when there is none
 * @param head the bytes so far
 * @param isWhole whether these are all
 * @returns undefined as long as more bytes are needed
 */
export function bodyFormOf(essence: string, head: Uint8Array, isWhole: boolean): BodyForm | undefined {
  const isDecided = isWhole || head.length >= recognitionWindow;
  const start = firstNonBlank(head);
  if (start === head.length && !isDecided) return undefined;
  if (!essence.startsWith('multipart/')) return formByFirstLine(head, start, isDecided);
  if (!mayBeginXml(head[start])) return { kind: 'multipart' };
  if (!isDecided) return undefined;
  return isEnvelopeHead(head) ? { kind: 'xml' } : { kind: 'multipart' };
}

/** Whether what begins like this is an MM7 document, as far as {@link recognitionWindow} shows. */
export function isEnvelopeHead(head: Uint8Array): boolean {
  return mayBeginXml(head[firstNonBlank(head)]) && isMm7Document(head.subarray(0, recognitionWindow));
}

function formByFirstLine(head: Uint8Array, start: number, isDecided: boolean): BodyForm | undefined {
  if (head[start] !== DASH) return { kind: 'xml' };
  if (start + 1 < head.length && head[start + 1] !== DASH) return { kind: 'xml' };
  const end = head.indexOf(LF, start);
  if (end === -1 && !isDecided && head.length - start <= longestDelimiterLine) return undefined;
  const line = head.subarray(start, end === -1 ? head.length : end);
  if (line.length < 2 || line.length > longestDelimiterLine) return { kind: 'xml' };
  return { kind: 'multipart', boundary: new TextDecoder().decode(line.subarray(2)).trimEnd() };
}

/** A bracket, or the first byte of a byte order mark or of UTF-16. */
function mayBeginXml(byte: number | undefined): boolean {
  return byte === LESS_THAN || byte === 0xef || byte === 0xfe || byte === 0xff || byte === 0x00;
}

function firstNonBlank(head: Uint8Array): number {
  let index = 0;
  while (index < head.length && isBlank(head[index])) index += 1;
  return index;
}

/** Whether it is white space of XML. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === CR || byte === LF;
}
