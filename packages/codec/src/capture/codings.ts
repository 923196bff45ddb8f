import { HeaderFields } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import { ByteReader } from './byte-reader.ts';
import { undoChunked } from './chunked-body.ts';
import { type Compression, undoCompression } from './compressed-body.ts';

type Coding = 'chunked' | Compression;

const codings = new Map<string, Coding>([
  ['chunked', 'chunked'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
  ['br', 'br'],
]);

/** Each coding costs a decompressor. */
const codingLimit = 4;

/** Header fields that describe the body as it was sent, not as it is once its codings are undone. */
const codedBodyFields = new Set(['content-encoding', 'transfer-encoding', 'content-length']);

/** How many bytes show whether a coding has been undone already. */
const openingLength = 16;

const DASH = 0x2d;
const LESS_THAN = 0x3c;

/** White space, and the bytes of the UTF-8 byte order mark. */
const blanks = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);

/** A body without its codings, and the header fields that hold for it. */
export interface UncodedBody {
  readonly headers: HeaderFields;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Undoes Content-Encoding and Transfer-Encoding (RFC 9110, section 8.4; RFC 9112, section 6.1). Capturing tools often
 * have done so already, or in part, and left the header fields: a body that begins as MM7 does is taken as it is.
 *
 * @throws Mm7Error `undecodable-body` for too many codings; reading the body throws it too, also for a coding that is
 * unknown, and `truncated-body`
 */
export function undoCodings(headers: HeaderFields, body: AsyncIterable<Uint8Array>): UncodedBody {
  const applied = appliedCodings(headers);
  if (applied.length === 0) return { headers, body };
  return {
    headers: new HeaderFields([...headers].filter(([name]) => !codedBodyFields.has(name.toLowerCase()))),
    body: applied.reduceRight(undo, body),
  };
}

/** The names of the codings of a body in the order in which they were applied. */
function appliedCodings(headers: HeaderFields): string[] {
  const names = [...headers.getAll('Content-Encoding'), ...headers.getAll('Transfer-Encoding')]
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > codingLimit) {
    throw new Mm7Error('undecodable-body', `The body has ${names.length} codings; at most ${codingLimit} are undone`);
  }
  return names;
}

async function* undo(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  const coding = codings.get(name);
  try {
    const opening = await reader.peek(openingLength);
    if (beginsLikeMm7(opening) || (coding === 'chunked' && beginsLikeGzip(opening))) yield* reader.rest();
    else if (coding === undefined) throw unknownCoding(name);
    else if (coding === 'chunked') yield* undoChunked(reader);
    else yield* undoCompression(reader, coding);
  } finally {
    await reader.release();
  }
}

/** Whether a body begins with a tag or a delimiter, as it does once all of its codings are undone. */
function beginsLikeMm7(bytes: Uint8Array): boolean {
  const start = bytes.findIndex((byte) => !blanks.has(byte));
  return bytes[start] === LESS_THAN || (bytes[start] === DASH && bytes[start + 1] === DASH);
}

/** RFC 1952, section 2.3.1; no size of a chunk begins like this. */
function beginsLikeGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unknownCoding(name: string): Mm7Error {
  const known = [...codings.keys()].join(', ');
  return new Mm7Error('undecodable-body', `The body has the unknown coding "${name}"; known are ${known}`);
}
