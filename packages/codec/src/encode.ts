import { encodeText } from '@mm7/charset';
import { formatParameter, type WrittenMultipart, writeMultipart } from '@mm7/multipart';
import {
  type DeliverReq,
  type Dialect,
  type ExtendedReplaceReq,
  type Message,
  Mm7Error,
  messages,
  type ReplaceReq,
  type SubmitReq,
  type Warning,
} from '@mm7/schema';
import { type SerializeOptions, serializeEnvelope } from '@mm7/serializer';
import type { OutgoingAttachment } from './attachment.ts';
import { ContentIds } from './content-ids.ts';
import { layOutContent, unmatchedError } from './content-layout.ts';
import { hrefOf } from './content-reference.ts';
import { type OutgoingNode, outgoingNode } from './outgoing-node.ts';
import { type ContentIdFormat, outgoingPart, relatedParameters } from './outgoing-part.ts';
import { dialectOf } from './reply-dialect.ts';
import { typedIterator } from './typed-iterator.ts';
import { type ErrorContext, toMm7Error } from './wrapped-error.ts';

/** How to write a message. */
export interface EncodeOptions extends Omit<SerializeOptions, 'encoding' | 'onWarning'> {
  /** Character set of the envelope. Default `utf-8`. */
  readonly charset?: string;
  /** Value of the SOAPAction header field of a request, `""` (two quotation marks) by default; `false` for none. */
  readonly soapAction?: string | false;
}

/** A message ready to be sent. */
export interface Encoded {
  /** Content-Type; Content-Length if all sizes are known; SOAPAction for a request. */
  readonly headers: Record<string, string>;
  /**
   * The body. Attachments go through it by reference, read no faster than it is; it can be iterated again if they can.
   * It fails with an {@link Mm7Error} `size-mismatch` before an attachment gives more bytes than it was declared to
   * have, or when it gives fewer.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Length of the body in bytes; undefined if the size of an attachment is unknown. */
  readonly contentLength: number | undefined;
  /** What could not be written as it was asked for. */
  readonly warnings: readonly Warning[];
}

/**
 * Writes a message and its attachments as the header fields and the body of an HTTP message. No attachment: the envelope
 * alone. One: that part is the content. Several: a multipart of them is, related if one is a SMIL presentation, else
 * mixed. Where the message does not say what its content is, that is filled in.
 *
 * A reply made by `respond` or `fault` is written as the peer it answers writes.
 *
 * @throws {Mm7Error} `content-unmatched` when the message refers to a part that is not there, `invalid-value` and others
 *   when a value cannot be written, `invalid-header-value`, `invalid-option`
 *
 * @example
 * const { headers, body } = encode(request, [{ contentType: 'image/jpeg', body: picture }]);
 * const response = await fetch(url, { method: 'POST', headers, body, duplex: 'half' });
 */
export function encode(
  message: Message,
  attachments: readonly OutgoingAttachment[] = [],
  options: EncodeOptions = {},
): Encoded {
  try {
    return encoded(message, attachments, options);
  } catch (error) {
    throw toMm7Error(error, unsent);
  }
}

/** What is wrong with a message of our own is no fault of a peer. */
const unsent: ErrorContext = { statusCode: 3000 };

function encoded(message: Message, attachments: readonly OutgoingAttachment[], options: EncodeOptions): Encoded {
  const { charset = 'utf-8', soapAction = '""', ...serializing } = options;
  const dialect = options.dialect ?? dialectOf(message);
  const nodes = attachments.map(outgoingNode);
  const contentIds = new ContentIds(nodes);
  const layout = layOut(message, nodes, contentIds);
  const warnings: Warning[] = [];
  const xml = serializeEnvelope(layout?.message ?? message, {
    ...serializing,
    ...(dialect === undefined ? {} : { dialect }),
    encoding: charset.toUpperCase(),
    onWarning: (warning) => warnings.push(warning),
  });
  const type = envelopeType(dialect);
  const envelope = { type, header: `${type}; ${formatParameter('charset', charset)}`, bytes: encodeText(xml, charset) };
  const written =
    layout === undefined
      ? { contentType: envelope.header, contentLength: envelope.bytes.length, body: inOnePiece(envelope.bytes) }
      : writeRelated(envelope, layout.content, contentIds, dialect);
  const { contentType, contentLength, body } = written;
  return {
    headers: {
      'Content-Type': contentType,
      ...(contentLength === undefined ? {} : { 'Content-Length': String(contentLength) }),
      ...soapActionHeader(message, soapAction),
    },
    body: typedBody(body),
    contentLength,
    warnings,
  };
}

/** The message with its reference to the content, and the content; undefined for a message without attachments. */
function layOut(
  message: Message,
  [first, ...others]: readonly OutgoingNode[],
  contentIds: ContentIds,
): { readonly message: Message; readonly content: OutgoingNode } | undefined {
  const href = hrefOf(message);
  if (first === undefined) {
    if (href !== undefined) throw unmatchedError(href);
    return undefined;
  }
  if (!canReferToContent(message)) {
    throw new Mm7Error('invalid-option', `${message.operation} cannot refer to attachments`, unsent);
  }
  const layout = layOutContent([first, ...others], href, contentIds);
  return {
    message: href === undefined ? { ...message, content: { href: layout.href } } : message,
    content: layout.content,
  };
}

function canReferToContent(message: Message): message is SubmitReq | ReplaceReq | ExtendedReplaceReq | DeliverReq {
  return message.operation !== 'Fault' && Object.hasOwn(messages[message.operation].fields, 'content');
}

function writeRelated(
  envelope: { readonly type: string; readonly header: string; readonly bytes: Uint8Array },
  content: OutgoingNode,
  contentIds: ContentIds,
  dialect: Dialect | undefined,
): WrittenMultipart {
  const format: ContentIdFormat = dialect?.contentIdBrackets === false ? (id) => id : (id) => `<${id}>`;
  const rootId = contentIds.allocate('envelope');
  return writeMultipart({
    headers: [],
    subtype: 'related',
    parameters: relatedParameters(envelope.type, rootId, format),
    parts: [
      {
        headers: [
          ['Content-Type', envelope.header],
          ['Content-ID', format(rootId)],
        ],
        body: envelope.bytes,
      },
      outgoingPart(content, contentIds, format),
    ],
  });
}

/** A peer that labels its envelopes as another kind of XML is answered in kind; other labels are mistakes. */
function envelopeType(dialect: Dialect | undefined): string {
  const type = dialect?.rootContentType;
  return type === 'application/xml' || type === 'application/soap+xml' ? type : 'text/xml';
}

function soapActionHeader(message: Message, soapAction: string | false): Record<string, string> {
  if (soapAction === false || !message.operation.endsWith('Req')) return {};
  for (const character of soapAction) {
    if (character < ' ' || character > '~') {
      throw new Mm7Error('invalid-header-value', 'soapAction must be printable US-ASCII on one line', unsent);
    }
  }
  return { SOAPAction: soapAction };
}

function inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      yield bytes;
    },
  };
}

/** The body, with errors of the layers below as Mm7Errors; those of an attachment's own source pass unchanged. */
function typedBody(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => typedIterator(chunks[Symbol.asyncIterator](), rethrow) };
}

function rethrow(error: unknown): never {
  throw toMm7Error(error, unsent);
}
