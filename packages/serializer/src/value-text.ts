import { deviations, isDateTime, isDuration, Mm7Error, type Type } from '@mm7/schema';
import { invalid, type Writing } from './writing.ts';

/**
 * The text of a value of a simple type.
 *
 * @throws {Mm7Error} `invalid-value` when the value is not of the type; in strict mode `date-format`, `unknown-value` and
 * `no-break-space`
 */
export function valueText(writing: Writing, type: Type, value: unknown, path: string): string {
  switch (type.kind) {
    case 'integer':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw invalid(path, 'an integer', value);
      return String(value);
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid(path, 'a boolean', value);
      return value ? 'true' : 'false';
    default:
      if (typeof value !== 'string') throw invalid(path, 'a string', value);
      if (writing.style.strict) refuseFormat(type, value, path);
      return value;
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

function refuseFormat(type: Type, value: string, path: string): void {
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
}
