import { Buffer } from 'node:buffer';
import { CharsetError, decodeBytes } from '@mm7/charset';
import { hexadecimalPair } from './hexadecimal.ts';

/** A parameter put together from its RFC 2231 pieces. */
export interface ExtendedParameter {
  readonly name: string;
  /** The decoded value; absent where no piece could be used. */
  readonly value: string | undefined;
  /** Whether a piece was missing, or its character set or percent-encoding was no good. */
  readonly isMalformed: boolean;
}

interface Piece {
  readonly text: string;
  readonly isEncoded: boolean;
}

interface Pieces {
  /** `name*=`, which needs no other piece. */
  whole: Piece | undefined;
  /** `name*0=`, `name*1*=` and so on. */
  readonly continuations: Map<number, Piece>;
  isMalformed: boolean;
}

/** Nobody sends more, and the numbers come from the wire. */
const HIGHEST_SECTION = 9999;

/** Gathers the pieces of parameters written as RFC 2231 sections 3 and 4 describe, and puts them together. */
export class ExtendedParameters implements Iterable<ExtendedParameter> {
  readonly #pieces = new Map<string, Pieces>();

  /** Takes one parameter whose name, in lower case, holds an asterisk. Of a repeated piece the first counts. */
  add(name: string, text: string): void {
    const asterisk = name.indexOf('*');
    const pieces = this.#piecesOf(name.slice(0, asterisk));
    const suffix = name.slice(asterisk + 1);
    if (suffix === '') {
      pieces.whole ??= { text, isEncoded: true };
      return;
    }
    const isEncoded = suffix.endsWith('*');
    const section = sectionNumber(isEncoded ? suffix.slice(0, -1) : suffix);
    if (section === undefined) pieces.isMalformed = true;
    else if (!pieces.continuations.has(section)) pieces.continuations.set(section, { text, isEncoded });
  }

  /** The parameters, each once, in the order in which their first pieces came. */
  *[Symbol.iterator](): Generator<ExtendedParameter> {
    for (const [name, { whole, continuations, isMalformed }] of this.#pieces) {
      const pieces = whole === undefined ? consecutive(continuations) : [whole];
      const isIncomplete = whole === undefined && pieces.length < continuations.size;
      const decoded = decode(pieces);
      yield { name, value: decoded.value, isMalformed: isMalformed || isIncomplete || decoded.isMalformed };
    }
  }

  #piecesOf(name: string): Pieces {
    let pieces = this.#pieces.get(name);
    if (pieces === undefined) {
      pieces = { whole: undefined, continuations: new Map(), isMalformed: false };
      this.#pieces.set(name, pieces);
    }
    return pieces;
  }
}

function sectionNumber(digits: string): number | undefined {
  const section = Number(digits);
  const isPlain = String(section) === digits && Number.isInteger(section) && section >= 0;
  return isPlain && section <= HIGHEST_SECTION ? section : undefined;
}

function consecutive(continuations: ReadonlyMap<number, Piece>): Piece[] {
  const pieces: Piece[] = [];
  for (;;) {
    const piece = continuations.get(pieces.length);
    if (piece === undefined) return pieces;
    pieces.push(piece);
  }
}

function decode(pieces: readonly Piece[]): { value: string | undefined; isMalformed: boolean } {
  const first = pieces[0];
  if (first === undefined) return { value: undefined, isMalformed: true };
  if (!pieces.some((piece) => piece.isEncoded)) return { value: joined(pieces), isMalformed: false };
  let charset = 'utf-8';
  let firstText = first.text;
  let isMalformed = false;
  if (first.isEncoded) {
    const charsetEnd = first.text.indexOf("'");
    const languageEnd = charsetEnd === -1 ? -1 : first.text.indexOf("'", charsetEnd + 1);
    if (languageEnd === -1) {
      isMalformed = true;
    } else {
      charset = first.text.slice(0, charsetEnd) || charset;
      firstText = first.text.slice(languageEnd + 1);
    }
  }
  const bytes: number[] = [];
  for (const [index, { text, isEncoded }] of pieces.entries()) {
    const ownText = index === 0 ? firstText : text;
    if (isEncoded) {
      if (!percentDecode(ownText, bytes)) isMalformed = true;
    } else {
      for (const byte of Buffer.from(ownText)) bytes.push(byte);
    }
  }
  try {
    return { value: decodeBytes(Uint8Array.from(bytes), charset), isMalformed };
  } catch (error) {
    if (!CharsetError.is(error)) throw error;
    return { value: joined(pieces), isMalformed: true };
  }
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

/** Appends the bytes; false if a percent sign began no two hexadecimal digits and so stood for itself. */
function percentDecode(text: string, bytes: number[]): boolean {
  let isWellFormed = true;
  const raw = Buffer.from(text);
  for (let index = 0; index < raw.length; index += 1) {
    const byte = raw.readUInt8(index);
    const decoded = byte === 0x25 ? hexadecimalPair(raw[index + 1], raw[index + 2]) : byte;
    if (decoded === undefined) {
      isWellFormed = false;
      bytes.push(byte);
    } else {
      bytes.push(decoded);
      if (byte === 0x25) index += 2;
    }
  }
  return isWellFormed;
}
