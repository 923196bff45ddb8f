import { flat } from './flat-text.ts';
import type { Places } from './places.ts';
import type { Slot } from './writing-table.ts';

/**
 * What has to be done at a place: a value of that kind is to be written, or nothing is, or the message is unusual and
 * cannot be written by places.
 */
export type PlaceKind =
  | 'text'
  | 'attributeText'
  | 'integer'
  | 'boolean'
  | 'object'
  | 'address'
  | 'addresses'
  | 'nothing'
  | 'unusual';

/** An object around a place. */
interface Level {
  readonly places: Places;
  /** Its fields as they stand on the wire: attributes first. */
  readonly slots: readonly Slot[];
  readonly end: string;
  /** The object around it and its own index there; undefined for the root. */
  readonly outer: { readonly level: Level; readonly index: number } | undefined;
}

/** How far an envelope has come at a place. */
interface Progress {
  readonly level: Level;
  /** Index of the last field among those of the level; -1 before the first. */
  readonly index: number;
  /** Markup that is to be written next, whatever follows. */
  readonly rest: string;
  /** Whether a start tag still lacks its `>`. */
  readonly isTagOpen: boolean;
}

/**
 * A place in an envelope: what has been reached when a message is gone through property by property. The places behind
 * it are found once and remembered, together with all the markup that stands between two values.
 */
export class Place {
  /** What led here. */
  readonly key: string;
  readonly kind: PlaceKind;
  /** All markup between the value before and the value here. */
  readonly before: string;
  /** All markup between two addresses of a list. */
  readonly between: string;
  readonly #progress: Progress;
  readonly #next = new Map<string, Place>();
  #latest: Place | undefined;
  #end: Place | undefined;

  constructor(key: string, kind: PlaceKind, progress: Progress, before = '', between = '') {
    this.key = key;
    this.kind = kind;
    this.before = before;
    this.between = between;
    this.#progress = progress;
  }

  /** Markup behind the value here, whatever follows. */
  get rest(): string {
    return this.#progress.rest;
  }

  /** Where the next property of the object leads; where addresses are to be written, where their kind leads. */
  after(key: string): Place {
    return this.#latest?.key === key ? this.#latest : this.#found(key);
  }

  /** Where the end of the object leads. */
  get end(): Place {
    this.#end ??= this.#atEnd();
    return this.#end;
  }

  #found(key: string): Place {
    let place = this.#next.get(key);
    if (place === undefined) {
      place = this.kind === 'address' || this.kind === 'addresses' ? this.#atAddress(key) : this.#atProperty(key);
      if (!this.#progress.level.places.takeRoom()) return place;
      this.#next.set(key, place);
    }
    this.#latest = place;
    return place;
  }

  #atProperty(key: string): Place {
    const { level, rest, isTagOpen } = this.#progress;
    const index = level.slots.findIndex((slot) => slot.key === key);
    const slot = level.slots[index];
    if (slot === undefined) return this.#beside(key, isWrittenElsewhere(key) ? 'unusual' : 'nothing');
    const kind = kindOf(slot);
    const isAttribute = slot.field.placement === 'attribute';
    if (kind === 'unusual' || !this.#leadsTo(index) || !level.places.include(slot)) return this.#beside(key, 'unusual');
    // Attributes come first, so that their start tag is always open still.
    const behind = isTagOpen && !isAttribute ? flat(rest, '>') : rest;
    if (kind === 'object') {
      const inside = { places: level.places, slots: slotsOf(slot), end: slot.end, outer: { level, index } };
      return new Place(key, kind, { level: inside, index: -1, rest: flat(behind, slot.open), isTagOpen: true });
    }
    const progress = { level, index, rest: slot.end, isTagOpen: isAttribute };
    return new Place(key, kind, progress, flat(behind, isAttribute ? slot.open : slot.start));
  }

  #atAddress(kind: string): Place {
    const { level, rest } = this.#progress;
    const slot = level.places.addressKind(kind);
    if (slot === undefined) return this.#beside(kind, 'unusual');
    const progress = { ...this.#progress, rest: flat(slot.end, rest) };
    return new Place(kind, 'text', progress, flat(this.before, slot.start), slot.again);
  }

  #atEnd(): Place {
    const { level, rest, isTagOpen } = this.#progress;
    const { slots, end, outer } = level;
    if (!this.#leadsTo(slots.length)) return this.#beside('', 'unusual');
    const ended = { level, index: slots.length, rest: flat(rest, isTagOpen ? '/>' : end), isTagOpen: false };
    return new Place('', 'nothing', { ...ended, ...outer });
  }

  #beside(key: string, kind: 'nothing' | 'unusual'): Place {
    return new Place(key, kind, this.#progress);
  }

  /** Whether the field with that index may be next: fields keep their order, and none is left out that must stand. */
  #leadsTo(next: number): boolean {
    const { level, index } = this.#progress;
    return next > index && level.slots.slice(index + 1, next).every(({ field }) => field.cardinality !== 'required');
  }
}

function kindOf({ field, kind, table }: Slot): PlaceKind {
  if (field.placement === 'content' || field.cardinality === 'repeated') return 'unusual';
  switch (kind) {
    case 'integer':
    case 'boolean':
    case 'addresses':
      return kind;
    case 'object':
      return table?.content === undefined ? kind : 'unusual';
    case 'address':
      return table?.attributes.length === 0 ? kind : 'unusual';
    case 'any':
    case 'faultDetail':
      return 'unusual';
    default:
      return field.placement === 'attribute' ? 'attributeText' : 'text';
  }
}

function slotsOf({ table }: Slot): readonly Slot[] {
  return table === undefined ? [] : [...table.attributes, ...table.elements];
}

/** Whether a property that no table has is written all the same. */
function isWrittenElsewhere(key: string): boolean {
  return key === 'extensions' || key === 'headerBlocks';
}
