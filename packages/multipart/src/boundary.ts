import { Buffer } from 'node:buffer';
import { randomFillSync } from 'node:crypto';
import { DelimiterSearch } from './delimiter-search.ts';
import { MultipartError } from './errors.ts';

/** 192 random bits, which nobody guesses and no content holds by chance. */
const RANDOM_BYTES = 24;

/** Random bytes are drawn for many boundaries at once, as each draw has its price; no boundary shares any with another. */
const pool = Buffer.alloc(64 * RANDOM_BYTES);
let usedOfPool = pool.length;

/** Longest boundary that RFC 2046 section 5.1.1 allows. */
const MAXIMUM_LENGTH = 70;

const BOUNDARY_CHARACTERS = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'()+_,-./:=? ");

/** Chooses the boundaries of one body, so that each delimiter can only be what it is meant to be. */
export class Boundaries {
  readonly #heldContents: readonly Uint8Array[];
  readonly #chosen: string[] = [];

  /** Takes all content that is held in memory. */
  constructor(heldContents: readonly Uint8Array[]) {
    this.#heldContents = heldContents;
  }

  /**
   * The boundary that was given, or one from a cryptographically secure source that needs no quotes.
   *
   * @throws MultipartError about a boundary that was given: `missing-boundary`, `boundary-too-long` or
   *   `invalid-boundary` (RFC 2046 section 5.1.1), `boundary-in-content` if it occurs in content or begins like another
   */
  choose(given: string | undefined): string {
    if (given !== undefined) checkBoundary(given);
    let boundary = given ?? randomBoundary();
    while (this.#isTaken(boundary)) {
      if (given !== undefined) {
        const message = `expected a boundary that content and other boundaries do not hold, got ${JSON.stringify(given)}`;
        throw new MultipartError('boundary-in-content', message);
      }
      boundary = randomBoundary();
    }
    this.#chosen.push(boundary);
    return boundary;
  }

  #isTaken(boundary: string): boolean {
    if (this.#chosen.some((other) => other.startsWith(boundary) || boundary.startsWith(other))) return true;
    const search = new DelimiterSearch('', Buffer.from(`--${boundary}`, 'latin1'));
    return this.#heldContents.some((content) => search.find(content, 0) !== -1);
  }
}

function randomBoundary(): string {
  if (usedOfPool === pool.length) {
    randomFillSync(pool);
    usedOfPool = 0;
  }
  const start = usedOfPool;
  usedOfPool += RANDOM_BYTES;
  return `mm7_${pool.toString('base64url', start, usedOfPool)}`;
}

function checkBoundary(boundary: string): void {
  if (boundary === '') throw new MultipartError('missing-boundary', 'expected a boundary, got an empty one');
  if (boundary.length > MAXIMUM_LENGTH) {
    const message = `expected a boundary of at most ${MAXIMUM_LENGTH} characters, got ${boundary.length}`;
    throw new MultipartError('boundary-too-long', message);
  }
  for (const character of boundary) {
    if (!BOUNDARY_CHARACTERS.has(character)) throw invalidBoundary(boundary);
  }
  if (boundary.endsWith(' ')) throw invalidBoundary(boundary);
}

function invalidBoundary(boundary: string): MultipartError {
  const message = `expected a boundary as RFC 2046 describes it, got ${JSON.stringify(boundary)}`;
  return new MultipartError('invalid-boundary', message);
}
