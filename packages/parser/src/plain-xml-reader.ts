import type { Mode } from '@mm7/schema';
import { EnvelopeWalker } from './envelope-walker.ts';
import type { EnvelopeLimits } from './limits.ts';
import { isPlain, nameEnd, whiteSpaceEnd } from './plain-xml.ts';
import { TextPosition } from './text-position.ts';
import { withXmlEntities } from './xml-entities.ts';

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const equalsSign = 61;

// In place of an offset, where what is looked for does not stand.
const none = -1;

// White space that is changed in a value, and what must not stand there.
const notPlainInValue = /[\t\n\r<]/;

// Each is compared with all before it; no peer sends more.
const mostAttributes = 8;

/**
 * Reads documents of nothing but tags and text, as nearly all envelopes are, so that an envelope takes two thirds of the
 * time that it takes with saxes. It knows a part of XML: at whatever lies outside it, be it an error or just less common
 * (comments, CDATA sections, references to characters, names beyond ASCII), it gives up, and saxes reads the document
 * from the beginning. Of what it reads to the end, it tells the walker the same as saxes would, at the same positions.
 */
export class PlainXmlReader {
  readonly walker: EnvelopeWalker;
  readonly #xml: string;
  // Longer ones are refused in the end, and saxes is told of them piece by piece.
  readonly #longestText: number;
  readonly #position: TextPosition;
  // Names of the open elements.
  readonly #open: string[] = [];

  constructor(mode: Mode, limits: EnvelopeLimits, xml: string) {
    this.#xml = xml;
    this.#longestText = limits.text;
    this.#position = new TextPosition(xml);
    this.walker = new EnvelopeWalker(mode, limits, this.#position, xml.length);
  }

  /**
   * Reads the document; false: it is not plain, and what the walker was told is worth nothing.
   *
   * @throws {Mm7Error} whatever the walker finds wrong
   */
  read(): boolean {
    const xml = this.#xml;
    if (!isPlain(xml)) return false;
    const start = declarationEnd(xml);
    let at = whiteSpaceEnd(xml, start);
    if (at - start > this.#longestText) return false;
    do {
      if (xml.charCodeAt(at) !== lessThan) return false;
      at = xml.charCodeAt(at + 1) === slash ? this.#readEndTag(at) : this.#readStartTag(at);
      if (at === none) return false;
      if (this.#open.length === 0) return xml.length - at <= this.#longestText && whiteSpaceEnd(xml, at) === xml.length;
      at = this.#readText(at);
    } while (at !== none);
    return false;
  }

  #readStartTag(start: number): number {
    const xml = this.#xml;
    const nameStop = nameEnd(xml, start + 1);
    if (nameStop === start + 1) return none;
    const at = this.#readAttributes(nameStop);
    if (at === none) return none;
    const isEmpty = xml.charCodeAt(at) === slash;
    const end = isEmpty ? at + 2 : at + 1;
    if (xml.charCodeAt(end - 1) !== greaterThan) return none;
    const name = xml.slice(start + 1, nameStop);
    this.#position.offset = end;
    this.walker.openTag(name);
    if (isEmpty) this.walker.closeTag();
    else this.#open.push(name);
    return end;
  }

  // Where the start tag goes on behind its attributes.
  #readAttributes(start: number): number {
    const xml = this.#xml;
    let at = start;
    for (;;) {
      const next = whiteSpaceEnd(xml, at);
      const code = xml.charCodeAt(next);
      if (code === greaterThan || code === slash) return next;
      if (next === at) return none;
      at = this.#readAttribute(next);
      if (at === none) return none;
    }
  }

  #readAttribute(start: number): number {
    const xml = this.#xml;
    const { walker } = this;
    const equals = nameEnd(xml, start);
    const quote = xml[equals + 1];
    if (equals === start || xml.charCodeAt(equals) !== equalsSign || (quote !== '"' && quote !== "'")) return none;
    const last = xml.indexOf(quote, equals + 2);
    if (last === none || last - equals > this.#longestText || walker.attributeCount === mostAttributes) return none;
    const name = xml.slice(start, equals);
    const value = xml.slice(equals + 2, last);
    if (notPlainInValue.test(value) || this.#hasAttribute(name)) return none;
    walker.attribute(name, withXmlEntities(value));
    return last + 1;
  }

  #hasAttribute(name: string): boolean {
    const { attributeNames, attributeCount } = this.walker;
    for (let index = 0; index < attributeCount; index += 1) if (attributeNames[index] === name) return true;
    return false;
  }

  #readEndTag(start: number): number {
    const name = this.#open.pop();
    const at = this.#xml.indexOf('>', start);
    if (at === none || this.#xml.slice(start + 2, at) !== name) return none;
    this.#position.offset = at + 1;
    this.walker.closeTag();
    return at + 1;
  }

  #readText(start: number): number {
    const end = this.#xml.indexOf('<', start);
    if (end - start > this.#longestText) return none;
    if (end > start) {
      this.#position.offset = end + 1;
      this.walker.characters(withXmlEntities(withLineFeeds(this.#xml.slice(start, end))));
    }
    return end;
  }
}

// XML 1.0, section 2.11.
function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}

// Of the usual form; what has another will not be found plain. It takes linear time: no class of characters matches what
// must follow it.
const declaration =
  /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?: standalone=(["'])(?:yes|no)\3)? ?\?>/;

function declarationEnd(xml: string): number {
  return declaration.exec(xml)?.[0].length ?? 0;
}
