import { addressFields, addressKinds, type Field, type Fields, type Table } from '@mm7/schema';

/** A field, and whatever is the same each time that it is written with the same prefix. */
export interface Slot {
  readonly key: string;
  readonly field: Field;
  /** Start tag without its attributes and `>`; of an attribute, all up to its value. */
  readonly open: string;
  /** Whole start tag without attributes. */
  readonly start: string;
  readonly end: string;
  /** Table of the object that the value is. */
  readonly table: WritingTable | undefined;
}

/** How an object is written. */
export interface WritingTable {
  readonly elements: readonly Slot[];
  readonly attributes: readonly Slot[];
  readonly content: Slot | undefined;
}

/** Peers choose prefixes, so that not all of them can be remembered. */
const mostPrefixes = 16;

const known = new Map<string, WritingTables>();

/** How everything is written with one prefix for its elements. */
export class WritingTables {
  readonly #prefix: string;
  readonly #spellings: ReadonlyMap<string, string> | undefined;
  readonly #tables = new Map<Table<Fields>, WritingTable>();
  /** What every address holds besides its kind. */
  readonly address: WritingTable;
  readonly #addressKinds: ReadonlyMap<unknown, Slot>;

  private constructor(prefix: string, spellings?: ReadonlyMap<string, string>) {
    this.#prefix = prefix;
    this.#spellings = spellings;
    this.address = this.of(addressFields);
    this.#addressKinds = new Map(Object.entries(addressKinds).map(([kind, field]) => [kind, this.#slot(kind, field)]));
  }

  /**
   * @param prefix with its colon, or empty
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

  /** Name of an MM7 element as it is written. */
  nameOf(name: string): string {
    return flat(this.#prefix, this.#spellings?.get(name) ?? name);
  }

  /** How the objects of a table are written. */
  of(table: Table<Fields>): WritingTable {
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

  /** The element around an address of that kind; undefined if there is no such kind. */
  addressKind(kind: unknown): Slot | undefined {
    return this.#addressKinds.get(kind);
  }

  #slot(key: string, field: Field): Slot {
    const { type } = field;
    const table = type.kind === 'object' || type.kind === 'address' ? this.of(type.table) : undefined;
    if (field.placement === 'attribute')
      return { key, field, open: flat(' ', field.name, '="'), start: '', end: '"', table };
    const name = this.nameOf(field.name);
    return { key, field, open: flat('<', name), start: flat('<', name, '>'), end: flat('</', name, '>'), table };
  }
}

/** The engine keeps what is added up as a tree and walks it each time; what is joined lies in one piece. */
function flat(...pieces: readonly string[]): string {
  return pieces.join('');
}
