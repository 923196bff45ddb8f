import { contentIdFromUrl, type PartInfo, parseContentId } from '@mm7/multipart';
import type { Message, Warning } from '@mm7/schema';
import type { WarningLog } from './warning-log.ts';

/** How well a part matches the reference, worst first. */
type Match = 'none' | 'position' | 'content-location' | 'undecoded-content-id' | 'content-id';

const order: readonly Match[] = ['none', 'position', 'content-location', 'undecoded-content-id', 'content-id'];

/** What the Content of a message refers to; undefined when it has none. */
export function hrefOf(message: Message): string | undefined {
  return 'content' in message ? message.content?.href : undefined;
}

/**
 * The Content-IDs or Content-Locations that the href of a Content element can mean, the likeliest first: that of a `cid:`
 * URL (RFC 2392), percent-decoded and as it stands. Peers leave the scheme out.
 */
export function contentIdsOf(href: string): ReadonlySet<string> {
  const trimmed = href.trim();
  const bare = contentIdFromUrl(trimmed) === undefined ? trimmed : trimmed.slice('cid:'.length);
  return new Set([contentIdFromUrl(`cid:${bare}`) ?? bare, parseContentId(bare).id]);
}

/**
 * Finds the part that the envelope's Content refers to: by Content-ID, else by Content-Location, else the first part
 * beside the envelope. Parts are seen one by one, so a better match may replace a worse one until the last has come.
 */
export class ContentReference {
  readonly #href: string | undefined;
  readonly #contentIds: ReadonlySet<string>;
  readonly #notContent: readonly string[];
  readonly #place: Pick<Warning, 'path'>;
  #match: Match = 'none';
  #part: PartInfo | undefined;

  /**
   * @param root the part that is the envelope, if it is one: neither it nor a multipart around it can be the content
   */
  constructor(message: Message, root: PartInfo | undefined) {
    this.#notContent = root === undefined ? [] : [root, ...root.containers].map(({ path }) => path);
    this.#href = hrefOf(message);
    this.#contentIds = this.#href === undefined ? new Set() : contentIdsOf(this.#href);
    this.#place = { path: `/Envelope/Body/${message.operation}/Content` };
  }

  /** Takes notice of a leaf or a nested multipart, in the order in which they begin. */
  see(part: PartInfo): void {
    const match = this.#matchOf(part);
    if (order.indexOf(match) <= order.indexOf(this.#match)) return;
    this.#match = match;
    this.#part = part;
  }

  /** Whether a part is what the reference means, of the parts seen so far, or stands inside it. */
  includes(part: PartInfo): boolean {
    const path = this.#part?.path;
    return path !== undefined && (part.path === path || part.containers.some((container) => container.path === path));
  }

  /** Reports what is wrong with the reference itself. */
  checkHref(log: WarningLog): void {
    if (this.#href === undefined || contentIdFromUrl(this.#href) !== undefined) return;
    log.report('href-without-cid', `expected cid:…, got ${JSON.stringify(this.#href)}`, this.#place);
  }

  /** Reports, once all parts have been seen, that the one referred to was found otherwise than by its Content-ID. */
  checkMatch(log: WarningLog): void {
    if (this.#href === undefined || this.#match === 'content-id' || this.#match === 'undecoded-content-id') return;
    const href = JSON.stringify(this.#href);
    if (this.#match === 'content-location') {
      log.report('content-location-match', `${href} is a Content-Location, no Content-ID`, this.#place);
    } else {
      const substitute = this.#match === 'none' ? 'there is none' : 'the first one is taken';
      log.report('content-unmatched', `${href} names no part; ${substitute}`, this.#place);
    }
  }

  #matchOf(part: PartInfo): Match {
    if (this.#href === undefined || this.#notContent.includes(part.path)) return 'none';
    if (part.contentId !== undefined && this.#contentIds.has(part.contentId)) {
      const [likeliest] = this.#contentIds;
      return part.contentId === likeliest ? 'content-id' : 'undecoded-content-id';
    }
    const location = part.contentLocation;
    if (location === undefined) return 'position';
    return location === this.#href || this.#contentIds.has(location) ? 'content-location' : 'position';
  }
}
