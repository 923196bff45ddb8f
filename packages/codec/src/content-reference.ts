import { contentIdFromUrl, type PartInfo, parseContentId } from '@mm7/multipart';
import type { Message } from '@mm7/schema';

/** How well a part matches the reference, worst first. */
type Match = 'none' | 'position' | 'content-location' | 'content-id';

const order: readonly Match[] = ['none', 'position', 'content-location', 'content-id'];

/** What the Content of a message refers to; undefined when it has none. */
export function hrefOf(message: Message): string | undefined {
  return 'content' in message ? message.content?.href : undefined;
}

/**
 * The Content-IDs that the href of a Content element can mean: the one of a `cid:` URL (RFC 2392), percent-decoded and
 * as it stands, or the href itself, since peers leave the scheme out.
 */
export function contentIdsOf(href: string): ReadonlySet<string> {
  const trimmed = href.trim();
  const fromUrl = contentIdFromUrl(trimmed);
  if (fromUrl === undefined) return new Set([parseContentId(trimmed).id]);
  return new Set([fromUrl, parseContentId(trimmed.slice('cid:'.length)).id]);
}

/**
 * Finds the part that the envelope's Content refers to: by Content-ID, else by Content-Location, else the first part
 * beside the envelope. Parts are seen one by one, so a better match may replace a worse one until the last has come.
 */
export class ContentReference {
  readonly #href: string | undefined;
  readonly #contentIds: ReadonlySet<string>;
  #match: Match = 'none';
  #part: PartInfo | undefined;

  /**
   * @param href of the message; undefined when it has no Content, so that no part is referred to
   */
  constructor(href: string | undefined) {
    this.#href = href;
    this.#contentIds = href === undefined ? new Set() : contentIdsOf(href);
  }

  /** How the part referred to was found, of the parts seen so far. */
  get match(): Match {
    return this.#match;
  }

  /** Takes notice of a leaf or a nested multipart; in the order in which they begin. */
  see(part: PartInfo): void {
    const match = this.#matchOf(part);
    if (order.indexOf(match) <= order.indexOf(this.#match)) return;
    this.#match = match;
    this.#part = part;
  }

  /** Whether a part is what the reference means, or stands inside it. */
  includes(part: PartInfo): boolean {
    const path = this.#part?.path;
    return path !== undefined && (part.path === path || part.containers.some((container) => container.path === path));
  }

  #matchOf(part: PartInfo): Match {
    if (this.#href === undefined) return 'none';
    if (part.contentId !== undefined && this.#contentIds.has(part.contentId)) return 'content-id';
    const location = part.contentLocation;
    if (location === undefined) return 'position';
    return location === this.#href.trim() || this.#contentIds.has(location) ? 'content-location' : 'position';
  }
}
