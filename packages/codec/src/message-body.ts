import { types } from 'node:util';
import { type ByteSource, type ChunkSource, chunksOf, MultipartError } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';

/**
 * The body of a message: bytes in memory, a Node stream or any other asynchronous iterable of bytes, a web stream (such
 * as the `body` of a `Request`), or nothing.
 */
export type MessageBody = ByteSource | null;

/**
 * Opens a body for reading.
 *
 * @throws {Mm7Error} `invalid-option` when `body` is no body, or a stream that someone else is reading
 */
export function openBody(body: MessageBody): ChunkSource {
  if (body === null) return chunksOf(new Uint8Array());
  try {
    return chunksOf(body);
  } catch (cause) {
    if (MultipartError.is(cause)) {
      throw invalid(`the body must be a Uint8Array, an asynchronous iterable or a web stream, not ${typeof body}`);
    }
    if ('getReader' in body) throw invalid('the body is a stream that is being read already', cause);
    throw cause;
  }
}

/**
 * A chunk, if it is one.
 *
 * @throws {Mm7Error} `invalid-option` when a source yields anything else
 */
export function checkedChunk(chunk: unknown): Uint8Array {
  if (types.isUint8Array(chunk)) return chunk;
  throw invalid(`the body must yield Uint8Arrays, not ${typeof chunk}`);
}

function invalid(message: string, cause?: unknown): Mm7Error {
  return new Mm7Error('invalid-option', message, { statusCode: 3000, cause });
}
