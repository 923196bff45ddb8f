import type { OutgoingNode } from './outgoing-node.ts';

/** Gives Content-IDs to the parts of one message that have none and need one: the same for the same message. */
export class ContentIds {
  readonly #taken = new Set<string>();

  /** Takes notice of the Content-IDs that parts have already. */
  constructor(nodes: readonly OutgoingNode[]) {
    this.#note(nodes);
  }

  /** A Content-ID (RFC 2045, section 7), without brackets, that no part of the message has. */
  allocate(name: string): string {
    let contentId = `${name}@mm7`;
    for (let number = 2; this.#taken.has(contentId); number += 1) contentId = `${name}-${number}@mm7`;
    this.#taken.add(contentId);
    return contentId;
  }

  #note(nodes: readonly OutgoingNode[]): void {
    for (const node of nodes) {
      if (node.contentId !== undefined) this.#taken.add(node.contentId);
      if (node.kind === 'group') this.#note(node.parts);
    }
  }
}
