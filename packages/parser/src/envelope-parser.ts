import { Mm7Error } from '@mm7/schema';
import { CollectedBytes } from './collected-bytes.ts';
import { DocumentReader } from './document-reader.ts';
import type { ParseOptions } from './parse-options.ts';
import type { ParsedEnvelope } from './parsed-envelope.ts';

/**
 * Reads an envelope that is in memory.
 *
 * @throws {Mm7Error} whatever is wrong with it
 *
 * @example
 * const { message, warnings } = parseEnvelope(xml);
 * if (message.operation === 'DeliverReq') console.log(message.sender.value);
 */
export function parseEnvelope(xml: string | Uint8Array, options: ParseOptions = {}): ParsedEnvelope {
  refuseOthers(xml);
  const reader = new DocumentReader(options);
  reader.checkLength(xml.length);
  return reader.read(xml);
}

/**
 * Reads an envelope that comes in chunks, of bytes or of text. It is collected up to `limits.envelope` and parsed at its
 * end: only then is it known whether its character set is the one declared, and whether its text needs mending.
 *
 * @example
 * const parser = new EnvelopeParser({ mode: 'strict' });
 * for await (const chunk of source) parser.write(chunk);
 * const { message } = parser.end();
 */
export class EnvelopeParser {
  readonly #reader: DocumentReader;
  #bytes: CollectedBytes | undefined;
  #text = '';
  #length = 0;

  /**
   * @throws {Mm7Error} `invalid-option` when the mode is unknown or a limit is no positive number
   */
  constructor(options: ParseOptions = {}) {
    this.#reader = new DocumentReader(options);
  }

  /**
   * Takes the next chunk; bytes are copied, so that the caller may go on using them.
   *
   * @throws {Mm7Error} `envelope-too-large`; `invalid-option` when text follows bytes or bytes follow text
   */
  write(chunk: string | Uint8Array): void {
    refuseOthers(chunk);
    this.#length += chunk.length;
    this.#reader.checkLength(this.#length);
    if (typeof chunk === 'string') this.#text += chunk;
    else {
      this.#bytes ??= new CollectedBytes();
      this.#bytes.add(chunk);
    }
    if (this.#text !== '' && this.#bytes !== undefined) {
      throw new Mm7Error('invalid-option', 'an envelope comes either as text or as bytes', { statusCode: 3000 });
    }
  }

  /**
   * The envelope is complete.
   *
   * @throws {Mm7Error} whatever is wrong with it
   */
  end(): ParsedEnvelope {
    return this.#reader.read(this.#bytes === undefined ? this.#text : this.#bytes.bytes);
  }
}

// Callers from JavaScript may hand over anything.
function refuseOthers(chunk: unknown): void {
  if (typeof chunk === 'string' || chunk instanceof Uint8Array) return;
  throw new Mm7Error('invalid-option', 'an envelope comes as text or as a Uint8Array', { statusCode: 3000 });
}
