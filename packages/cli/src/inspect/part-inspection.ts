import type { DecodedBuffer } from '@mm7/codec';
import { type HeaderFields, parseContentType } from '@mm7/multipart';
import { describeContent } from './content-description.ts';
import type { FindingsByPlace } from './findings-by-place.ts';
import type { InspectedField, InspectedPart } from './inspection.ts';
import type { Mask } from './mask.ts';
import { contentIdOf, contentOf, type PartNode } from './part-tree.ts';

const presentationTypes = new Set(['application/smil', 'application/smil+xml', 'text/smil']);

/** What is known of a body besides its parts. */
export interface PartContext {
  readonly body: Uint8Array;
  /** The part that is the envelope. */
  readonly root: PartNode | undefined;
  readonly decoded: DecodedBuffer | undefined;
  readonly findings: FindingsByPlace;
  readonly mask: Mask;
}

/** Describes a body or a part of it, with all that stands in it. */
export async function inspectPart(node: PartNode, context: PartContext): Promise<InspectedPart> {
  const { body, root, decoded, findings, mask } = context;
  const { essence, parameters } = parseContentType(node.headers.get('Content-Type'));
  const contentType = essence === '' ? 'text/plain' : essence;
  const label = { contentType, charset: parameters.get('charset') };
  const known = decoded?.parts.find(({ path }) => path === node.path);
  const isAttachment = node.parts === undefined && node !== root && body.length > 0;
  const own = findings.ofPart(node.path);
  const parts: InspectedPart[] = [];
  for (const inner of node.parts ?? []) parts.push(await inspectPart(inner, context));
  const isContent = known?.isContent ?? (node.path !== '' && parts.length > 0 && parts.every((each) => each.isContent));
  return {
    path: node.path,
    role: node === root ? 'envelope' : roleOf(node, contentType, decoded && isContent),
    isContent,
    contentType,
    fields: fieldsOf(node.headers, mask),
    range: node.range,
    content: node.content,
    contentId: contentIdOf(node),
    contentLocation: node.headers.get('Content-Location'),
    fileName: known?.fileName,
    description: isAttachment ? await describeContent(contentOf(node, body), label, mask) : undefined,
    // What no part has taken is of the body.
    findings: node.path === '' ? findings.rest() : own,
    ...(node.parts === undefined ? {} : { parts }),
  };
}

/** Header fields, fit to be shown. */
export function fieldsOf(headers: HeaderFields, mask: Mask): InspectedField[] {
  return [...headers].map(([name, value]) => ({ name, value: mask.field(name, value) }));
}

/**
 * @param isContent undefined where the message cannot be read, so that nobody knows
 */
function roleOf({ path, parts }: PartNode, contentType: string, isContent: boolean | undefined): InspectedPart['role'] {
  if (path === '') return 'body';
  if (parts !== undefined) return 'multipart';
  if (presentationTypes.has(contentType)) return 'presentation';
  if (isContent === undefined) return 'unknown';
  return isContent ? 'content' : 'other';
}
