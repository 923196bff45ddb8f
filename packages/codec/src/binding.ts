import { type ContentId, type ContentType, type PartInfo, parseContentId } from '@mm7/multipart';
import type { Dialect, Warning } from '@mm7/schema';
import type { WarningLog } from './warning-log.ts';

/**
 * How a Content-Type binds an envelope to its attachments (TS 23.140, clause 8.7.2; RFC 2387), and in what a message
 * deviates from that.
 */
export class Binding {
  readonly #contentType: ContentType;
  readonly #isRelated: boolean;
  /** The `start` parameter as sent, and taken apart. */
  readonly #start: string | undefined;
  readonly #startId: ContentId | undefined;
  readonly #log: WarningLog;

  /**
   * @param contentType of a multipart body; one without type and parameters where the header says something else
   */
  constructor(contentType: ContentType, log: WarningLog) {
    this.#contentType = contentType;
    this.#isRelated = contentType.essence === 'multipart/related';
    this.#start = contentType.parameters.get('start');
    this.#startId = this.#start === undefined ? undefined : parseContentId(this.#start);
    this.#log = log;
  }

  /** Whether a part is the one that `start` names (RFC 2387, section 3.2). */
  isStart(part: PartInfo): boolean {
    return this.#startId !== undefined && part.containers.length === 0 && part.contentId === this.#startId.id;
  }

  /** Reports what is wrong with the Content-Type itself. */
  checkContentType(): void {
    if (!this.#isRelated) {
      const got = this.#contentType.essence === '' ? 'no multipart type' : this.#contentType.essence;
      this.#log.report('multipart-type', `expected multipart/related, got ${got}`);
    }
    if (this.#startId === undefined) {
      if (this.#isRelated) this.#log.report('missing-start', 'multipart/related has no start parameter');
    } else if (!this.#startId.bracketed) {
      this.#log.report('content-id-brackets', `expected start="<…>", got ${JSON.stringify(this.#start)}`);
    }
  }

  /** Reports in what the envelope that was found is not what the Content-Type announces. */
  checkRoot(root: PartInfo): void {
    if (this.#startId !== undefined && !this.isStart(root)) {
      const message = `start is ${JSON.stringify(this.#start)}, but the envelope is part ${root.path}`;
      this.#log.report('start-mismatch', message, placeOf(root));
    }
    const type = this.#contentType.parameters.get('type');
    if (this.#isRelated && type?.trim().toLowerCase() !== root.contentType) {
      const got = type === undefined ? 'none' : JSON.stringify(type);
      this.#log.report('type-parameter', `expected type="${root.contentType}", got ${got}`);
    }
    if (root.contentType !== 'text/xml') {
      this.#log.report('root-content-type', `expected text/xml, got ${root.contentType}`, placeOf(root));
    }
  }

  /** How the peer binds. */
  dialectOf(root: PartInfo): Pick<Dialect, 'rootContentType' | 'contentIdBrackets'> {
    const rootId = root.headers.get('content-id');
    const rootContentType = root.contentType;
    if (this.#startId === undefined && rootId === undefined) return { rootContentType };
    const isStartBracketed = this.#startId?.bracketed ?? true;
    return { rootContentType, contentIdBrackets: isStartBracketed && isBracketed(rootId) };
  }
}

/** Reports what is wrong with the header fields of a part, be it a leaf or a nested multipart. */
export function checkPart(part: PartInfo, log: WarningLog): void {
  const isRelated = part.contentType === 'multipart/related';
  const start = isRelated ? part.parameters.get('start') : undefined;
  const contentId = part.headers.get('content-id');
  const bare = isBracketed(contentId) ? start : contentId;
  if (!isBracketed(bare)) {
    log.report('content-id-brackets', `expected a Content-ID in <…>, got ${JSON.stringify(bare)}`, placeOf(part));
  }
  if (isRelated && start === undefined) {
    log.report('missing-start', 'multipart/related has no start parameter', placeOf(part));
  }
  if (part.contentType === 'text/smil') {
    log.report('smil-type', 'expected application/smil, got text/smil', placeOf(part));
  }
}

/** Whether a Content-ID stands in angle brackets, or there is none. */
function isBracketed(contentId: string | undefined): boolean {
  return contentId === undefined || parseContentId(contentId).bracketed;
}

function placeOf({ path, offset }: PartInfo): Pick<Warning, 'path' | 'offset'> {
  return { path, offset };
}
