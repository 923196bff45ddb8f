const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const DASH = 0x2d;

/** A line of more than this (RFC 5322 2.1.1) is no delimiter line, so that little need be held to decide about one. */
const LONGEST_TAIL = 998;

/**
 * What the bytes after `--boundary` make of it: a delimiter before a part, the closing delimiter, or no delimiter at all
 * but content; `undecided` as long as the bytes so far allow more than one of them.
 */
export type DelimiterVerdict = 'undecided' | 'delimiter' | 'closing-delimiter' | 'content';

/**
 * Reads what follows `--boundary`, across chunks: white space and a line end make it a delimiter, two dashes the closing
 * one (RFC 2046 5.1.1), anything else content.
 */
export class DelimiterTail {
  verdict: DelimiterVerdict = 'undecided';
  /** Whether the delimiter line ended in LF without CR. */
  endsInLoneLineFeed = false;
  #length = 0;
  #last = 0;
  #held: number[] = [];

  /** How many bytes are held. */
  get heldLength(): number {
    return this.#held.length;
  }

  /** Begins with the first byte after another `--boundary`. */
  restart(): void {
    this.verdict = 'undecided';
    this.endsInLoneLineFeed = false;
    this.#length = 0;
    this.#last = 0;
    if (this.#held.length > 0) this.#held = [];
  }

  /**
   * Reads on from `at` and returns where a delimiter line ends in `chunk`, whose bytes have all been read if the verdict
   * is still undecided. Content has no such end.
   */
  read(chunk: Uint8Array, at: number): number {
    for (let index = at; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      this.verdict = this.#verdictAfter(byte);
      if (this.verdict !== 'undecided') return index + 1;
      this.#length += 1;
      this.#last = byte;
    }
    return chunk.length;
  }

  /** Keeps a copy of undecided bytes, in case they turn out to be content. */
  hold(chunk: Uint8Array, from: number): void {
    for (let index = from; index < chunk.length; index += 1) this.#held.push(chunk[index] ?? 0);
  }

  /** A copy of what was held since the last restart. */
  held(): Uint8Array {
    return Uint8Array.from(this.#held);
  }

  #verdictAfter(byte: number): DelimiterVerdict {
    if (this.#last === CR) return byte === LF ? 'delimiter' : 'content';
    if (this.#last === DASH) return byte === DASH ? 'closing-delimiter' : 'content';
    switch (byte) {
      case CR:
        return 'undecided';
      case LF:
        this.endsInLoneLineFeed = true;
        return 'delimiter';
      case DASH:
        return this.#length === 0 ? 'undecided' : 'content';
      case SPACE:
      case TAB:
        return this.#length < LONGEST_TAIL ? 'undecided' : 'content';
      default:
        return 'content';
    }
  }
}
