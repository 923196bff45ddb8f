import { Buffer } from 'node:buffer';
import { Boundaries } from './boundary.ts';
import { MultipartError } from './errors.ts';
import type { HeaderField } from './header-field.ts';
import { formatHeaderLines, formatParameter } from './header-format.ts';
import type { OutgoingLeaf, OutgoingMultipart, OutgoingPart } from './outgoing.ts';
import { HeldBody, type OutgoingBody, outgoingBody } from './outgoing-body.ts';

/** A multipart body, ready to be sent. */
export interface WrittenMultipart {
  /** Value for the Content-Type header, boundary included. */
  readonly contentType: string;
  /** Length of the body in bytes, if all sizes are known. */
  readonly contentLength: number | undefined;
  /**
   * The body. It holds content by reference, reads sources only as it is itself read, and can be iterated again if they
   * can. Leaving the loop releases the source that was being read. It fails with a {@link MultipartError}
   * `size-mismatch` before a source gives more bytes than it was declared to have, or when it gives fewer.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** The same bytes without waiting, if all content is held in memory. */
  readonly heldBody: Iterable<Uint8Array> | undefined;
}

/**
 * Lays out a multipart body (RFC 2046 section 5.1, RFC 2387): line ends are CRLF, boundaries are random and do not occur
 * in content held in memory.
 *
 * @throws MultipartError `invalid-header-value` for header fields or parameters that no header can carry,
 *   `size-mismatch` for declared sizes that cannot be, and, for boundaries that are given, `missing-boundary`,
 *   `boundary-too-long`, `invalid-boundary` or `boundary-in-content`
 *
 * @example
 * const { contentType, contentLength, body } = writeMultipart({
 *   headers: [],
 *   subtype: 'related',
 *   parameters: [['type', 'text/xml'], ['start', '<envelope>']],
 *   parts: [
 *     { headers: [['Content-Type', 'text/xml'], ['Content-ID', '<envelope>']], body: xml },
 *     { headers: [['Content-Type', 'image/jpeg'], ['Content-ID', '<image>']], body: jpeg, transferEncoding: 'binary' },
 *   ],
 * });
 */
export function writeMultipart(multipart: OutgoingMultipart): WrittenMultipart {
  const root = prepareMultipart(multipart);
  const boundaries = new Boundaries(heldContents(root));
  const layout = new Layout();
  const boundary = boundaries.choose(multipart.boundary);
  layOutParts(root, boundary, boundaries, layout);
  layout.addText('\r\n');
  const bodies = layout.bodies();
  return {
    contentType: contentTypeOf(multipart, boundary),
    contentLength: totalLength(bodies),
    body: { [Symbol.asyncIterator]: () => chunksOf(bodies) },
    heldBody: bodies.every(isHeld) ? { [Symbol.iterator]: () => heldChunks(bodies) } : undefined,
  };
}

interface PreparedMultipart {
  readonly multipart: OutgoingMultipart;
  readonly parts: readonly (PreparedLeaf | PreparedMultipart)[];
}

interface PreparedLeaf {
  readonly leaf: OutgoingLeaf;
  readonly body: OutgoingBody;
}

function prepareMultipart(multipart: OutgoingMultipart): PreparedMultipart {
  return { multipart, parts: multipart.parts.map(prepare) };
}

function prepare(part: OutgoingPart): PreparedLeaf | PreparedMultipart {
  return 'parts' in part ? prepareMultipart(part) : { leaf: part, body: outgoingBody(part) };
}

/** All content that is known and goes out as it is. */
function heldContents({ parts }: PreparedMultipart): Uint8Array[] {
  return parts.flatMap((part) => {
    if ('parts' in part) return heldContents(part);
    return part.body instanceof HeldBody && part.body.verbatim !== undefined ? [part.body.verbatim] : [];
  });
}

function isHeld(body: OutgoingBody): body is HeldBody {
  return body instanceof HeldBody;
}

/** Puts delimiters and headers that follow one another into one body; the content of parts is a body of its own. */
class Layout {
  readonly #bodies: OutgoingBody[] = [];
  #text = '';

  addText(text: string): void {
    this.#text += text;
  }

  addBody(body: OutgoingBody): void {
    this.#flushText();
    this.#bodies.push(body);
  }

  bodies(): readonly OutgoingBody[] {
    this.#flushText();
    return this.#bodies;
  }

  #flushText(): void {
    if (this.#text !== '') this.#bodies.push(new HeldBody(Buffer.from(this.#text, 'latin1'), false));
    this.#text = '';
  }
}

function layOutParts({ parts }: PreparedMultipart, boundary: string, boundaries: Boundaries, layout: Layout): void {
  let lineEnd = '';
  for (const part of parts) {
    layout.addText(`${lineEnd}--${boundary}\r\n`);
    if ('parts' in part) {
      const inner = boundaries.choose(part.multipart.boundary);
      layout.addText(`${multipartHeaders(part.multipart, inner)}\r\n`);
      layOutParts(part, inner, boundaries, layout);
    } else {
      layout.addText(`${leafHeaders(part.leaf)}\r\n`);
      layout.addBody(part.body);
    }
    lineEnd = '\r\n';
  }
  layout.addText(`${lineEnd}--${boundary}--`);
}

function multipartHeaders(multipart: OutgoingMultipart, boundary: string): string {
  refuseField(multipart.headers, 'content-type');
  return formatHeaderLines([['Content-Type', contentTypeOf(multipart, boundary)], ...multipart.headers]);
}

function leafHeaders({ headers, transferEncoding }: OutgoingLeaf): string {
  refuseField(headers, 'content-transfer-encoding');
  if (transferEncoding === undefined) return formatHeaderLines(headers);
  return formatHeaderLines([...headers, ['Content-Transfer-Encoding', transferEncoding]]);
}

/** The writer sets this field itself; a second one would contradict it. */
function refuseField(headers: readonly HeaderField[], lowerCaseName: string): void {
  const field = headers.find(([name]) => name.toLowerCase() === lowerCaseName);
  if (field === undefined) return;
  throw new MultipartError('invalid-header-value', `expected no ${field[0]} among the headers: it is added on writing`);
}

function contentTypeOf({ subtype, parameters = [] }: OutgoingMultipart, boundary: string): string {
  const all = [...parameters, ['boundary', boundary] as const];
  return [`multipart/${subtype}`, ...all.map(([name, value]) => formatParameter(name, value))].join('; ');
}

function totalLength(bodies: readonly OutgoingBody[]): number | undefined {
  let total = 0;
  for (const { length } of bodies) {
    if (length === undefined) return undefined;
    total += length;
  }
  return total;
}

/** A generator within this one, for the content, would take several promises more for each chunk. */
async function* chunksOf(bodies: readonly OutgoingBody[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const body of bodies) {
    if (isHeld(body)) {
      for (const chunk of body.chunks()) yield chunk;
      continue;
    }
    const content = body.content();
    for await (const chunk of body.source()) {
      const written = content.write(chunk);
      if (written.length > 0) yield written;
    }
    const rest = content.end();
    if (rest.length > 0) yield rest;
  }
}

function* heldChunks(bodies: readonly HeldBody[]): Generator<Uint8Array, void, undefined> {
  for (const body of bodies) yield* body.chunks();
}
