import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';
import { CharsetError } from './charset-error.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import { hasUnassignedFourByteCode } from './gb18030.ts';

const REPLACEMENT_CHARACTER = '\ufffd';

/** Stands in iconv-lite's output for bytes it cannot decode; as a lone surrogate it cannot be confused with text. */
const UNDECODABLE = '\udfff';

/** Matches surrogates that are not half of a pair. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** How many bytes iconv-lite at most looks at to tell the byte order of `utf-32`; for `utf-16` half of them. */
const BYTE_ORDER_SAMPLE = 400;

/**
 * A decoder of iconv-lite, with an error for what that lets pass or replaces. It relies on inner properties of its
 * decoders: `defaultCharUnicode`, `prevBytes` and `gb18030` of those for multi-byte encodings, `badChar` of that for
 * UTF-32. So the version depended on is an exact one.
 */
export class IconvDecoder {
  readonly #label: string;
  readonly #name: string;
  readonly #decoder: iconv.DecoderStream;
  readonly #isUtf16: boolean;
  readonly #isGb18030: boolean;
  /** Whether a U+FFFD in the output can only have been in the bytes. */
  readonly #marksItsErrors: boolean;
  /**
   * The beginning, as long as iconv-lite has not been given it. It tells the byte order from its first piece, which must
   * not depend on how the bytes were cut.
   */
  #sample: Uint8Array | undefined;
  #byteCount = 0;
  #heldSurrogate = '';

  constructor(encoding: Encoding, label: string) {
    this.#label = label;
    this.#name = encoding.name;
    this.#decoder = iconv.getDecoder(encoding.name, { stripBOM: false });
    this.#isUtf16 = encoding.name.startsWith('utf-16');
    this.#isGb18030 = 'gb18030' in this.#decoder && this.#decoder.gb18030 !== undefined;
    if (['utf-16', 'utf-32'].some((name) => encoding.identity === encodingOf(name).identity)) {
      this.#sample = new Uint8Array(0);
    }
    this.#marksItsErrors = 'defaultCharUnicode' in this.#decoder || 'badChar' in this.#decoder;
    Object.assign(this.#decoder, { defaultCharUnicode: UNDECODABLE, badChar: UNDECODABLE.charCodeAt(0) });
  }

  /** The text that these bytes complete, with its byte order mark. */
  write(bytes: Uint8Array): string {
    this.#byteCount += bytes.length;
    if (this.#sample === undefined) return this.#decode(bytes);
    this.#sample = Buffer.concat([this.#sample, bytes]);
    return this.#sample.length < BYTE_ORDER_SAMPLE ? '' : this.#decodeSample();
  }

  /** The rest of the text. Throws if the bytes end inside a character. */
  end(): string {
    // iconv-lite drops the odd byte at the end of UTF-16.
    if (this.#isUtf16 && this.#byteCount % 2 === 1) throw this.#undecodable();
    const text = this.#decodeSample();
    return text + this.#checked(this.#heldSurrogate + (this.#decoder.end() || ''));
  }

  #decodeSample(): string {
    const sample = this.#sample;
    this.#sample = undefined;
    return sample === undefined ? '' : this.#decode(sample);
  }

  #decode(bytes: Uint8Array): string {
    const pending = this.#takePending();
    const input = pending.length > 0 ? Buffer.concat([pending, bytes]) : asBuffer(bytes);
    if (this.#isGb18030 && hasUnassignedFourByteCode(input)) throw this.#undecodable();
    const text = this.#heldSurrogate + this.#decoder.write(input);
    const last = text.charCodeAt(text.length - 1);
    const isCut = last >= 0xd800 && last <= 0xdbff;
    this.#heldSurrogate = isCut ? text.slice(-1) : '';
    return this.#checked(isCut ? text.slice(0, -1) : text);
  }

  /**
   * Takes back the bytes of a character that a chunk has cut. iconv-lite's multi-byte decoders make their output as
   * large as the new bytes need and lose what these bytes add, so they are given both together.
   */
  #takePending(): Uint8Array {
    if (!('prevBytes' in this.#decoder) || !Array.isArray(this.#decoder.prevBytes)) return new Uint8Array(0);
    const pending = Uint8Array.from(this.#decoder.prevBytes);
    Object.assign(this.#decoder, { prevBytes: [], nodeIdx: 0 });
    return pending;
  }

  #checked(text: string): string {
    if (LONE_SURROGATE.test(text)) throw this.#undecodable();
    const mayHoldReplacement = this.#marksItsErrors || this.#isUtf16;
    if (!mayHoldReplacement && text.includes(REPLACEMENT_CHARACTER)) throw this.#undecodable();
    return text;
  }

  #undecodable(): CharsetError {
    const message = `expected text in ${this.#name}, got bytes that it does not have`;
    return new CharsetError('undecodable-bytes', this.#label, message);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
