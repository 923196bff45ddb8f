import { Mm7Error } from '@mm7/schema';

// One expression over the whole value, naming what needs no care: only a hit leads to the exact work.
const suspectText = /[^\t\n\x20-\x25\x27-\x3b=?-\ud7ff\ue000-\ufffd]/;
const suspectAttribute = /[^\x20\x21\x23-\x25\x27-\x3b=?-\ud7ff\ue000-\ufffd]/;

const textEscapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  // A reader would turn a bare carriage return into a line feed (XML 1.0, section 2.11).
  ['\r', '&#13;'],
]);

const attributeEscapes: ReadonlyMap<string, string> = new Map([
  ...textEscapes,
  ['"', '&quot;'],
  // A reader would turn these into spaces (XML 1.0, section 3.3.3).
  ['\t', '&#9;'],
  ['\n', '&#10;'],
]);

/** Escapes character data; undefined when it holds a character that XML 1.0 cannot carry, or half of a surrogate pair. */
export function escapedText(value: string): string | undefined {
  return suspectText.test(value) ? escapedExactly(value, textEscapes) : value;
}

/** Escapes the value of an attribute, to stand in double quotes; undefined as for {@link escapedText}. */
export function escapedAttribute(value: string): string | undefined {
  return suspectAttribute.test(value) ? escapedExactly(value, attributeEscapes) : value;
}

/**
 * Escapes character data.
 *
 * @param path of the value; put together with the last step only when there is an error to be located
 * @throws {Mm7Error} `unwritable-text` for a character that XML 1.0 cannot carry, and for half of a surrogate pair
 */
export function escapeText(value: string, path: string, step = ''): string {
  return escapedText(value) ?? refuse(value, path + step);
}

/**
 * Escapes the value of an attribute, to stand in double quotes.
 *
 * @param path as for {@link escapeText}
 * @throws {Mm7Error} `unwritable-text` as {@link escapeText}
 */
export function escapeAttribute(value: string, path: string, step = ''): string {
  return escapedAttribute(value) ?? refuse(value, path + step);
}

function escapedExactly(value: string, escapes: ReadonlyMap<string, string>): string | undefined {
  let escaped = '';
  for (const character of value) {
    const replacement = escapes.get(character);
    if (replacement !== undefined) escaped += replacement;
    else if (isCharacter(character)) escaped += character;
    else return undefined;
  }
  return escaped;
}

function refuse(value: string, path: string): never {
  let codePoint = 0;
  for (const character of value) {
    codePoint = character.codePointAt(0) ?? 0;
    if (!isCharacter(character)) break;
  }
  const name = codePoint.toString(16).toUpperCase().padStart(4, '0');
  throw new Mm7Error('unwritable-text', `XML cannot carry the character U+${name}`, { path, statusCode: 2007 });
}

// XML 1.0, production 2; iteration by code point leaves halves of surrogate pairs alone.
function isCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
