import { types } from 'node:util';
import { encodeText } from '@mm7/charset';
import { type BodySource, formatParameter, type PartInfo, parseContentId, parseContentType } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { Attachment, AttachmentGroup, OutgoingAttachment } from './attachment.ts';
import type { BufferPart, Part } from './part.ts';

/** A part that is to be sent, brought into one form, whichever it was given in. */
export type OutgoingNode = OutgoingLeafNode | OutgoingGroupNode;

interface Identified {
  /** Content-ID without brackets; a part that has none may be given one while the message is laid out. */
  contentId: string | undefined;
  readonly contentLocation: string | undefined;
}

/** At least one part. */
export type OutgoingNodes = readonly [OutgoingNode, ...OutgoingNode[]];

/** A part with content of its own. */
export interface OutgoingLeafNode extends Identified {
  readonly kind: 'leaf';
  /** Media type with its parameters, as it is written. */
  readonly contentType: string;
  readonly fileName: string | undefined;
  readonly body: BodySource;
  readonly size: number | undefined;
  readonly transferEncoding: 'binary' | 'base64' | undefined;
  /** The multiparts that a decoded part was in, outermost first. */
  readonly containers: readonly PartInfo[];
}

/** A multipart. */
export interface OutgoingGroupNode extends Identified {
  readonly kind: 'group';
  readonly subtype: 'mixed' | 'related';
  readonly parts: OutgoingNodes;
  /** Content-ID, without brackets, of the part that a related one starts with. */
  readonly start: string | undefined;
}

/**
 * Brings an attachment into the one form.
 *
 * @throws {Mm7Error} `invalid-option` when it is no attachment, or a group without parts; `invalid-header-value` when its
 *   type is none
 * @throws {CharsetError} `unknown-charset` or `unencodable-text` when text cannot be written in the charset of its type
 * @throws {MultipartError} `invalid-header-value` when the type of a decoded part cannot be written
 */
export function outgoingNode(attachment: OutgoingAttachment): OutgoingNode {
  if (typeof attachment !== 'object' || attachment === null) throw invalid(`an attachment cannot be ${attachment}`);
  if ('multipart' in attachment) return groupNode(attachment);
  if (typeof attachment.contentType !== 'string') throw invalid('an attachment must have a contentType');
  if ('containers' in attachment) return decodedNode(attachment);
  if ('body' in attachment) return attachmentNode(attachment);
  throw invalid('an attachment must have a body');
}

/** Media type of a part, in lower case and without parameters. */
export function essenceOf(node: OutgoingNode): string {
  return node.kind === 'group' ? `multipart/${node.subtype}` : parseContentType(node.contentType).essence;
}

function groupNode(group: AttachmentGroup): OutgoingGroupNode {
  const [first, ...others] = group.parts.map(outgoingNode);
  if (first === undefined) throw invalid('a group must have at least one part');
  return {
    kind: 'group',
    contentId: bareId(group.contentId),
    contentLocation: group.contentLocation,
    subtype: group.multipart,
    parts: [first, ...others],
    start: bareId(group.start),
  };
}

function attachmentNode(attachment: Attachment): OutgoingLeafNode {
  const { body, contentType, transferEncoding } = attachment;
  if (parseContentType(contentType).essence === '') {
    const message = `the contentType of an attachment must be a media type, not ${JSON.stringify(contentType)}`;
    throw new Mm7Error('invalid-header-value', message, { statusCode: 3000 });
  }
  if (transferEncoding !== undefined && transferEncoding !== 'binary' && transferEncoding !== 'base64') {
    throw invalid(`the transferEncoding of an attachment must be binary or base64, not ${String(transferEncoding)}`);
  }
  if (!isBodySource(body)) throw invalid('the body of an attachment must be bytes, text or a stream of bytes');
  return {
    kind: 'leaf',
    contentId: bareId(attachment.contentId),
    contentLocation: attachment.contentLocation,
    ...(typeof body === 'string' ? encodedText(body, contentType) : { body, contentType }),
    fileName: attachment.fileName,
    size: attachment.size,
    transferEncoding,
    containers: [],
  };
}

function decodedNode(part: Part | BufferPart): OutgoingLeafNode {
  const parameters = [...part.parameters].map(([name, value]) => `; ${formatParameter(name, value)}`);
  return {
    kind: 'leaf',
    contentId: part.contentId,
    contentLocation: part.contentLocation,
    contentType: part.contentType + parameters.join(''),
    // A name that the content type carries already needs no Content-Disposition.
    fileName: part.fileName === part.parameters.get('name') ? undefined : part.fileName,
    body: 'content' in part ? part.content : part,
    size: undefined,
    transferEncoding: undefined,
    containers: part.containers,
  };
}

/** Text without a declared charset is sent as UTF-8, and text types say so: their default is US-ASCII (RFC 2046, 4.1.2). */
function encodedText(text: string, contentType: string): Pick<OutgoingLeafNode, 'body' | 'contentType'> {
  const { essence, parameters } = parseContentType(contentType);
  const charset = parameters.get('charset');
  if (charset !== undefined) return { body: encodeText(text, charset), contentType };
  return {
    body: encodeText(text, 'utf-8'),
    contentType: essence.startsWith('text/') ? `${contentType}; charset=utf-8` : contentType,
  };
}

function bareId(contentId: string | undefined): string | undefined {
  return contentId === undefined ? undefined : parseContentId(contentId).id;
}

function isBodySource(body: unknown): boolean {
  if (typeof body === 'string') return true;
  return (
    typeof body === 'object' &&
    body !== null &&
    (types.isUint8Array(body) || 'stream' in body || Symbol.asyncIterator in body)
  );
}

function invalid(message: string): Mm7Error {
  return new Mm7Error('invalid-option', message, { statusCode: 3000 });
}
