import { multipartEvents } from './body-events.ts';
import type { ByteSource } from './byte-source.ts';
import type { MultipartReadOptions } from './events.ts';
import { type Part, partsOf } from './parts.ts';

/**
 * Reads a multipart body as an async iterable of its parts, nested multiparts down to their leaves, transfer encodings
 * undone. Going on to the next part skips what is left of the present one; leaving the loop releases the source.
 *
 * @param contentType value of the body's Content-Type header
 * @throws MultipartError when it is iterated: see its codes
 *
 * @example
 * for await (const part of splitMultipart(request, request.headers['content-type'] ?? '')) {
 *   if (part.contentType === 'text/plain') console.log(await part.text());
 * }
 */
export function splitMultipart(
  source: ByteSource,
  contentType: string,
  options: MultipartReadOptions = {},
): AsyncIterableIterator<Part> {
  return partsOf(multipartEvents(source, contentType, options));
}
