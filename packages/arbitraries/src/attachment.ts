/** A part to send: structurally an `Attachment` of the codec whose content is in memory. */
export interface AttachmentLeaf {
  /** Bytes, or text that is written as UTF-8. */
  readonly body: Uint8Array | string;
  /** Media type in lower case, with parameters if there are any. */
  readonly contentType: string;
  /** Without angle brackets; unique in its tree. */
  readonly contentId?: string;
  readonly contentLocation?: string;
  readonly fileName?: string;
  readonly transferEncoding?: 'binary' | 'base64';
}

/** A multipart to send: structurally an `AttachmentGroup` of the codec. */
export interface AttachmentBranch {
  readonly multipart: 'mixed' | 'related';
  readonly parts: readonly AttachmentNode[];
  /** Content-ID of one of the parts. */
  readonly start?: string;
  readonly contentId?: string;
  readonly contentLocation?: string;
}

/** A part or a multipart of parts. */
export type AttachmentNode = AttachmentLeaf | AttachmentBranch;

/**
 * The parts with content of their own, in the order in which they are sent and read.
 *
 * @example
 * leavesOf([{ multipart: 'mixed', parts: [picture, words] }]); // [picture, words]
 */
export function leavesOf(nodes: readonly AttachmentNode[]): readonly AttachmentLeaf[] {
  return nodes.flatMap((node) => ('multipart' in node ? leavesOf(node.parts) : [node]));
}

/** Every Content-ID in a tree, in the order in which parts begin. */
export function contentIdsOf(nodes: readonly AttachmentNode[]): readonly string[] {
  return nodes.flatMap((node) => [
    ...(node.contentId === undefined ? [] : [node.contentId]),
    ...('multipart' in node ? contentIdsOf(node.parts) : []),
  ]);
}
