import { Buffer } from 'node:buffer';

/**
 * How the beginning of a document shows its characters: one byte each (US-ASCII and all that extends it), or two.
 * Appendix F of XML 1.0 calls this the family of encodings.
 */
export type UnitShape = 'ascii' | 'utf-16le' | 'utf-16be';

/** Declarations are some fifty characters long; what is longer than this is none. */
const MAXIMUM_LENGTH = 1024;

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;

/** The shape in which the first character that is no white space is `<`; `undefined` if there is none. */
export function unitShapeOf(document: Uint8Array): UnitShape | undefined {
  const start = skipWhiteSpace(document, 'ascii');
  if (document[start] === LESS_THAN && document[start + 1] !== 0) return 'ascii';
  if (isLessThan(document, 'utf-16le')) return 'utf-16le';
  return isLessThan(document, 'utf-16be') ? 'utf-16be' : undefined;
}

/** The value of `encoding` in the XML declaration, if there is one (XML 1.0 section 2.8). */
export function declaredEncoding(document: Uint8Array, shape: UnitShape): string | undefined {
  const declaration = declarationOf(document, shape);
  return declaration === undefined ? undefined : encodingIn(declaration);
}

/** The same for a document that is text already, with nothing before its declaration. */
export function encodingDeclaredBy(text: string): string | undefined {
  const end = text.slice(0, MAXIMUM_LENGTH).indexOf('>');
  return end === -1 ? undefined : encodingIn(text.slice(0, end));
}

/** @param declaration the text from the first `<` up to the first `>` */
function encodingIn(declaration: string): string | undefined {
  if (!declaration.startsWith('<?xml') || !isWhiteSpace(declaration.charCodeAt(5))) return undefined;
  let position = 5;
  while (position < declaration.length) {
    position = skipSpace(declaration, position);
    const nameEnd = endOfName(declaration, position);
    const name = declaration.slice(position, nameEnd);
    position = skipSpace(declaration, nameEnd);
    if (declaration[position] !== '=') return undefined;
    position = skipSpace(declaration, position + 1);
    const quote = declaration[position];
    if (quote !== '"' && quote !== "'") return undefined;
    const valueEnd = declaration.indexOf(quote, position + 1);
    if (valueEnd === -1) return undefined;
    if (name === 'encoding') return declaration.slice(position + 1, valueEnd);
    position = valueEnd + 1;
  }
  return undefined;
}

/** The text from the first `<` up to the first `>`. */
function declarationOf(document: Uint8Array, shape: UnitShape): string | undefined {
  const start = skipWhiteSpace(document, shape);
  if (shape === 'ascii') {
    const end = document.subarray(start, start + MAXIMUM_LENGTH).indexOf(GREATER_THAN);
    return end === -1 ? undefined : latin1(document.subarray(start, start + end));
  }
  const low = shape === 'utf-16le' ? 0 : 1;
  const units: number[] = [];
  for (let index = start; index + 1 < document.length && units.length < MAXIMUM_LENGTH; index += 2) {
    const unit = document[index + low] ?? 0;
    if (document[index + 1 - low] !== 0) return undefined;
    if (unit === GREATER_THAN) return latin1(Uint8Array.from(units));
    units.push(unit);
  }
  return undefined;
}

function isLessThan(document: Uint8Array, shape: 'utf-16le' | 'utf-16be'): boolean {
  const start = skipWhiteSpace(document, shape);
  const low = shape === 'utf-16le' ? 0 : 1;
  if (document[start + low] !== LESS_THAN || document[start + 1 - low] !== 0) return false;
  // Two more zero bytes would make it UTF-32.
  return document[start + 2] !== 0 || document[start + 3] !== 0;
}

function skipWhiteSpace(document: Uint8Array, shape: UnitShape): number {
  let index = 0;
  if (shape === 'ascii') {
    while (isWhiteSpace(document[index])) index += 1;
    return index;
  }
  const low = shape === 'utf-16le' ? 0 : 1;
  while (isWhiteSpace(document[index + low]) && document[index + 1 - low] === 0) index += 2;
  return index;
}

function isWhiteSpace(code: number | undefined): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function skipSpace(text: string, position: number): number {
  let index = position;
  while (isWhiteSpace(text.charCodeAt(index))) index += 1;
  return index;
}

function endOfName(text: string, position: number): number {
  let index = position;
  while (index < text.length && text[index] !== '=' && !isWhiteSpace(text.charCodeAt(index))) index += 1;
  return index;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
