import { contentIdFromUrl, contentIdToUrl, type PartInfo, parseContentId } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { ContentIds } from './content-ids.ts';
import { contentIdsOf } from './content-reference.ts';
import { essenceOf, type OutgoingGroupNode, type OutgoingNode, type OutgoingNodes } from './outgoing-node.ts';
import { isPresentationType } from './part.ts';

/** The part that goes beside the envelope, and the reference by which the envelope means it or a part of it. */
export interface ContentLayout {
  readonly content: OutgoingNode;
  readonly href: string;
}

/**
 * Makes one content part of the attachments: the only one, or a multipart of all.
 *
 * @param href what the message refers to already; absent, it shall refer to the content part
 * @throws {Mm7Error} `content-unmatched` when `href` names no part
 */
export function layOutContent(nodes: OutgoingNodes, href: string | undefined, contentIds: ContentIds): ContentLayout {
  if (href !== undefined) return { content: soleNode(withNamed(nodes, href)), href };
  const content = soleNode(nodes);
  content.contentId ??= contentIds.allocate('content');
  return { content, href: contentIdToUrl(content.contentId) };
}

/** Whether a part is a SMIL presentation. */
export function isPresentation(node: OutgoingNode): boolean {
  return isPresentationType(essenceOf(node));
}

/** The error of a message whose reference names none of its attachments. */
export function unmatchedError(href: string): Mm7Error {
  return new Mm7Error('content-unmatched', `the message refers to ${JSON.stringify(href)}, which names no attachment`, {
    statusCode: 3000,
  });
}

function soleNode(nodes: OutgoingNodes): OutgoingNode {
  const [only, ...others] = nodes;
  return others.length === 0 ? only : groupOf(nodes);
}

/**
 * The nodes, one of which `href` names: a part that has the Content-ID already; the multipart that decoded parts came
 * from, put together again; or a single part that has no Content-ID yet.
 */
function withNamed(nodes: OutgoingNodes, href: string): OutgoingNodes {
  const wanted = contentIdsOf(href);
  if (nodes.some((node) => isNamed(node, wanted))) return nodes;
  const container = containerOf(nodes, wanted);
  if (container !== undefined) return regrouped(nodes, container);
  const [only, ...others] = nodes;
  if (others.length > 0 || only.contentId !== undefined) throw unmatchedError(href);
  only.contentId = contentIdFromUrl(href) ?? parseContentId(href).id;
  return nodes;
}

function isNamed(node: OutgoingNode, wanted: readonly string[]): boolean {
  if (node.contentId !== undefined && wanted.includes(node.contentId)) return true;
  return node.kind === 'group' && node.parts.some((part) => isNamed(part, wanted));
}

function containerOf(nodes: OutgoingNodes, wanted: readonly string[]): PartInfo | undefined {
  const containers = nodes.flatMap((node) => (node.kind === 'leaf' ? node.containers : []));
  return containers.find(({ contentId }) => contentId !== undefined && wanted.includes(contentId));
}

/** Puts the parts that came from one multipart into one again, where the first of them stands. */
function regrouped(nodes: OutgoingNodes, container: PartInfo): OutgoingNodes {
  const cameFromIt = (node: OutgoingNode): boolean => node.kind === 'leaf' && node.containers.includes(container);
  const [first, ...others] = nodes.filter(cameFromIt);
  if (first === undefined) return nodes;
  const group = groupOf([first, ...others], container);
  const [leading = group, ...following] = nodes.flatMap((node) => {
    if (node === first) return [group];
    return cameFromIt(node) ? [] : [node];
  });
  return [leading, ...following];
}

/** A multipart of parts: related, if one of them is a presentation that the others belong to. */
function groupOf(parts: OutgoingNodes, like?: PartInfo): OutgoingGroupNode {
  const isRelated = like?.contentType === 'multipart/related' || parts.some(isPresentation);
  const start = like?.parameters.get('start');
  const startId = start === undefined ? undefined : parseContentId(start).id;
  return {
    kind: 'group',
    contentId: like?.contentId,
    contentLocation: like?.contentLocation,
    subtype: isRelated ? 'related' : 'mixed',
    parts,
    start: parts.some(({ contentId }) => contentId !== undefined && contentId === startId) ? startId : undefined,
  };
}
