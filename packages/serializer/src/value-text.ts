import { deviations, type Field, isDateTime, isDuration, Mm7Error } from '@mm7/schema';
import { escapeAttribute, escapeText } from './escape.ts';
import { invalid, type Writing } from './writing.ts';
import type { Slot } from './writing-table.ts';

/**
 * The text of a value of a simple type, escaped for where it stands.
 *
 * @param path of the object that holds it
 * @throws {Mm7Error} `invalid-value` when the value is not of the type; `unwritable-text`; in strict mode `date-format`,
 * `unknown-value`, `no-break-space` and `attribute-white-space`
 */
export function valueText(writing: Writing, slot: Slot, value: unknown, path: string): string {
  const { kind, field, step } = slot;
  switch (kind) {
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalid(path + step, 'an integer', value);
      return String(value);
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid(path + step, 'a boolean', value);
      return value ? 'true' : 'false';
    default:
      if (typeof value !== 'string') throw invalid(path + step, 'a string', value);
      if (writing.style.strict) refuseFormat(field, value, path + step);
      return field.placement === 'attribute' ? escapeAttribute(value, path, step) : escapeText(value, path, step);
  }
}

/**
 * Refuses what a reader would take off the ends of a text, and strict mode does not take: no-break spaces, and in the
 * value of an attribute any white space.
 *
 * @throws {Mm7Error} `no-break-space`, `attribute-white-space`
 */
export function refuseSpaceAround(text: string, place: 'element' | 'attribute', path: string): void {
  const around = text.slice(0, text.length - text.trimStart().length) + text.slice(text.trimEnd().length);
  if (around === '') return;
  const code = around.includes('\u00a0') ? 'no-break-space' : 'attribute-white-space';
  if (code === 'attribute-white-space' && place === 'element') return;
  const { explanation, statusCode } = deviations[code];
  throw new Mm7Error(code, explanation, { path, statusCode });
}

function refuseFormat({ type, placement }: Field, value: string, path: string): void {
  if (type.kind === 'string' && !type.verbatim) refuseSpaceAround(value, 'element', path);
  if (type.kind === 'date' && !isDateTime(value) && !(type.relative && isDuration(value))) {
    const expected = type.relative ? 'a date or duration' : 'a date';
    throw new Mm7Error('date-format', `expected ${expected}, got ${JSON.stringify(value.slice(0, 80))}`, {
      path,
      statusCode: 2007,
    });
  }
  if (type.kind === 'enumeration' && !type.values.some((entry) => entry.value === value)) {
    throw new Mm7Error('unknown-value', `${type.name} has no value ${JSON.stringify(value.slice(0, 80))}`, {
      path,
      statusCode: 2007,
    });
  }
  if (placement === 'attribute') refuseSpaceAround(value, 'attribute', path);
}
