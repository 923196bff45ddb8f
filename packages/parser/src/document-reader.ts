import { CharsetError, type DecodedText, decodeXml } from '@mm7/charset';
import { deviations, Mm7Error, type Mode, type ReadSoFar, type Warning } from '@mm7/schema';
import { type EnvelopeLimits, envelopeLimits } from './limits.ts';
import type { ParseOptions } from './parse-options.ts';
import { finishEnvelope, type ParsedEnvelope } from './parsed-envelope.ts';
import { PlainXmlReader } from './plain-xml-reader.ts';
import { type Repair, repair } from './repair.ts';
import { XmlReader } from './xml-reader.ts';

// In bytes, of all character sets.
const longestCharacter = 4;

/** Reads a whole document: bytes to text, text to message, and, where that fails, text that is mended first. */
export class DocumentReader {
  readonly limits: EnvelopeLimits;
  readonly #mode: Mode;
  readonly #options: ParseOptions;

  /**
   * @throws {Mm7Error} `invalid-option` when the mode is unknown or a limit is no positive number
   */
  constructor(options: ParseOptions) {
    this.limits = envelopeLimits(options.limits);
    this.#mode = modeOf(options);
    this.#options = options;
  }

  /**
   * Refuses an envelope of that length.
   *
   * @throws {Mm7Error} `envelope-too-large`
   */
  checkLength(length: number): void {
    if (length <= this.limits.envelope) return;
    throw new Mm7Error('envelope-too-large', `the envelope is larger than ${this.limits.envelope}`);
  }

  /**
   * Reads a document.
   *
   * @throws {Mm7Error} whatever is wrong with it
   */
  read(document: string | Uint8Array): ParsedEnvelope {
    const early: Warning[] = [];
    const parsed = this.#parse(typeof document === 'string' ? document : this.#decode(document, early));
    return early.length === 0 ? parsed : { ...parsed, warnings: [...early, ...parsed.warnings] };
  }

  #decode(bytes: Uint8Array, warnings: Warning[]): string {
    try {
      const decoded = this.#decodeXml(bytes);
      for (const { code, message } of decoded.deviations)
        this.#deviate({ code, message, line: 1, column: 1 }, warnings);
      return decoded.text;
    } catch (error) {
      if (!CharsetError.is(error) && !Mm7Error.is(error)) throw error;
      if (this.#endsWithinCharacter(bytes)) {
        throw new Mm7Error('truncated-body', 'the envelope ends in the middle of a character', { cause: error });
      }
      throw Mm7Error.is(error) ? error : new Mm7Error('undecodable-envelope', error.message, { cause: error });
    }
  }

  #decodeXml(bytes: Uint8Array): DecodedText {
    const { charset, fallbackCharset } = this.#options;
    return decodeXml(bytes, { declared: charset, fallback: fallbackCharset });
  }

  // Whether the bytes are good but for the last few, which begin a character.
  #endsWithinCharacter(bytes: Uint8Array): boolean {
    for (let excess = 1; excess < longestCharacter; excess += 1) {
      try {
        const { text, deviations } = this.#decodeXml(bytes.subarray(0, -excess));
        if (deviations.length === 0 && text.trimStart().startsWith('<')) return true;
      } catch {
        // Nor does it end so early within a character.
      }
    }
    return false;
  }

  #parse(xml: string): ParsedEnvelope {
    if (!beginsLikeXml(xml)) {
      throw new Mm7Error('not-mm7', xml.trim() === '' ? 'the envelope is empty' : 'expected XML');
    }
    const plain = readPlain(xml, this.#mode, this.limits);
    if (plain !== undefined) return plain;
    const outcome = attempt(new XmlReader(this.#mode, this.limits, xml.length), xml);
    if (!Mm7Error.is(outcome)) return outcome;
    if (outcome.code !== 'malformed-xml' && outcome.code !== 'truncated-body') throw outcome;
    // Only now, at no cost to a clean document, is it worth to look for what senders are known to get wrong.
    const repaired = repair(xml);
    if (repaired.repairs.length === 0) throw outcome;
    return this.#parseRepaired(repaired.xml, repaired.repairs);
  }

  #parseRepaired(xml: string, repairs: readonly Repair[]): ParsedEnvelope {
    const reader = new XmlReader(this.#mode, this.limits, xml.length);
    const outcome = attempt(reader, xml);
    // A document that is cut looks at its end as if it needed mending.
    if (Mm7Error.is(outcome) && outcome.code === 'truncated-body') throw outcome;
    const mended: Warning[] = [];
    for (const { code, line, column } of repairs) {
      this.#deviate({ code, message: deviations[code].explanation, line, column }, mended, reader.walker.readSoFar());
    }
    if (Mm7Error.is(outcome)) throw outcome;
    const { message, warnings, dialect } = outcome;
    return { message, warnings: [...mended, ...warnings], dialect };
  }

  #deviate(warning: Warning, warnings: Warning[], envelope: ReadSoFar = {}): void {
    const { code, message, ...place } = warning;
    if (this.#mode === 'strict') {
      throw new Mm7Error(code, message, { statusCode: deviations[code].statusCode, ...place, envelope });
    }
    warnings.push(warning);
  }
}

function modeOf({ mode = 'lenient' }: ParseOptions): Mode {
  if (mode === 'lenient' || mode === 'strict') return mode;
  throw new Mm7Error('invalid-option', `mode must be 'lenient' or 'strict', not ${String(mode)}`, { statusCode: 3000 });
}

// Whether the first character is <, apart from what may be taken away before it.
function beginsLikeXml(xml: string): boolean {
  let index = 0;
  while (xml.charCodeAt(index) <= 0x20 || xml[index] === '\u00a0' || xml[index] === '\ufeff') index += 1;
  return xml[index] === '<';
}

// Whatever is thrown here is left for saxes to run into again, so that errors have one origin.
function readPlain(xml: string, mode: Mode, limits: EnvelopeLimits): ParsedEnvelope | undefined {
  try {
    const reader = new PlainXmlReader(mode, limits, xml);
    return reader.read() ? finishEnvelope(reader.walker) : undefined;
  } catch {
    return undefined;
  }
}

function attempt(reader: XmlReader, xml: string): ParsedEnvelope | Mm7Error {
  try {
    return read(reader, xml);
  } catch (error) {
    return asMm7Error(error, reader);
  }
}

function read(reader: XmlReader, xml: string): ParsedEnvelope {
  reader.write(xml);
  const { walker } = reader;
  if (walker.depth > 0 || !walker.rootSeen) {
    throw walker.error('truncated-body', 'the envelope ends before its root element closes');
  }
  reader.close();
  return finishEnvelope(walker);
}

function asMm7Error(error: unknown, reader: XmlReader): Mm7Error {
  if (Mm7Error.is(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return reader.walker.log.error('malformed-xml', message, 4004, reader.walker.place(), error);
}
