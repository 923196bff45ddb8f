import { encodingOf } from './encoding.ts';
import { TextDecodingStream } from './text-decoding-stream.ts';
import { decodeUtf8 } from './utf-8.ts';

/**
 * Decodes bytes that are held in memory, by the rules of {@link TextDecodingStream}: a byte order mark is taken off, and
 * bytes that the encoding does not have are an error.
 *
 * Throws a CharsetError `unknown-charset` or `undecodable-bytes`.
 *
 * @example
 * decodeBytes(Uint8Array.of(0xc4, 0xe3, 0xba, 0xc3), 'gbk'); // '你好'
 */
export function decodeBytes(bytes: Uint8Array, label: string): string {
  if (encodingOf(label).name === 'utf-8') {
    const text = decodeUtf8(bytes, 0);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }
  const stream = new TextDecodingStream(label);
  return stream.write(bytes) + stream.end();
}
