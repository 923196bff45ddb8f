import { Buffer } from 'node:buffer';
import { CharsetError, decodeBytes } from '@mm7/charset';
import { hexadecimalPair } from './hexadecimal.ts';

interface EncodedWord {
  readonly charset: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Decodes the encoded words in a header value (RFC 2047). White space between two of them goes. Adjacent ones of one
 * character set are decoded together, because senders cut characters in two. A word in an unknown character set, or with
 * bytes that it does not have, stays as it is.
 *
 * @example
 * decodeEncodedWords('=?UTF-8?Q?caf=C3=A9?= =?UTF-8?B?LmpwZw==?='); // 'café.jpg'
 */
export function decodeEncodedWords(value: string): string {
  let decoded = '';
  let written = 0;
  let isAfterWord = false;
  for (const run of runsOf(value)) {
    const first = run[0];
    const last = run[run.length - 1];
    if (first === undefined || last === undefined) continue;
    const between = value.slice(written, first.start);
    const text = textOf(run);
    if (!isAfterWord || text === undefined || !isBlank(between)) decoded += between;
    decoded += text ?? value.slice(first.start, last.end);
    written = last.end;
    isAfterWord = text !== undefined;
  }
  return decoded + value.slice(written);
}

/** Encoded words, gathered as long as only white space is between them and the character set is the same. */
function* runsOf(value: string): Generator<EncodedWord[]> {
  let run: EncodedWord[] = [];
  for (const word of wordsOf(value)) {
    const previous = run[run.length - 1];
    if (previous !== undefined) {
      const isAdjacent = isBlank(value.slice(previous.end, word.start));
      if (!isAdjacent || previous.charset !== word.charset) {
        yield run;
        run = [];
      }
    }
    run.push(word);
  }
  yield run;
}

function* wordsOf(value: string): Generator<EncodedWord> {
  let position = value.indexOf('=?');
  while (position !== -1) {
    const word = wordAt(value, position);
    if (word !== undefined) yield word;
    position = value.indexOf('=?', word?.end ?? position + 2);
  }
}

/** Reads `=?charset?encoding?text?=`; the charset may carry a language after an asterisk (RFC 2231 section 5). */
function wordAt(value: string, start: number): EncodedWord | undefined {
  const charsetEnd = value.indexOf('?', start + 2);
  if (charsetEnd === -1 || value[charsetEnd + 2] !== '?') return undefined;
  const textStart = charsetEnd + 3;
  const textEnd = value.indexOf('?', textStart);
  if (textEnd === -1 || value[textEnd + 1] !== '=') return undefined;
  const bytes = bytesOf(value.charAt(charsetEnd + 1), value.slice(textStart, textEnd));
  if (bytes === undefined) return undefined;
  const label = value.slice(start + 2, charsetEnd);
  const asterisk = label.indexOf('*');
  const charset = (asterisk === -1 ? label : label.slice(0, asterisk)).toLowerCase();
  return { charset, bytes, start, end: textEnd + 2 };
}

function bytesOf(encoding: string, text: string): Uint8Array | undefined {
  if (encoding === 'B' || encoding === 'b') return Buffer.from(text, 'base64');
  return encoding === 'Q' || encoding === 'q' ? decodeQ(text) : undefined;
}

/** RFC 2047 section 4.2: `_` is a space, `=` and two hexadecimal digits a byte; anything else is itself. */
function decodeQ(text: string): Uint8Array {
  const raw = Buffer.from(text);
  let length = 0;
  for (let index = 0; index < raw.length; index += 1) {
    let byte = raw.readUInt8(index);
    if (byte === 0x5f) {
      byte = 0x20;
    } else if (byte === 0x3d) {
      const decoded = hexadecimalPair(raw[index + 1], raw[index + 2]);
      if (decoded !== undefined) {
        byte = decoded;
        index += 2;
      }
    }
    raw[length] = byte;
    length += 1;
  }
  return raw.subarray(0, length);
}

function textOf(run: readonly EncodedWord[]): string | undefined {
  const [first] = run;
  if (first === undefined) return undefined;
  try {
    return decodeBytes(Buffer.concat(run.map((word) => word.bytes)), first.charset);
  } catch (error) {
    if (CharsetError.is(error)) return undefined;
    throw error;
  }
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
