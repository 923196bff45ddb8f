import {
  addressFields,
  addressKinds,
  type Field,
  type Fields,
  header,
  type MessageTable,
  messages,
  type Placement,
  type Table,
  type Type,
} from '@mm7/schema';
import { EnvelopeFrame, qualifier } from './envelope-frame.ts';
import { flat } from './flat-text.ts';
import type { Style } from './style.ts';

/** What stands before and after the content of an element, or the value of an attribute. */
export interface Tags {
  /** Start tag without its attributes and `>`; of an attribute, all up to its value. */
  readonly open: string;
  /** Whole start tag without attributes. */
  readonly start: string;
  readonly end: string;
}

/** A field, and whatever is the same each time that it is written with the same prefix. */
export interface Slot extends Tags {
  readonly key: string;
  readonly field: Field;
  /** The kind of the field's type. Types are of many shapes, among which the engine is slow to look it up. */
  readonly kind: Type['kind'];
  /** What leads from the path of its object to its own. */
  readonly step: string;
  /** Table of the object that the value is. */
  readonly table: WritingTable | undefined;
}

/** The element around an address. */
export interface AddressSlot extends Slot {
  /** End tag, and start tag of another such element. */
  readonly again: string;
}

/** How an object is written. */
export interface WritingTable {
  readonly elements: readonly Slot[];
  readonly attributes: readonly Slot[];
  readonly content: Slot | undefined;
}

/** How the root element of a message is written. */
export interface Root extends Tags {
  readonly message: MessageTable<string, Fields>;
  readonly table: WritingTable;
}

/** Peers choose prefixes, so that not all of them can be remembered. */
const mostPrefixes = 16;

/** Peers of different releases are written to by turns, but not with many kinds of envelopes. */
const mostFrames = 4;

const known = new Map<string, WritingTables>();

/** How everything is written with one prefix for its elements. */
export class WritingTables {
  readonly #qualifier: string;
  readonly #spellings: ReadonlyMap<string, string> | undefined;
  readonly #tables = new Map<Table<Fields>, WritingTable>();
  readonly #roots = new Map<unknown, Root>();
  readonly transactionId: Tags;
  /** What every address holds besides its kind. */
  readonly address: WritingTable;
  readonly #addressKinds: readonly AddressSlot[];
  #frames: readonly EnvelopeFrame[] = [];

  private constructor(prefix: string, spellings?: ReadonlyMap<string, string>) {
    this.#qualifier = qualifier(prefix);
    this.#spellings = spellings;
    this.transactionId = this.#tags(header.fields.transactionId.name);
    this.address = this.#table(addressFields);
    this.#addressKinds = Object.entries(addressKinds).map(([kind, field]) => {
      const slot = this.#slot(kind, field);
      // The path of an address is that of the element that holds it, or the list.
      return { ...slot, step: '', again: flat(slot.end, slot.start) };
    });
  }

  /**
   * @param prefix of the elements, or empty
   * @param spellings a peer's own spelling of names, by the schema's name
   */
  static for(prefix: string, spellings?: ReadonlyMap<string, string>): WritingTables {
    if (spellings !== undefined) return new WritingTables(prefix, spellings);
    let tables = known.get(prefix);
    if (tables === undefined) {
      tables = new WritingTables(prefix);
      if (known.size < mostPrefixes) known.set(prefix, tables);
    }
    return tables;
  }

  /** What stands around the values of an envelope; the last few that were made are remembered. */
  frame(style: Style, encoding = 'UTF-8'): EnvelopeFrame {
    for (const frame of this.#frames) if (frame.fits(style, encoding)) return frame;
    const frame = new EnvelopeFrame(style, encoding, this);
    this.#frames = [frame, ...this.#frames.slice(0, mostFrames - 1)];
    return frame;
  }

  /** The root of the messages of an operation; undefined if there is no such operation. */
  root(operation: unknown): Root | undefined {
    let root = this.#roots.get(operation);
    if (root === undefined && isOperation(operation)) {
      const message = messages[operation];
      root = { ...this.#tags(operation), message, table: this.#table(message) };
      this.#roots.set(operation, root);
    }
    return root;
  }

  /** The element around an address of that kind; undefined if there is no such kind. */
  addressKind(kind: unknown): AddressSlot | undefined {
    for (const slot of this.#addressKinds) if (slot.key === kind) return slot;
    return undefined;
  }

  #tags(name: string): Tags {
    const written = flat(this.#qualifier, this.#spellings?.get(name) ?? name);
    return { open: flat('<', written), start: flat('<', written, '>'), end: flat('</', written, '>') };
  }

  #table(table: Table<Fields>): WritingTable {
    let writing = this.#tables.get(table);
    if (writing === undefined) {
      const slots = Object.entries(table.fields).map(([key, field]) => this.#slot(key, field));
      writing = {
        elements: slots.filter(({ field }) => field.placement === 'element'),
        attributes: slots.filter(({ field }) => field.placement === 'attribute'),
        content: slots.find(({ field }) => field.placement === 'content'),
      };
      this.#tables.set(table, writing);
    }
    return writing;
  }

  #slot(key: string, field: Field): Slot {
    const { type, placement, name } = field;
    const table = type.kind === 'object' || type.kind === 'address' ? this.#table(type.table) : undefined;
    const { open, start, end } = placement === 'attribute' ? attributeTags(name) : this.#tags(name);
    return { key, field, kind: type.kind, step: steps[placement](name), open, start, end, table };
  }
}

const steps: Readonly<Record<Placement, (name: string) => string>> = {
  element: (name) => flat('/', name),
  attribute: (name) => flat('/@', name),
  content: () => '',
};

function attributeTags(name: string): Tags {
  const open = flat(' ', name, '="');
  return { open, start: open, end: '"' };
}

function isOperation(value: unknown): value is keyof typeof messages {
  return typeof value === 'string' && Object.hasOwn(messages, value);
}
