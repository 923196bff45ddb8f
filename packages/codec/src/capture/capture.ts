import { HeaderFields, parseContentType } from '@mm7/multipart';
import { Mm7Error, type Mode, type Warning } from '@mm7/schema';
import { type Limits, resolveLimits } from '../limits.ts';
import { contentTypeOfBareMultipart } from './bare-body.ts';
import { ByteReader } from './byte-reader.ts';
import { undoCodings } from './codings.ts';
import { readHead } from './head.ts';
import { HeadDeviations } from './head-deviations.ts';
import { lineText } from './line-text.ts';
import { isInterimStatusLine, isStartLine } from './start-line.ts';

const DASH = 0x2d;
const LESS_THAN = 0x3c;

/** White space, byte order marks, and the other half of either in UTF-16. */
const blanks = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff]);

const utf8ByteOrderMark = [0xef, 0xbb, 0xbf];

/** Bytes of the capture that an error message shows. */
const excerptLength = 24;

/** How a capture is read. */
export interface CaptureOptions {
  /** Whether deviations in the HTTP head are reported or refused; `lenient` when absent. */
  readonly mode?: Mode;
  /** `headerBlockSize` bounds the HTTP head. */
  readonly limits?: Partial<Limits>;
  /** The Content-Type of the body; given, the whole capture is body. */
  readonly contentType?: string;
}

/** A captured message, taken apart as far as `decode` needs it. */
export interface Capture {
  /** What the capture holds: a whole HTTP message, an envelope alone, or a multipart body alone. */
  readonly kind: 'http' | 'xml' | 'multipart';
  /** The first line of an HTTP message. */
  readonly startLine?: string;
  /**
   * The header fields of an HTTP message, without those that its undone codings made untrue; of a body alone, the
   * Content-Type that its beginning shows.
   */
  readonly headers: HeaderFields;
  /** The header fields as they were sent: those of `headers`, and those that say of the codings now undone. */
  readonly sentHeaders: HeaderFields;
  /** The body, its codings undone. It can be read once; leaving the loop early releases the source. */
  readonly body: AsyncIterable<Uint8Array>;
  /** The deviations of the HTTP head. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads a captured MM7 message: an HTTP message with its head, a bare envelope, or a multipart body that begins with its
 * delimiter. Interim responses such as `100 Continue` are skipped; chunked, gzip, deflate and br are undone. The body is
 * streamed, never collected.
 *
 * @throws Mm7Error `not-mm7` for anything else, `truncated-body`, `undecodable-body`, `header-block-too-large`, in strict
 * mode the code of a deviation; reading the body can throw `truncated-body` and `undecodable-body`
 *
 * @example
 * const { headers, body } = await readCapture(createReadStream('capture.http'));
 * const { message } = await decode(headers, body);
 */
export async function readCapture(
  source: AsyncIterable<Uint8Array> | Uint8Array,
  options: CaptureOptions = {},
): Promise<Capture> {
  const reader = new ByteReader(source);
  try {
    return await captureOf(reader, options);
  } catch (error) {
    await reader.release();
    throw error;
  }
}

async function captureOf(reader: ByteReader, options: CaptureOptions): Promise<Capture> {
  const limit = resolveLimits(options.limits).multipart.headerBlockSize;
  const opening = (await reader.peek(limit)).subarray(0, limit);
  const start = opening.findIndex((byte) => !blanks.has(byte));
  if (start === -1) throw notMm7(opening.length === 0 ? 'The capture is empty' : 'The capture holds white space alone');
  // An editor's byte order mark would hide a delimiter; that of an XML document tells its encoding, and stays.
  const mark = opening[start] === LESS_THAN ? 0 : byteOrderMarkLength(opening);
  reader.skip(mark);
  if (options.contentType !== undefined) return body(options.contentType, reader);
  if (opening[start] === LESS_THAN) return body('text/xml', reader);
  if (opening[start] === DASH && opening[start + 1] === DASH) {
    return body(contentTypeOfBareMultipart(opening.subarray(start)), reader);
  }
  reader.skip(start - mark);
  return httpMessage(reader, limit, options.mode ?? 'lenient');
}

function body(contentType: string, reader: ByteReader): Capture {
  const headers = new HeaderFields([['Content-Type', contentType]]);
  return {
    kind: parseContentType(contentType).essence.startsWith('multipart/') ? 'multipart' : 'xml',
    headers,
    sentHeaders: headers,
    body: reader.rest(),
    warnings: [],
  };
}

async function httpMessage(reader: ByteReader, limit: number, mode: Mode): Promise<Capture> {
  await skipInterimResponses(reader, limit);
  const firstLine = await reader.peekLine(limit);
  if (!isStartLine(lineText(firstLine))) throw notMm7(`The capture begins with ${excerpt(firstLine)}`);
  const deviations = new HeadDeviations();
  const { startLine, headers } = await readHead(reader, limit, deviations);
  const warnings = deviations.warnings(mode);
  // A client that expects 100 Continue gets it between its head and its body.
  await skipInterimResponses(reader, limit);
  return { kind: 'http', startLine, sentHeaders: headers, warnings, ...undoCodings(headers, reader.rest()) };
}

async function skipInterimResponses(reader: ByteReader, limit: number): Promise<void> {
  while (isInterimStatusLine(lineText(await reader.peekLine(limit)))) {
    await readHead(reader, limit, new HeadDeviations());
  }
}

function byteOrderMarkLength(bytes: Uint8Array): number {
  return utf8ByteOrderMark.every((byte, index) => bytes[index] === byte) ? utf8ByteOrderMark.length : 0;
}

function notMm7(found: string): Mm7Error {
  return new Mm7Error('not-mm7', `${found}; expected an HTTP start line, an XML document or a multipart delimiter`);
}

/** The first bytes of a line, printable whatever they are. */
function excerpt(line: Uint8Array): string {
  const characters = Array.from(line.subarray(0, excerptLength), (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
  );
  return `"${characters.join('')}${line.length > excerptLength ? '…' : ''}"`;
}
