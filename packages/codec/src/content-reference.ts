import { contentIdFromUrl, type PartInfo, parseContentId } from '@mm7/multipart';
import { bodyPath, type Message, type Warning } from '@mm7/schema';
import type { WarningLog } from './warning-log.ts';

/** How well a part matches the reference, worst first. */
type Match = 'none' | 'position' | 'content-location' | 'undecoded-content-id' | 'content-id';

const order: readonly Match[] = ['none', 'position', 'content-location', 'undecoded-content-id', 'content-id'];

/** What the Content of a message refers to; undefined when it has none. */
export function hrefOf(message: Message): string | undefined {
  return 'content' in message ? message.content?.href : undefined;
}

/**
 * The Content-IDs or Content-Locations that the href of a Content element can mean: that of a `cid:` URL (RFC 2392)
 * percent-decoded, which is the likelier, and as it stands. Peers leave the scheme out.
 */
export function contentIdsOf(href: string): readonly [decoded: string, undecoded: string] {
  const trimmed = href.trim();
  const decoded = contentIdFromUrl(trimmed);
  const bare = decoded === undefined ? trimmed : trimmed.slice('cid:'.length);
  return [decoded ?? contentIdFromUrl(`cid:${bare}`) ?? bare, parseContentId(bare).id];
}

/**
 * Finds the part that the envelope's Content refers to: by Content-ID, else by Content-Location, else the first part
 * beside the envelope. Parts are seen one by one, so a better match may replace a worse one until the last has come.
 */
export class ContentReference {
  readonly #message: Message;
  readonly #href: string | undefined;
  readonly #contentIds: readonly string[];
  readonly #root: PartInfo | undefined;
  #match: Match = 'none';
  #part: PartInfo | undefined;

  /**
   * @param root the part that is the envelope, if it is one: neither it nor a multipart around it can be the content
   */
  constructor(message: Message, root: PartInfo | undefined) {
    this.#message = message;
    this.#root = root;
    this.#href = hrefOf(message);
    this.#contentIds = this.#href === undefined ? [] : contentIdsOf(this.#href);
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
    return this.#part !== undefined && isWithin(part, this.#part.path);
  }

  /** Reports what is wrong with the reference itself. */
  checkHref(log: WarningLog): void {
    if (this.#href === undefined || contentIdFromUrl(this.#href) !== undefined) return;
    log.report('href-without-cid', `expected cid:…, got ${JSON.stringify(this.#href)}`, this.#place());
  }

  /** Reports, once all parts have been seen, that the one referred to was found otherwise than by its Content-ID. */
  checkMatch(log: WarningLog): void {
    if (this.#href === undefined || this.#match === 'content-id' || this.#match === 'undecoded-content-id') return;
    const href = JSON.stringify(this.#href);
    if (this.#match === 'content-location') {
      log.report('content-location-match', `${href} is a Content-Location, no Content-ID`, this.#place());
    } else {
      const substitute = this.#match === 'none' ? 'there is none' : 'the first one is taken';
      log.report('content-unmatched', `${href} names no part; ${substitute}`, this.#place());
    }
  }

  #matchOf(part: PartInfo): Match {
    if (this.#href === undefined || (this.#root !== undefined && isWithin(this.#root, part.path))) return 'none';
    if (part.contentId !== undefined && this.#contentIds.includes(part.contentId)) {
      const [decoded] = this.#contentIds;
      return part.contentId === decoded ? 'content-id' : 'undecoded-content-id';
    }
    const location = part.contentLocation;
    if (location === undefined) return 'position';
    return location === this.#href || this.#contentIds.includes(location) ? 'content-location' : 'position';
  }

  #place(): Pick<Warning, 'path'> {
    return { path: `${bodyPath}/${this.#message.operation}/Content` };
  }
}

/** Whether a part is the one at `path`, or stands in the multipart at `path`. */
function isWithin(part: PartInfo, path: string): boolean {
  return part.path === path || part.containers.some((container) => container.path === path);
}
