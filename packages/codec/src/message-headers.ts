import { Mm7Error } from '@mm7/schema';

/**
 * The HTTP header fields of a message, in whatever form they are at hand: the value of Content-Type alone, a `Headers`,
 * any list of pairs, Node's `IncomingHttpHeaders` or another plain record. Names are compared without regard to case.
 */
export type MessageHeaders =
  | string
  | Iterable<readonly [name: string, value: string]>
  | { readonly [name: string]: string | readonly string[] | undefined };

/** What reading a body needs of its header fields. */
export interface BodyHeaders {
  /** Value of Content-Type. */
  readonly contentType: string | undefined;
  /** Value of Content-Length as sent; absent when another field says that it does not count the bytes of the body. */
  readonly contentLength: string | undefined;
}

/**
 * Takes from header fields what reading a body needs. Of a repeated field the first counts.
 *
 * @throws {Mm7Error} `invalid-option` when `headers` is none of the forms of {@link MessageHeaders}
 */
export function bodyHeaders(headers: MessageHeaders): BodyHeaders {
  if (typeof headers === 'string') return { contentType: headers, contentLength: undefined };
  const fields = firstFields(headers);
  return {
    contentType: fields.get('content-type'),
    contentLength: hasOtherLength(fields) ? undefined : fields.get('content-length'),
  };
}

/**
 * A transfer coding overrides Content-Length (RFC 9112, section 6.3); behind a content coding it counts the encoded
 * bytes, which whoever undid the coding has seen and this reader has not.
 */
function hasOtherLength(fields: ReadonlyMap<string, string>): boolean {
  const contentEncoding = fields.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  return fields.has('transfer-encoding') || (contentEncoding !== 'identity' && contentEncoding !== '');
}

function firstFields(headers: unknown): ReadonlyMap<string, string> {
  if (typeof headers !== 'object' || headers === null) throw invalidHeaders(headers);
  const fields = new Map<string, string>();
  for (const field of isIterable(headers) ? headers : Object.entries(headers)) {
    if (!Array.isArray(field)) throw invalidHeaders(headers);
    const [name, value]: unknown[] = field;
    if (typeof name !== 'string') throw invalidHeaders(headers);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    const key = name.toLowerCase();
    if (typeof first === 'string' && !fields.has(key)) fields.set(key, first);
  }
  return fields;
}

function isIterable(headers: object): headers is Iterable<unknown> {
  return Symbol.iterator in headers && typeof headers[Symbol.iterator] === 'function';
}

function invalidHeaders(headers: unknown): Mm7Error {
  const expected = 'headers must be a Content-Type, a Headers, a list of pairs or a record';
  return new Mm7Error('invalid-option', `${expected}, not ${headers === null ? 'null' : typeof headers}`, {
    statusCode: 3000,
  });
}
