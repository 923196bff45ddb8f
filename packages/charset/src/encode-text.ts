import iconv from 'iconv-lite';
import { CharsetError } from './charset-error.ts';
import { decodeBytes } from './decode-bytes.ts';
import { encodingOf } from './encoding.ts';

const REPLACEMENT_CHARACTER = '\ufffd';
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Encodings of all of Unicode: only a lone surrogate has no bytes in them. */
const UNICODE_ENCODING = /^(?:utf|ucs|cesu|unicode)/;

/**
 * Encodes text. `utf-16` and `utf-32` begin with a byte order mark, no other encoding does.
 *
 * Throws a CharsetError `unknown-charset`, or `unencodable-text` with the index of the first character that the encoding
 * has no bytes for; none is ever replaced by `?`.
 *
 * @example
 * encodeText('你好', 'gbk'); // Uint8Array [0xc4, 0xe3, 0xba, 0xc3]
 */
export function encodeText(text: string, label: string): Uint8Array {
  const encoding = encodingOf(label);
  const surrogate = LONE_SURROGATE.exec(text);
  if (surrogate !== null) throw unencodable(text, label, surrogate.index);
  const bytes = iconv.encode(text, encoding.name);
  if (!UNICODE_ENCODING.test(encoding.name)) {
    // iconv-lite writes `?` for what it cannot encode.
    const survived = iconv.decode(bytes, encoding.name);
    if (survived !== text) throw unencodable(text, label, firstDifference(text, survived));
    const replacement = text.indexOf(REPLACEMENT_CHARACTER);
    if (replacement !== -1 && !carriesReplacementCharacter(encoding.name)) throw unencodable(text, label, replacement);
  }
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** iconv-lite writes U+FFFD as one of the bytes that it reads as U+FFFD because they are undefined. */
function carriesReplacementCharacter(name: string): boolean {
  try {
    return decodeBytes(iconv.encode(REPLACEMENT_CHARACTER, name), name) === REPLACEMENT_CHARACTER;
  } catch (error) {
    if (CharsetError.is(error)) return false;
    throw error;
  }
}

function firstDifference(text: string, other: string): number {
  let index = 0;
  while (index < text.length && text.charCodeAt(index) === other.charCodeAt(index)) index += 1;
  const isSecondHalf = (text.charCodeAt(index) & 0xfc00) === 0xdc00;
  return isSecondHalf ? index - 1 : index;
}

function unencodable(text: string, label: string, index: number): CharsetError {
  const codePoint = text.codePointAt(index) ?? 0;
  const character = String.fromCodePoint(codePoint);
  const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  const message = `expected text that ${label} can carry, got ${name} at index ${index}`;
  return new CharsetError('unencodable-text', label, message, { index, character });
}
