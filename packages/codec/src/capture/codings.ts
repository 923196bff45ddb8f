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

const DASH = 0x2d;
const LESS_THAN = 0x3c;

/** A body without its codings, and the header fields that hold for it. */
export interface UncodedBody {
  readonly headers: HeaderFields;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Undoes Content-Encoding and Transfer-Encoding (RFC 9110, section 8.4; RFC 9112, section 6.1). Capturing tools often
 * have done so already and left the header fields: a body that begins as MM7 does is taken as it is.
 *
 * @throws Mm7Error `undecodable-body` for a coding that is unknown, or too many; reading the body throws it too, and
 * `truncated-body`
 */
export function undoCodings(headers: HeaderFields, body: AsyncIterable<Uint8Array>): UncodedBody {
  const applied = appliedCodings(headers);
  if (applied.length === 0) return { headers, body };
  return {
    headers: new HeaderFields([...headers].filter(([name]) => !codedBodyFields.has(name.toLowerCase()))),
    body: applied.reduceRight(undo, body),
  };
}

/** The codings of a body in the order in which they were applied. */
function appliedCodings(headers: HeaderFields): Coding[] {
  const names = [...headers.getAll('Content-Encoding'), ...headers.getAll('Transfer-Encoding')]
    .flatMap((value) => value.split(','))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > codingLimit) {
    throw new Mm7Error('undecodable-body', `The body has ${names.length} codings; at most ${codingLimit} are undone`);
  }
  return names.map((name) => {
    const coding = codings.get(name);
    if (coding !== undefined) return coding;
    const known = [...codings.keys()].join(', ');
    throw new Mm7Error('undecodable-body', `The body has the unknown coding "${name}"; known are ${known}`);
  });
}

async function* undo(source: AsyncIterable<Uint8Array>, coding: Coding): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  try {
    if (beginsLikeMm7(await reader.peek(2))) yield* reader.rest();
    else if (coding === 'chunked') yield* undoChunked(reader);
    else yield* undoCompression(reader, coding);
  } finally {
    await reader.release();
  }
}

/** Whether a body begins with a tag or a delimiter. */
function beginsLikeMm7(bytes: Uint8Array): boolean {
  return bytes[0] === LESS_THAN || (bytes[0] === DASH && bytes[1] === DASH);
}
