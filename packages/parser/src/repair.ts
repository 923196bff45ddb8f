import type { DeviationCode } from '@mm7/schema';
import { htmlEntities } from './html-entities.ts';
import { xmlEntities } from './xml-entities.ts';

/** The codes of what {@link repair} mends. */
type RepairCode = Extract<
  DeviationCode,
  'bare-ampersand' | 'html-entity' | 'control-character' | 'no-break-space' | 'leading-white-space' | 'doubled-colon'
>;

/** What was mended, at its first place. */
export interface Repair {
  /** Which kind of mistake it was. */
  readonly code: RepairCode;
  /** Line, counted from 1. */
  readonly line: number;
  /** Column, counted from 1. */
  readonly column: number;
}

/** A document after its repair. */
export interface Repaired {
  /** The document, well-formed if nothing else was wrong with it. */
  readonly xml: string;
  /** One entry for each code, in document order; empty when there was nothing to mend. */
  readonly repairs: readonly Repair[];
}

// The longest name has eight characters; a number may have leading zeros.
const longestEntity = 32;
const ampersand = 38;
const lessThan = 60;
const greaterThan = 62;
const colon = 58;
const noBreakSpace = 0xa0;
const byteOrderMark = 0xfeff;

/**
 * Mends what senders get wrong in the text of an envelope and what an XML reader cannot get past: ampersands that are
 * not escaped, entities of HTML, control characters, white space before the XML declaration, no-break spaces in tags and
 * around the root, names with two colons. One pass, linear in the length of the text. Sections of CDATA and comments are
 * kept, control characters apart.
 *
 * @example
 * repair('<Subject>R&D</Subject>').xml; // '<Subject>R&amp;D</Subject>'
 */
export function repair(xml: string): Repaired {
  return new Repairer(xml).run();
}

class Repairer {
  readonly #xml: string;
  readonly #repairs: Repair[] = [];
  readonly #pieces: string[] = [];
  #beforeRoot = true;
  // Everything before this index is in the pieces.
  #copied = 0;

  constructor(xml: string) {
    this.#xml = xml;
  }

  run(): Repaired {
    let index = this.#leadingSpace();
    const end = this.#trailingSpace();
    while (index < end) index = this.#step(index, end);
    this.#pieces.push(this.#xml.slice(this.#copied, end));
    return { xml: this.#pieces.join(''), repairs: this.#repairs };
  }

  #leadingSpace(): number {
    let index = 0;
    let white = -1;
    for (; ; index += 1) {
      const code = this.#xml.charCodeAt(index);
      if (isControl(code)) this.#note('control-character', index);
      else if (code === noBreakSpace) this.#note('no-break-space', index);
      else if (!isSpaceLike(code) && code !== byteOrderMark) break;
      if (isSpaceLike(code) && white < 0) white = index;
    }
    // A byte order mark is good at the very start, before everything else.
    const mayStand =
      !this.#xml.startsWith('<?xml', index) && this.#xml.lastIndexOf(String.fromCharCode(byteOrderMark), index) <= 0;
    if (white >= 0 && !mayStand) this.#note('leading-white-space', white);
    this.#copied = index;
    return index;
  }

