import { MultipartError } from './errors.ts';
import type { HeaderField } from './header-field.ts';
import { percentEncoded } from './percent-encoding.ts';
import { isMimeToken, isTokenByte } from './token.ts';

const TAB = 0x09;
const SPACE = 0x20;
const TILDE = 0x7e;
const DOUBLE_QUOTE = '"';
const BACKSLASH = '\\';

/** Characters that RFC 2231 section 7 leaves unencoded, less those that careless readers stumble over. */
const ATTRIBUTE_CHARACTERS = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~');

/**
 * Writes header fields as lines that end in CRLF.
 *
 * @throws MultipartError `invalid-header-value` if a name is no token, or a value holds line ends, other control
 *   characters or anything outside US-ASCII
 */
export function formatHeaderLines(fields: readonly HeaderField[]): string {
  let lines = '';
  for (const [name, value] of fields) {
    checkName(name);
    checkValue(name, value);
    lines += `${name}: ${value}\r\n`;
  }
  return lines;
}

/**
 * Writes one parameter of a header value: as a token, in quotes if it needs them (RFC 2045 section 5.1), or in UTF-8 with
 * percent-encoding if it is not US-ASCII (RFC 2231 section 4).
 *
 * @throws MultipartError `invalid-header-value` if the name is no token, or the value holds control characters or half of
 *   a surrogate pair
 *
 * @example
 * formatParameter('start', '<root>'); // 'start="<root>"'
 * formatParameter('filename', 'café.jpg'); // "filename*=UTF-8''caf%C3%A9.jpg"
 */
export function formatParameter(name: string, value: string): string {
  if (!isMimeToken(name)) throw invalid(`expected the name of a parameter, got ${JSON.stringify(name)}`);
  if (isMimeToken(value)) return `${name}=${value}`;
  // Readers take what looks like an encoded word (RFC 2047) for one, in quotes too.
  const isPlain = isAscii(value) && !value.includes('=?');
  return isPlain ? `${name}=${quoted(name, value)}` : `${name}*=UTF-8''${extended(name, value)}`;
}

function checkName(name: string): void {
  let isToken = name.length > 0;
  for (let index = 0; index < name.length; index += 1) isToken &&= isTokenByte(name.charCodeAt(index));
  if (!isToken) throw invalid(`expected the name of a header field, got ${JSON.stringify(name)}`);
}

function checkValue(name: string, value: string): void {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (isControl(code) || code > TILDE) throw invalidCharacter(name, code, index);
  }
}

function quoted(name: string, value: string): string {
  let text = DOUBLE_QUOTE;
  for (let index = 0; index < value.length; index += 1) {
    const character = value.charAt(index);
    if (isControl(value.charCodeAt(index))) throw invalidCharacter(name, value.charCodeAt(index), index);
    if (character === DOUBLE_QUOTE || character === BACKSLASH) text += BACKSLASH;
    text += character;
  }
  return text + DOUBLE_QUOTE;
}

function extended(name: string, value: string): string {
  let encoded = '';
  let index = 0;
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    const isLoneSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (isControl(code) || isLoneSurrogate) throw invalidCharacter(name, code, index);
    encoded += ATTRIBUTE_CHARACTERS.has(character) ? character : percentEncoded(character);
    index += character.length;
  }
  return encoded;
}

function isControl(code: number): boolean {
  return (code < SPACE && code !== TAB) || code === 0x7f;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

function invalidCharacter(name: string, code: number, index: number): MultipartError {
  const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return invalid(`expected ${name} to be printable US-ASCII on one line, got ${character} at index ${index}`);
}

function invalid(message: string): MultipartError {
  return new MultipartError('invalid-header-value', message);
}
