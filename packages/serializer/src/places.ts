import { type Release, releaseIncludes } from '@mm7/schema';
import type { EnvelopeFrame } from './envelope-frame.ts';
import { flat } from './flat-text.ts';
import { Place } from './place.ts';
import type { Style } from './style.ts';
import type { AddressSlot, Slot, WritingTables } from './writing-table.ts';

/** Whoever makes messages chooses what properties they have, so that not all places can be remembered. */
const mostPlaces = 500;

/** How a plain envelope begins. */
interface PlainStart {
  readonly beforeTransactionId: string;
  readonly beforeVersion: string;
  /** Where the version has just been written. */
  readonly place: Place;
}

/** The places in the envelopes of one frame. */
export class Places {
  readonly #style: Style;
  readonly #frame: EnvelopeFrame;
  readonly #tables: WritingTables;
  readonly #starts = new Map<string, PlainStart>();
  #room = mostPlaces;
  #wasAsked = false;

  constructor(style: Style, frame: EnvelopeFrame, tables: WritingTables) {
    this.#style = style;
    this.#frame = frame;
    this.#tables = tables;
  }

  /**
   * How the envelopes of an operation begin. Undefined for those that cannot be written by places, and when asked for
   * the first time: to find the places takes longer than to write one envelope without them.
   */
  start(operation: string): PlainStart | undefined {
    if (!this.#wasAsked) {
      this.#wasAsked = true;
      return undefined;
    }
    if (this.#room === 0) this.#forget();
    const known = this.#starts.get(operation);
    if (known !== undefined) return known;
    const start = this.#startOf(operation);
    if (start !== undefined) this.#starts.set(operation, start);
    return start;
  }

  /** Whether one more place may be remembered, which then takes the room for it. */
  takeRoom(): boolean {
    if (this.#room === 0) return false;
    this.#room -= 1;
    return true;
  }

  /** Whether a field is written here, as far as releases go. */
  include({ field }: Slot): boolean {
    return this.#isWritten(field.release);
  }

  /** The element around an address of that kind; undefined if there is no such kind. */
  addressKind(kind: string): AddressSlot | undefined {
    return this.#tables.addressKind(kind);
  }

  #forget(): void {
    this.#starts.clear();
    this.#room = mostPlaces;
  }

  #startOf(operation: string): PlainStart | undefined {
    const root = this.#tables.root(operation);
    const [version, ...slots] = root?.table.elements ?? [];
    if (root === undefined || version?.key !== 'version' || !this.#isWritten(root.message.release)) return undefined;
    const { start, headerStart, transactionIdStart, headerEnd, bodyStart, declaration, end } = this.#frame;
    const headerRest = flat(this.#tables.transactionId.end, headerEnd);
    const level = { places: this, slots, end: flat(root.end, end), outer: undefined };
    return {
      beforeTransactionId: flat(start, headerStart, transactionIdStart),
      beforeVersion: flat(headerRest, bodyStart, root.open, declaration, '>', version.start),
      place: new Place(version.key, 'nothing', { level, index: -1, rest: version.end, isTagOpen: false }),
    };
  }

  #isWritten(introduced: Release): boolean {
    const { release, unsupported } = this.#style;
    return release === undefined || unsupported === 'keep' || releaseIncludes(release, introduced);
  }
}