  #trailingSpace(): number {
    let end = this.#xml.length;
    let noBreak = -1;
    while (end > 0 && isSpaceLike(this.#xml.charCodeAt(end - 1))) {
      end -= 1;
      if (this.#xml.charCodeAt(end) === noBreakSpace) noBreak = end;
    }
    if (noBreak < 0) return this.#xml.length;
    this.#note('no-break-space', noBreak);
    return end;
  }

  // Deals with one construct that begins at index, and returns where the next begins.
  #step(index: number, end: number): number {
    const code = this.#xml.charCodeAt(index);
    if (code === lessThan) {
      if (this.#xml.startsWith('<![CDATA[', index)) return this.#section(index, end, ']]>');
      if (this.#xml.startsWith('<!--', index)) return this.#section(index, end, '-->');
      if (this.#xml.startsWith('<?', index) && !this.#xml.startsWith('<?xml', index))
        return this.#section(index, end, '?>');
      this.#beforeRoot &&= this.#xml.startsWith('<?', index);
      return this.#tag(index, end);
    }
    if (code === ampersand) return this.#entity(index);
    if (isControl(code)) this.#replace('control-character', index, index + 1, '');
    else if (this.#beforeRoot && code === noBreakSpace) this.#replace('no-break-space', index, index + 1, ' ');
    return index + 1;
  }

  #section(index: number, end: number, close: string): number {
    const found = this.#xml.indexOf(close, index);
    const stop = found < 0 ? end : found + close.length;
    for (let at = index; at < stop; at += 1) {
      if (isControl(this.#xml.charCodeAt(at))) this.#replace('control-character', at, at + 1, '');
    }
    return stop;
  }

  #tag(index: number, end: number): number {
    let quote = 0;
    for (let at = index + 1; at < end; at += 1) {
      const code = this.#xml.charCodeAt(at);
      if (isControl(code)) this.#replace('control-character', at, at + 1, '');
      else if (code === ampersand) at = this.#entity(at) - 1;
      else if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === 34 || code === 39) quote = code;
      else if (code === greaterThan) return at + 1;
      else if (code === colon && this.#xml.charCodeAt(at + 1) === colon) this.#replace('doubled-colon', at, at + 1, '');
      else if (code === noBreakSpace) this.#replace('no-break-space', at, at + 1, ' ');
    }
    return end;
  }

  #entity(index: number): number {
    const semicolon = this.#xml.slice(index + 1, index + 2 + longestEntity).indexOf(';');
    const name = semicolon < 0 ? '' : this.#xml.slice(index + 1, index + 1 + semicolon);
    const after = index + 2 + semicolon;
    if (xmlEntities.has(name)) return after;
    const character = htmlEntities.get(name);
    if (character !== undefined) {
      this.#replace('html-entity', index, after, character);
      return after;
    }
    const codePoint = characterReference(name);
    if (codePoint === undefined) {
      this.#replace('bare-ampersand', index, index + 1, '&amp;');
      return index + 1;
    }
    if (!isCharacter(codePoint)) this.#replace('control-character', index, after, '');
    return after;
  }

  #replace(code: RepairCode, start: number, end: number, by: string): void {
    this.#note(code, start);
    if (start > this.#copied) this.#pieces.push(this.#xml.slice(this.#copied, start));
    this.#pieces.push(by);
    this.#copied = end;
  }

  #note(code: RepairCode, index: number): void {
    if (this.#repairs.some((known) => known.code === code)) return;
    const before = this.#xml.slice(0, index);
    const lineStart = before.lastIndexOf('\n') + 1;
    this.#repairs.push({ code, line: before.split('\n').length, column: index - lineStart + 1 });
  }
}

// The code point a character reference names (the text between & and ;), or undefined if it is none.
function characterReference(name: string): number | undefined {
  if (name.charCodeAt(0) !== 35) return undefined;
  const hexadecimal = name.charAt(1) === 'x';
  const digits = name.slice(hexadecimal ? 2 : 1);
  if (!(hexadecimal ? /^[0-9a-fA-F]+$/ : /^[0-9]+$/).test(digits)) return undefined;
  return Number.parseInt(digits, hexadecimal ? 16 : 10);
}

// XML 1.0, production 2.
function isCharacter(codePoint: number): boolean {
  return (
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    codePoint === 9 ||
    codePoint === 10 ||
    codePoint === 13 ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  );
}

function isControl(code: number): boolean {
  return (code < 0x20 && code !== 9 && code !== 10 && code !== 13) || code === 0xfffe || code === 0xffff;
}

function isSpaceLike(code: number): boolean {
  return code === 0x20 || code === 9 || code === 10 || code === 13 || code === noBreakSpace;
}
