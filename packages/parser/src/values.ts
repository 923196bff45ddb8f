import { type EnumerationType, isDateTime, isDuration, type Type } from '@mm7/schema';

/** A value that was read, and in which way its spelling deviates. */
export interface ReadValue {
  /** Undefined when nothing of the type can be made of the text. */
  readonly value: unknown;
  readonly deviation?: 'boolean-spelling' | 'date-format' | 'number-format' | 'unknown-value';
  /** What was expected, where the spelling deviates. */
  readonly expected?: string;
}

/** Reads the trimmed text of an element or attribute as a value of a simple type. */
export function readValue(type: Type, text: string): ReadValue {
  switch (type.kind) {
    case 'boolean':
      return readBoolean(text);
    case 'integer':
      return readInteger(text);
    case 'date':
      if (isDateTime(text) || (type.relative && isDuration(text))) return { value: text };
      return { value: text, deviation: 'date-format', expected: type.relative ? 'a date or duration' : 'a date' };
    case 'enumeration':
      if (isValueOf(type, text)) return { value: text };
      return {
        value: text,
        deviation: 'unknown-value',
        expected: `one of ${type.values.map((entry) => entry.value).join(', ')}`,
      };
    default:
      return { value: text };
  }
}

// Spellings that peers use, in lower case.
const otherBooleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

function readBoolean(text: string): ReadValue {
  if (text === 'true' || text === '1') return { value: true };
  if (text === 'false' || text === '0') return { value: false };
  const value = otherBooleans.get(text.toLowerCase());
  return { value, deviation: 'boolean-spelling', expected: 'true or false' };
}

function readInteger(text: string): ReadValue {
  const digits = leadingInteger(text);
  if (digits !== '' && digits.length === text.length) return { value: Number(digits) };
  return { value: digits === '' ? undefined : Number(digits), deviation: 'number-format', expected: 'an integer' };
}

// The integer a text begins with, such as `1000` of `1000 OK`; empty when there is none that a number holds exactly.
function leadingInteger(text: string): string {
  const sign = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  let end = sign;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  const digits = text.slice(0, end);
  return Number.isSafeInteger(Number(digits)) ? digits : '';
}

function isValueOf(type: EnumerationType, text: string): boolean {
  for (const entry of type.values) {
    if (entry.value === text) return true;
  }
  return false;
}
