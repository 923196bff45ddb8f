import { contentIdFromUrl, contentIdToUrl, type PartInfo, parseContentId } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { ContentIds } from './content-ids.ts';
import { contentIdsOf } from './content-reference.ts';
import { essenceOf, type OutgoingGroupNode, type OutgoingNode } from './outgoing-node.ts';
import { isPresentationType } from './part.ts';

/** The part that goes beside the envelope, and the reference by which the envelope means it. */
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
export function layOutContent(
  nodes: readonly [OutgoingNode, ...OutgoingNode[]],
  href: string | undefined,
  contentIds: ContentIds,
): ContentLayout {
  const [only, ...others] = nodes;
  if (href === undefined) {
    const content = others.length === 0 ? only : groupOf(nodes);
    content.contentId ??= contentIds.allocate('content');
    return { content, href: contentIdToUrl(content.contentId) };
  }
  const wanted = contentIdsOf(href);
  if (nodes.some((node) => isNamed(node, wanted)))
    return { content: others.length === 0 ? only : groupOf(nodes), href };
  const container = sharedContainer(nodes, wanted);
  if (container !== undefined) {
    const group = groupOf(nodes, container);
    group.contentId = container.contentId;
    return { content: group, href };
  }
  if (others.length > 0 || only.contentId !== undefined) {
    throw unmatchedError(href);
  }
  only.contentId = contentIdFromUrl(href) ?? parseContentId(href).id;
  return { content: only, href };
}

/** The error of a message whose reference names none of its attachments. */
export function unmatchedError(href: string): Mm7Error {
  return new Mm7Error('content-unmatched', `the message refers to ${JSON.stringify(href)}, which names no attachment`, {
    statusCode: 3000,
  });
}

function isNamed(node: OutgoingNode, wanted: ReadonlySet<string>): boolean {
  if (node.contentId !== undefined && wanted.has(node.contentId)) return true;
  return node.kind === 'group' && node.parts.some((part) => isNamed(part, wanted));
}

/** The multipart with the Content-ID wanted in which all parts stood when they were decoded. */
function sharedContainer(nodes: readonly OutgoingNode[], wanted: ReadonlySet<string>): PartInfo | undefined {
  const [first, ...others] = nodes.map((node) => (node.kind === 'leaf' ? node.containers : []));
  return first?.find(
    ({ path, contentId }) =>
      contentId !== undefined &&
      wanted.has(contentId) &&
      others.every((containers) => containers.some((container) => container.path === path)),
  );
}

/** A multipart of all parts: related, if one of them is a presentation that the others belong to. */
function groupOf(parts: readonly OutgoingNode[], like?: PartInfo): OutgoingGroupNode {
  const isRelated = like?.contentType === 'multipart/related' || parts.some(isPresentation);
  const start = like?.parameters.get('start');
  const startId = start === undefined ? undefined : parseContentId(start).id;
  return {
    kind: 'group',
    contentId: undefined,
    contentLocation: undefined,
    subtype: isRelated ? 'related' : 'mixed',
    parts,
    start: parts.some((part) => part.contentId === startId) ? startId : undefined,
  };
}

/** Whether a part is a SMIL presentation. */
export function isPresentation(node: OutgoingNode): boolean {
  return isPresentationType(essenceOf(node));
}
