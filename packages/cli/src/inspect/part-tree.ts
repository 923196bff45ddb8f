import {
  createTransferDecoder,
  type HeaderFields,
  MultipartError,
  type MultipartHandler,
  MultipartSplitter,
  parseContentId,
  parseContentType,
  resolveMultipartLimits,
} from '@mm7/multipart';
import { isMm7Document } from '@mm7/parser';
import type { ByteRange } from './inspection.ts';

const limits = resolveMultipartLimits();

const LF = 0x0a;
const DASH = 0x2d;

/** A part of a body, or the body: where its bytes are, and what stands in it. */
export interface PartNode {
  /** Number of the part, such as `2.1`; empty for the body. */
  readonly path: string;
  readonly headers: HeaderFields;
  readonly range: ByteRange;
  readonly content: ByteRange;
  /** Absent where the content is no multipart. */
  readonly parts?: readonly PartNode[];
}

/**
 * Takes a body apart as far as that goes: what comes before an error is kept. The body is a multipart if it is labelled
 * so, or begins with a delimiter.
 *
 * @param headers header fields around the body
 */
export function partTree(headers: HeaderFields, body: Uint8Array): PartNode {
  const whole = { start: 0, end: body.length };
  const node = { path: '', headers, range: whole, content: whole };
  const boundary = boundaryOf(headers, body);
  return boundary === undefined ? node : { ...node, parts: new TreeBuilder(body).parts(boundary, '', whole) };
}

/** The content of a part, transfer encoding undone. */
export function contentOf({ headers, content }: PartNode, body: Uint8Array): Uint8Array {
  const bytes = body.subarray(content.start, content.end);
  const decoder = createTransferDecoder(headers.get('Content-Transfer-Encoding'));
  if (decoder === undefined) return bytes;
  const first = decoder.write(bytes);
  const last = decoder.end();
  const decoded = new Uint8Array(first.length + last.length);
  decoded.set(first);
  decoded.set(last, first.length);
  return decoded;
}

/** The parts that are no multiparts, in the order sent; the body itself if that is none. */
export function leavesOf(node: PartNode): PartNode[] {
  return node.parts === undefined ? [node] : node.parts.flatMap(leavesOf);
}

/** The Content-ID of a part, without its brackets. */
export function contentIdOf({ headers }: PartNode): string | undefined {
  const contentId = headers.get('Content-ID');
  return contentId === undefined ? undefined : parseContentId(contentId).id;
}

function boundaryOf(headers: HeaderFields, body: Uint8Array): string | undefined {
  const { essence, parameters } = parseContentType(headers.get('Content-Type'));
  if (essence.startsWith('multipart/') && isMm7Document(body)) return undefined;
  return parameters.get('boundary') ?? boundaryOfFirstLine(body);
}

function boundaryOfFirstLine(body: Uint8Array): string | undefined {
  const start = body.findIndex((byte) => byte > 0x20);
  if (body[start] !== DASH || body[start + 1] !== DASH) return undefined;
  const lineEnd = body.indexOf(LF, start);
  const line = body.subarray(start + 2, lineEnd === -1 ? body.length : lineEnd);
  return line.length > limits.boundaryLength ? undefined : new TextDecoder().decode(line).trimEnd();
}

type Open = Pick<PartNode, 'path' | 'headers'> & { readonly start: number; readonly contentStart: number };

class TreeBuilder {
  readonly #body: Uint8Array;
  #count = 0;

  constructor(body: Uint8Array) {
    this.#body = body;
  }

  parts(boundary: string, path: string, range: ByteRange): PartNode[] {
    const found: { readonly open: Open; readonly end: number }[] = [];
    let open: Open | undefined;
    const end = (offset: number) => {
      if (open !== undefined) found.push({ open, end: offset });
      open = undefined;
    };
    const handler: MultipartHandler = {
      partStart: (headers, start, contentStart) => {
        this.#count += 1;
        if (this.#count > limits.parts) throw new MultipartError('too-many-parts', 'no more parts are shown');
        open = { path: splitter?.partPath ?? '', headers, start, contentStart };
      },
      partData: () => {},
      partEnd: end,
    };
    let splitter: MultipartSplitter | undefined;
    try {
      splitter = new MultipartSplitter(boundary, handler, {}, { path, offset: range.start });
      splitter.write(this.#body.subarray(range.start, range.end));
      splitter.end();
    } catch (error) {
      // The codec tells of it. What it stops short is shown as it is.
      if (!MultipartError.is(error)) throw error;
      end(range.end);
    }
    return found.map((part) => this.#node(part.open, part.end));
  }

  #node({ path, headers, start, contentStart }: Open, end: number): PartNode {
    const content = { start: Math.min(contentStart, end), end };
    const node = { path, headers, range: { start, end }, content };
    const { essence, parameters } = parseContentType(headers.get('Content-Type'));
    const isTooDeep = path.split('.').length >= limits.nesting;
    if (!essence.startsWith('multipart/') || isTooDeep) return node;
    return { ...node, parts: this.parts(parameters.get('boundary') ?? '', path, content) };
  }
}
