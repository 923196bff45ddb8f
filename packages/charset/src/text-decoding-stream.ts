import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';
import { CharsetError } from './charset-error.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import { decodeUtf8, incompleteLength, sequenceLength, undecodableUtf8 } from './utf-8.ts';

const BYTE_ORDER_MARK = '\ufeff';
const REPLACEMENT_CHARACTER = '\ufffd';

/** Stands in iconv-lite's output for bytes it cannot decode; as a lone surrogate it cannot be confused with text. */
const UNDECODABLE = '\udfff';

/** Matches surrogates that are not half of a pair. */
const LONE_SURROGATE = /\p{Surrogate}/u;

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
  readonly #decoder: Decoder;
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

interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** Keeps back the sequence that a chunk cuts, and has the rest decoded natively. */
class Utf8Decoder implements Decoder {
  #carry = new Uint8Array(0);
  /** Offset of the first byte that is not decoded yet. */
  #offset = 0;

  write(bytes: Uint8Array): string {
    let text = '';
    let rest = bytes;
    if (this.#carry.length > 0) {
      const missing = sequenceLength(this.#carry[0] ?? 0) - this.#carry.length;
      const joined = Buffer.concat([this.#carry, bytes.subarray(0, missing)]);
      if (bytes.length < missing) {
        this.#carry = joined;
        return '';
      }
      text = this.#decode(joined);
      rest = bytes.subarray(missing);
    }
    const complete = rest.length - incompleteLength(rest);
    text += this.#decode(rest.subarray(0, complete));
    this.#carry = Uint8Array.from(rest.subarray(complete));
    return text;
  }

  end(): string {
    if (this.#carry.length > 0) throw undecodableUtf8(this.#offset);
    return '';
  }

  #decode(bytes: Uint8Array): string {
    const text = decodeUtf8(bytes, this.#offset);
    this.#offset += bytes.length;
    return text;
  }
}

/** iconv-lite with what it lets pass made an error. */
class IconvDecoder implements Decoder {
  readonly #label: string;
  readonly #decoder: iconv.DecoderStream;
  readonly #isUtf16: boolean;
  /** Whether a U+FFFD in the output can only have been in the bytes. */
  readonly #marksItsErrors: boolean;
  #byteCount = 0;
  #heldSurrogate = '';

  constructor(encoding: Encoding, label: string) {
    this.#label = label;
    this.#decoder = iconv.getDecoder(encoding.name, { stripBOM: false });
    this.#isUtf16 = encoding.name.startsWith('utf-16');
    this.#marksItsErrors = 'defaultCharUnicode' in this.#decoder;
    if (this.#marksItsErrors) Object.assign(this.#decoder, { defaultCharUnicode: UNDECODABLE });
  }

  write(bytes: Uint8Array): string {
    this.#byteCount += bytes.length;
    const text = this.#heldSurrogate + this.#decoder.write(asBuffer(bytes));
    const last = text.charCodeAt(text.length - 1);
    const isCut = last >= 0xd800 && last <= 0xdbff;
    this.#heldSurrogate = isCut ? text.slice(-1) : '';
    return this.#checked(isCut ? text.slice(0, -1) : text);
  }

  end(): string {
    // iconv-lite drops the odd byte at the end of UTF-16.
    if (this.#isUtf16 && this.#byteCount % 2 === 1) throw this.#undecodable();
    return this.#checked(this.#heldSurrogate + (this.#decoder.end() || ''));
  }

  #checked(text: string): string {
    if (LONE_SURROGATE.test(text)) throw this.#undecodable();
    const mayHoldReplacement = this.#marksItsErrors || this.#isUtf16;
    if (!mayHoldReplacement && text.includes(REPLACEMENT_CHARACTER)) throw this.#undecodable();
    return text;
  }

  #undecodable(): CharsetError {
    const message = `expected text in ${this.#label}, got bytes that it does not have`;
    return new CharsetError('undecodable-bytes', this.#label, message);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
