import {
  formatParameter,
  type HeaderField,
  type OutgoingLeaf,
  type OutgoingMultipart,
  type OutgoingPart,
} from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { ContentIds } from './content-ids.ts';
import { isPresentation } from './content-layout.ts';
import { essenceOf, type OutgoingGroupNode, type OutgoingLeafNode, type OutgoingNode } from './outgoing-node.ts';

/** Writes Content-IDs and `start` in angle brackets, or without them for a peer that does so. */
export type ContentIdFormat = (contentId: string) => string;

/**
 * Makes of a part what the multipart writer takes.
 *
 * @throws {Mm7Error} `start-mismatch` when the `start` of a group names none of its parts
 * @throws {MultipartError} `invalid-header-value`
 */
export function outgoingPart(node: OutgoingNode, contentIds: ContentIds, format: ContentIdFormat): OutgoingPart {
  return node.kind === 'leaf' ? leafOf(node, format) : multipartOf(node, contentIds, format);
}

function leafOf(node: OutgoingLeafNode, format: ContentIdFormat): OutgoingLeaf {
  const headers: HeaderField[] = [['Content-Type', node.contentType], ...identification(node, format)];
  if (node.fileName !== undefined) {
    headers.push(['Content-Disposition', `attachment; ${formatParameter('filename', node.fileName)}`]);
  }
  return { headers, body: node.body, size: node.size, transferEncoding: node.transferEncoding };
}

function multipartOf(node: OutgoingGroupNode, contentIds: ContentIds, format: ContentIdFormat): OutgoingMultipart {
  return {
    headers: identification(node, format),
    subtype: node.subtype,
    parameters: node.subtype === 'related' ? parametersFrom(startOf(node), contentIds, format) : [],
    parts: node.parts.map((part) => outgoingPart(part, contentIds, format)),
  };
}

function parametersFrom(
  start: OutgoingNode,
  contentIds: ContentIds,
  format: ContentIdFormat,
): readonly (readonly [string, string])[] {
  start.contentId ??= contentIds.allocate(isPresentation(start) ? 'presentation' : 'start');
  return relatedParameters(essenceOf(start), start.contentId, format);
}

/** The parameters of multipart/related, as RFC 2387, section 3, wants them. */
export function relatedParameters(
  type: string,
  start: string,
  format: ContentIdFormat,
): readonly (readonly [string, string])[] {
  return [
    ['type', type],
    ['start', format(start)],
  ];
}

function startOf({ parts, start }: OutgoingGroupNode): OutgoingNode {
  if (start === undefined) return parts.find(isPresentation) ?? parts[0];
  const named = parts.find(({ contentId }) => contentId === start);
  if (named !== undefined) return named;
  throw new Mm7Error('start-mismatch', `start is ${JSON.stringify(start)}, which no part of the group has`, {
    statusCode: 3000,
  });
}

function identification(node: OutgoingNode, format: ContentIdFormat): HeaderField[] {
  const headers: HeaderField[] = [];
  if (node.contentId !== undefined) headers.push(['Content-ID', format(node.contentId)]);
  if (node.contentLocation !== undefined) headers.push(['Content-Location', node.contentLocation]);
  return headers;
}
