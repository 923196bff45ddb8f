import { type HeaderField, isSameName } from './header-field.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/**
 * The header fields of one block as they were sent, in one string of which names and values are cut when somebody asks
 * for them: most are never asked for.
 */
export class HeaderText implements Iterable<HeaderField> {
  readonly #text: string;

  /** @param text one character for each byte of whole fields, continuations included; the last may lack its line end */
  constructor(text: string) {
    this.#text = text;
  }

  /** The value of the first field of that name, or `undefined`. */
  get(name: string): string | undefined {
    const text = this.#text;
    for (let start = 0; start < text.length; start = endOfField(text, start)) {
      const colon = text.indexOf(':', start);
      if (isNameAt(text, start, colon, name)) return valueAfter(text, colon);
    }
    return undefined;
  }

  /** Every field as `[name, value]`, in the order sent. */
  *[Symbol.iterator](): IterableIterator<HeaderField> {
    const text = this.#text;
    for (let start = 0; start < text.length; start = endOfField(text, start)) {
      const colon = text.indexOf(':', start);
      yield [trimmed(text, start, colon), valueAfter(text, colon)];
    }
  }
}

/** Whether that is the name between `start` and `colon`, where white space may follow it. */
function isNameAt(text: string, start: number, colon: number, name: string): boolean {
  const end = endOfTrimmed(text, start, colon);
  return end - start === name.length && isSameName(text.slice(start, end), name);
}

/** Without the line ends, and trimmed; the white space that begins each continuation stays. */
function valueAfter(text: string, colon: number): string {
  const end = endOfLine(text, colon);
  if (!isContinuedAt(text, end)) return trimmed(text, colon + 1, endOfContent(text, end));
  let value = text.slice(colon + 1, endOfContent(text, end));
  for (let start = end; isContinuedAt(text, start); ) {
    const next = endOfLine(text, start);
    value += text.slice(start, endOfContent(text, next));
    start = next;
  }
  return trimmed(value, 0, value.length);
}

function endOfField(text: string, start: number): number {
  let end = endOfLine(text, start);
  while (isContinuedAt(text, end)) end = endOfLine(text, end);
  return end;
}

function isContinuedAt(text: string, lineStart: number): boolean {
  return lineStart < text.length && isWhiteSpace(text.charCodeAt(lineStart));
}

/** The index after the next line feed, or the end of the text. */
function endOfLine(text: string, from: number): number {
  const lineFeed = text.indexOf('\n', from);
  return lineFeed === -1 ? text.length : lineFeed + 1;
}

/** Where the line that ends at `end` ends without its line end. */
function endOfContent(text: string, end: number): number {
  let content = end;
  if (text.charCodeAt(content - 1) === LF) content -= 1;
  if (text.charCodeAt(content - 1) === CR) content -= 1;
  return content;
}

/** What stands from `from` to `to`, without white space on either side. */
function trimmed(text: string, from: number, to: number): string {
  let start = from;
  while (start < to && isWhiteSpace(text.charCodeAt(start))) start += 1;
  return text.slice(start, endOfTrimmed(text, start, to));
}

function endOfTrimmed(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && isWhiteSpace(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

function isWhiteSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}
