import { decodeEncodedWords } from './encoded-word.ts';
import type { MultipartWarningCode } from './errors.ts';
import { ExtendedParameters } from './extended-parameters.ts';
import { isMimeTokenCharacter } from './token.ts';

/** A header value of the form `value; name=value; name="value"`, taken apart. */
export interface ParameterizedValue {
  /** What stands before the parameters, as sent. */
  readonly value: string;
  /** Parameters by lower-case name, decoded; of a repeated one the first. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What was not as the standards have it, each code once. */
  readonly deviations: readonly MultipartWarningCode[];
}

/** Parameters that carry text for people, in which senders put encoded words although RFC 2047 section 5 forbids it. */
const TEXT_PARAMETERS = new Set(['name', 'filename']);

/**
 * Parses a header value with parameters, such as that of Content-Type or Content-Disposition (RFC 2045 section 5.1,
 * RFC 2183): quoted strings, comments, RFC 2231 character sets and continuations, and encoded words in `name` and
 * `filename`. It never throws: what cannot be read is left out and named in `deviations`.
 *
 * @example
 * const { value, parameters } = parseParameters("attachment; filename*=UTF-8''caf%C3%A9.jpg");
 * value; // 'attachment'
 * parameters.get('filename'); // 'café.jpg'
 */
export function parseParameters(header: string): ParameterizedValue {
  return new ParameterScanner(header).scan();
}

class ParameterScanner {
  readonly #text: string;
  readonly #parameters = new Map<string, string>();
  readonly #deviations = new Set<MultipartWarningCode>();
  #extended: ExtendedParameters | undefined;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): ParameterizedValue {
    this.#skipSpaceAndComments();
    const value = this.#takeUnquoted();
    this.#skipSpaceAndComments();
    while (this.#position < this.#text.length) {
      if (this.#text[this.#position] !== ';') {
        this.#deviations.add('malformed-parameter');
      } else {
        this.#position += 1;
        this.#skipSpaceAndComments();
        if (this.#position === this.#text.length) {
          this.#deviations.add('trailing-semicolon');
          break;
        }
      }
      this.#takeParameter();
      this.#skipSpaceAndComments();
    }
    this.#addExtended();
    return { value, parameters: this.#parameters, deviations: [...this.#deviations] };
  }

  #takeParameter(): void {
    const name = this.#takeName();
    this.#skipSpaceAndComments();
    if (name === '' || this.#text[this.#position] !== '=') {
      this.#skipMalformed();
      return;
    }
    this.#position += 1;
    this.#skipSpaceAndComments();
    const isQuoted = this.#text[this.#position] === '"';
    const value = isQuoted ? this.#takeQuoted() : this.#takeUnquoted();
    if (!isQuoted) {
      if (value === '') {
        this.#deviations.add('malformed-parameter');
        return;
      }
      if (!needsNoQuotes(value)) this.#deviations.add('unquoted-parameter');
    }
    this.#add(name.toLowerCase(), value);
  }

  #add(name: string, value: string): void {
    if (name.includes('*')) {
      this.#extended ??= new ExtendedParameters();
      this.#extended.add(name, value);
    } else if (!this.#parameters.has(name)) {
      this.#parameters.set(name, TEXT_PARAMETERS.has(name) ? decodeEncodedWords(value) : value);
    }
  }

  /** A sender that gives both forms means the plain one for readers that do not know the other (RFC 6266 section 4.3). */
  #addExtended(): void {
    if (this.#extended === undefined) return;
    for (const { name, value, isMalformed } of this.#extended) {
      if (isMalformed) this.#deviations.add('malformed-parameter');
      if (value !== undefined) this.#parameters.set(name, value);
    }
  }

  #takeName(): string {
    const start = this.#position;
    while (isMimeTokenCharacter(this.#text.charCodeAt(this.#position))) this.#position += 1;
    return this.#text.slice(start, this.#position);
  }

  /** Up to white space or a semicolon, whatever else stands there. */
  #takeUnquoted(): string {
    const start = this.#position;
    while (this.#position < this.#text.length) {
      const character = this.#text[this.#position];
      if (character === ';' || isSpace(character)) break;
      this.#position += 1;
    }
    return this.#text.slice(start, this.#position);
  }

  #takeQuoted(): string {
    const start = this.#position + 1;
    for (let index = start; index < this.#text.length; index += 1) {
      const character = this.#text[index];
      if (character === '\\') index += 1;
      else if (character === '"') {
        this.#position = index + 1;
        return withoutEscapes(this.#text.slice(start, index));
      }
    }
    // The closing quote is missing: what follows the next semicolon is more likely a parameter than part of this value.
    this.#deviations.add('malformed-parameter');
    this.#position = start;
    this.#skipMalformed();
    return this.#text.slice(start, this.#position).trim();
  }

  #skipMalformed(): void {
    this.#deviations.add('malformed-parameter');
    const semicolon = this.#text.indexOf(';', this.#position);
    this.#position = semicolon === -1 ? this.#text.length : semicolon;
  }

  #skipSpaceAndComments(): void {
    for (;;) {
      while (isSpace(this.#text[this.#position])) this.#position += 1;
      if (this.#text[this.#position] !== '(') return;
      this.#skipComment();
    }
  }

  /** Comments nest and may hold escaped characters (RFC 5322 section 3.2.2). */
  #skipComment(): void {
    let depth = 0;
    while (this.#position < this.#text.length) {
      const character = this.#text[this.#position];
      this.#position += 1;
      if (character === '\\') this.#position = Math.min(this.#position + 1, this.#text.length);
      else if (character === '(') depth += 1;
      else if (character === ')') depth -= 1;
      if (depth === 0) return;
    }
    this.#deviations.add('malformed-parameter');
  }
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}

/** What stands between quotes, where a backslash makes the next character stand for itself. */
function withoutEscapes(quoted: string): string {
  return quoted.includes('\\') ? quoted.replace(/\\(.)/gs, '$1') : quoted;
}

/** Raw characters outside US-ASCII are a deviation of the header block, reported there, and not one of quoting. */
function needsNoQuotes(value: string): boolean {
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    if (code <= 0x7f && !isMimeTokenCharacter(code)) return false;
  }
  return true;
}
