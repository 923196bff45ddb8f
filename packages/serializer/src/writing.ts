import { Mm7Error, releaseIncludes, type Warning } from '@mm7/schema';
import type { EnvelopeFrame } from './envelope-frame.ts';
import type { Style } from './style.ts';
import type { Slot, WritingTables } from './writing-table.ts';

/** What the writers of one envelope share. */
export interface Writing {
  readonly style: Style;
  /** Tables for the prefix of the style. */
  readonly tables: WritingTables;
  readonly frame: EnvelopeFrame;
  /** Namespace that elements without a prefix are in at this place; empty for none. */
  readonly defaultNamespace: string;
  readonly warn: (warning: Warning) => void;
}

/** An object whose properties are looked at by the schema's names. */
export type Properties = Readonly<Record<string, unknown>>;

/** Whether a value is an object with properties. */
export function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null;
}

/** The error for a value that is not of the type the schema gives it. */
export function invalid(path: string, expected: string, value: unknown): Mm7Error {
  return new Mm7Error('invalid-value', `expected ${expected}, got ${described(value)}`, { path, statusCode: 2007 });
}

/** The error for an option that is not what it may be: nothing that the peer of a server could mend. */
export function invalidOption(message: string): Mm7Error {
  return new Mm7Error('invalid-option', message, { statusCode: 3000 });
}

/** A value as a message shows it; an object may refuse to become a string. */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80));
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

/**
 * Whether a field of a later release than the namespace's is to be written.
 *
 * @param path of the object that holds it
 * @throws {Mm7Error} `not-in-release` when such fields are refused
 */
export function isWritten(writing: Writing, { field, step }: Slot, path: string): boolean {
  if (field.release === 'R5') return true;
  const { release, unsupported } = writing.style;
  if (release === undefined || releaseIncludes(release, field.release) || unsupported === 'keep') return true;
  const message = `${field.name} came with ${field.release}, after the namespace`;
  if (unsupported === 'refuse') throw new Mm7Error('not-in-release', message, { path: path + step, statusCode: 4002 });
  writing.warn({ code: 'not-in-release', message: `${message}; it was left out`, path: path + step });
  return false;
}
