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

  /** Makes the object, and `into` the object it begins with; says what is missing. */
  finish(walker: EnvelopeWalker, path: readonly string[], into: Record<string, unknown> = {}): Record<string, unknown> {
    const { slots } = this.table;
    for (const slot of slots) {
      const value = this.values[slot.index];
      if (value !== undefined) into[slot.key] = finished(value, walker, path, slot);
      else if (slot.field.cardinality === 'required' || slot.field.cardinality === 'expected') {
        const substitute = missing(walker, path, slot);
        if (substitute !== undefined) into[slot.key] = substitute;
      }
    }
    if (this.extensions !== undefined) into['extensions'] = this.extensions;
    return into;
  }
}

function finished(value: unknown, walker: EnvelopeWalker, path: readonly string[], slot: Slot): unknown {
  if (value instanceof Draft) return value.finish(walker, [...path, slot.name]);
  if (slot.field.cardinality !== 'repeated' || !Array.isArray(value)) return value;
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
