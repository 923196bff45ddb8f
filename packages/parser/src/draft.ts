import type { Extension } from '@mm7/schema';
import { type ElementPath, textOfPath } from './element-path.ts';
import type { EnvelopeWalker } from './envelope-walker.ts';
import type { ReadingTable, Slot } from './reading-table.ts';

const none: readonly unknown[] = [];

/** An object while it is read: its values by slot. Its nested objects are drafts as well until it is finished. */
export class Draft {
  readonly table: ReadingTable;
  extensions: Extension[] | undefined;
  /** Whether its element stood in the document; else its children came without it. */
  present = true;
  readonly #values: unknown[] = [];
  // The slots that have a value, a bit for each.
  #filled = 0;
  #lastIndex = -1;
  #outOfOrder = false;

  constructor(table: ReadingTable) {
    this.table = table;
  }

  /** Empties the draft for a further object of its table. */
  restart(): void {
    this.#filled = 0;
    this.extensions = undefined;
  }

  /** Whether no slot has a value. */
  get isEmpty(): boolean {
    return this.#filled === 0;
  }

  /** Whether a slot has a value. */
  has(slot: Slot): boolean {
    return (this.#filled & (1 << slot.bit)) !== 0;
  }

  /** The value of a slot; undefined where there is none. */
  get(slot: Slot): unknown {
    return this.has(slot) ? this.#values[slot.index] : undefined;
  }

  /** Gives a slot its value; one that repeats gets one more. */
  put(slot: Slot, value: unknown): void {
    if (slot.field.cardinality === 'repeated') this.append(slot, value);
    else this.set(slot, value);
  }

  /** Gives a slot its one value. */
  set(slot: Slot, value: unknown): void {
    this.#values[slot.index] = value;
    this.#filled |= 1 << slot.bit;
  }

  /** Gives a slot one more value. */
  append(slot: Slot, value: unknown): void {
    const values = this.get(slot);
    if (Array.isArray(values)) values.push(value);
    else this.set(slot, [value]);
  }

  /** Begins the object of a slot. */
  begin(slot: Slot): Draft {
    if (slot.table === undefined) throw new TypeError(`${slot.name} has no table`);
    const object = new Draft(slot.table);
    this.put(slot, object);
    return object;
  }

  /** The object of a slot, for what stands outside its element; begun where there is none yet. */
  beginBare(slot: Slot): Draft {
    const present = this.get(slot);
    if (present instanceof Draft) return present;
    const object = this.begin(slot);
    object.present = false;
    return object;
  }

  /** Tells whether a child stands after one that the schema puts behind it; says so once. */
  comesLate(slot: Slot): boolean {
    if (slot.index >= this.#lastIndex) {
      this.#lastIndex = slot.index;
      return false;
    }
    if (this.#outOfOrder || this.table.anyOrder) return false;
    this.#outOfOrder = true;
    return true;
  }

  /** Keeps an element that has no slot. */
  keep(extension: Extension): void {
    if (this.extensions === undefined) this.extensions = [extension];
    else this.extensions.push(extension);
  }

  /** Makes the object, with the values of the table's leading keys before its own; says what is missing. */
  finish(walker: EnvelopeWalker, path: ElementPath, leading: readonly unknown[] = none): Record<string, unknown> {
    const { table } = this;
    if ((table.mandatory & ~this.#filled) !== 0) this.#complete(walker, path);
    const object: Record<string, unknown> =
      table.templates === undefined ? {} : table.templates.create(this.#filled | bitsOf(leading));
    for (let index = 0; index < leading.length; index += 1) {
      const key = table.leadingKeys[index];
      if (key !== undefined && leading[index] !== undefined) object[key] = leading[index];
    }
    // From the lowest bit to the highest: in the order of the schema.
    for (let rest = this.#filled; rest !== 0; rest &= rest - 1) {
      const slot = table.slotsByBit[31 - Math.clz32(rest & -rest)];
      if (slot !== undefined) object[slot.key] = finished(this.#values[slot.index], walker, path, slot);
    }
    if (this.extensions !== undefined) object['extensions'] = this.extensions;
    return object;
  }

  // An object that could be empty says no less when it is absent, so it is read as empty; anything else that the schema
  // requires and the types promise is an error.
  #complete(walker: EnvelopeWalker, path: ElementPath): void {
    for (const slot of this.table.slots) {
      const { cardinality, placement, type } = slot.field;
      if (this.has(slot) || (cardinality !== 'required' && cardinality !== 'expected')) continue;
      const place = { path: textOfPath(path) };
      const what = `${placement} ${slot.name}`;
      const tolerable = cardinality === 'expected' || (type.kind === 'object' && slot.table?.mayBeEmpty === true);
      if (!tolerable) throw walker.log.error('missing-element', `${what} is missing`, 4004, place);
      walker.log.report('missing-element', `${what} is missing`, place);
      if (cardinality === 'required') this.set(slot, {});
    }
  }
}

function bitsOf(values: readonly unknown[]): number {
  let bits = 0;
  for (let index = 0; index < values.length; index += 1) {
    if (values[index] !== undefined) bits |= 1 << index;
  }
  return bits;
}

function finished(value: unknown, walker: EnvelopeWalker, outer: ElementPath, slot: Slot): unknown {
  if (value instanceof Draft) return value.finish(walker, { name: slot.name, outer });
  if (slot.field.cardinality !== 'repeated' || !Array.isArray(value)) return value;
  return value.map((entry: unknown) =>
    entry instanceof Draft ? entry.finish(walker, { name: slot.name, outer }) : entry,
  );
}
