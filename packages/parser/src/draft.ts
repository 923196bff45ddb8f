import type { Extension } from '@mm7/schema';
import type { EnvelopeWalker } from './envelope-walker.ts';
import type { ReadingTable, Slot } from './reading-table.ts';

/** An object while it is read: its values by slot. Its nested objects are drafts as well until it is finished. */
export class Draft {
  readonly table: ReadingTable;
  readonly values: unknown[] = [];
  extensions: Extension[] | undefined;
  /** Whether its element stood in the document; else its children came without it. */
  present = true;
  #lastIndex = -1;
  #outOfOrder = false;

  constructor(table: ReadingTable) {
    this.table = table;
  }

  /** Empties the draft for a further object of its table. */
  restart(): void {
    for (let index = 0; index < this.values.length; index += 1) this.values[index] = undefined;
    this.extensions = undefined;
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
  finish(walker: EnvelopeWalker, path: readonly string[], leading: readonly unknown[] = []): Record<string, unknown> {
    const { table, values } = this;
    for (const slot of table.slots) values[slot.index] = finished(values[slot.index], walker, path, slot);
    const object: Record<string, unknown> =
      table.templates === undefined ? {} : table.templates.create(this.#present(leading));
    for (let index = 0; index < leading.length; index += 1) {
      const key = table.leadingKeys[index];
      if (key !== undefined && leading[index] !== undefined) object[key] = leading[index];
    }
    for (const slot of table.slots) {
      const value = values[slot.index];
      if (value !== undefined) object[slot.key] = value;
    }
    if (this.extensions !== undefined) object['extensions'] = this.extensions;
    return object;
  }

  // Which keys the object will have, a bit for each.
  #present(leading: readonly unknown[]): number {
    let present = 0;
    for (let index = 0; index < leading.length; index += 1) {
      if (leading[index] !== undefined) present |= 1 << index;
    }
    for (const slot of this.table.slots) {
      if (this.values[slot.index] !== undefined) present |= 1 << slot.bit;
    }
    return present;
  }
}

function finished(value: unknown, walker: EnvelopeWalker, path: readonly string[], slot: Slot): unknown {
  const { cardinality } = slot.field;
  if (value === undefined) {
    return cardinality === 'required' || cardinality === 'expected' ? missing(walker, path, slot) : undefined;
  }
  if (value instanceof Draft) return value.finish(walker, [...path, slot.name]);
  if (cardinality !== 'repeated' || !Array.isArray(value)) return value;
  return value.map((entry: unknown) => (entry instanceof Draft ? entry.finish(walker, [...path, slot.name]) : entry));
}

// An object that could be empty says no less when it is absent, so it is read as empty; anything else that the schema
// requires and the types promise is an error.
function missing(walker: EnvelopeWalker, path: readonly string[], slot: Slot): object | undefined {
  const place = { path: `/${path.join('/')}` };
  const what = slot.field.placement === 'attribute' ? 'attribute' : 'element';
  const message = `${what} ${slot.name === '' ? 'text' : slot.name} is missing`;
  const tolerable = slot.field.cardinality === 'expected' || slot.table?.mayBeEmpty === true;
  if (!tolerable || slot.field.type.kind === 'address') throw walker.log.error('missing-element', message, 4004, place);
  walker.log.report('missing-element', message, place);
  return slot.field.cardinality === 'required' ? {} : undefined;
}
