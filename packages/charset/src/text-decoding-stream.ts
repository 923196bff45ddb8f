import { encodingOf } from './encoding.ts';
import { IconvDecoder } from './iconv-decoder.ts';
import { Utf8Decoder } from './utf-8-decoder.ts';

const BYTE_ORDER_MARK = '\ufeff';

/**
 * Decodes bytes to text as they come in; how they are cut into chunks makes no difference. Bytes that the encoding does
 * not have are an error and never become U+FFFD. A byte order mark at the beginning is taken off.
 *
 * After an error the stream is of no further use.
 *
 * @example
 * const stream = new TextDecodingStream('gb18030');
 * let text = '';
 * for await (const chunk of source) text += stream.write(chunk);
 * text += stream.end();
 */
export class TextDecodingStream {
  readonly #decoder: Utf8Decoder | IconvDecoder;
  #isAtStart = true;

  /** Throws a {@link CharsetError} `unknown-charset` if the label names no encoding. */
  constructor(label: string) {
    const encoding = encodingOf(label);
    this.#decoder = encoding.name === 'utf-8' ? new Utf8Decoder() : new IconvDecoder(encoding, label);
  }

  /** The text that these bytes complete. Throws a {@link CharsetError} `undecodable-bytes`. */
  write(bytes: Uint8Array): string {
    return this.#withoutByteOrderMark(this.#decoder.write(bytes));
  }

  /** The last of the text. Throws a {@link CharsetError} `undecodable-bytes` if the bytes end inside a character. */
  end(): string {
    return this.#withoutByteOrderMark(this.#decoder.end());
  }

  #withoutByteOrderMark(text: string): string {
    if (!this.#isAtStart || text === '') return text;
    this.#isAtStart = false;
    return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  }
}
