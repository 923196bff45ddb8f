import { Buffer } from 'node:buffer';
import { latin1Text } from './latin1-text.ts';
import { OutputBlocks } from './output-blocks.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const EQUALS = 0x3d;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const FOREIGN = 0xff;

/** By byte: the six bits that it stands for, or {@link FOREIGN}. */
const SEXTETS = new Uint8Array(256).fill(FOREIGN);
for (let index = 0; index < ALPHABET.length; index += 1) SEXTETS[ALPHABET.charCodeAt(index)] = index;

/** Below this many bytes a native call costs more than it saves. */
const SHORTEST_RUN = 256;

/** Input is decoded in pieces of this many bytes at most, so that what is read more than once lies in the cache. */
const LONGEST_PIECE = 64 * 1024;

/** Padding, and a few line ends about it. */
const LONGEST_PADDING = 16;

/** Lines shorter than this are decoded byte by byte. */
const SHORTEST_LINE = 16;

/** What is beyond the last whole quantum of a run: three characters, with one line end among them. */
const LONGEST_SURPLUS = 5;

/**
 * Decodes base64 (RFC 2045 section 6.8) as it comes in; how it is cut into chunks makes no difference. It never throws.
 *
 * Line ends, spaces and tabs are passed over. So is any other character outside the alphabet, as the RFC advises, but
 * that is a deviation; as are data after padding (which are decoded, as the next of several texts put end to end) and a
 * last quantum that is incomplete (of which the whole bytes are decoded).
 */
export class Base64Decoder {
  #bits = 0;
  /** How many characters of the present quantum are in `#bits`: 0 to 3. */
  #count = 0;
  /** Whether the first of two padding characters has been read. */
  #isPaddingDue = false;
  #isPadded = false;
  #isBroken = false;
  #isCut = false;
  readonly #blocks = new OutputBlocks();

  /** `broken-base64` once anything was not as the RFC has it. */
  get deviation(): 'broken-base64' | undefined {
    return this.#isBroken ? 'broken-base64' : undefined;
  }

  /** After {@link end}: whether the input ended within a quantum of four characters. */
  get cutQuantum(): boolean {
    return this.#isCut;
  }

  /** The bytes that this chunk completes, never a view of the chunk. */
  write(chunk: Uint8Array): Uint8Array {
    const input = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const output = this.#blocks.room(Math.ceil((chunk.length + this.#count) / 4) * 3);
    let written = 0;
    for (let start = 0; start < input.length; start += LONGEST_PIECE) {
      const piece = input.length <= LONGEST_PIECE ? input : input.subarray(start, start + LONGEST_PIECE);
      written = this.#takePiece(piece, output, written);
    }
    return this.#blocks.take(written);
  }

  /** Decodes lines of one length natively, and what is between them byte by byte. */
  #takePiece(piece: Buffer, output: Buffer, written: number): number {
    const text = nativeText(piece);
    let position = 0;
    let lineFeed = -1;
    while (position < piece.length) {
      let end = text === undefined ? piece.length : position + 1;
      // A line feed whose carriage return came with the piece before would pass for the way in which lines end.
      if (text !== undefined && this.#isAtQuantumStart() && piece[position] !== LF) {
        if (lineFeed < position) lineFeed = indexOrEnd(piece, LF, position);
        const run = regularRun(piece, position, lineFeed);
        const decoded = run === undefined ? 0 : decodeRun(text, position, run, output, written);
        end = run?.end ?? position + SHORTEST_RUN;
        if (decoded > 0) {
          written += decoded;
          position = end;
          continue;
        }
      }
      do {
        written = this.#take(piece[position] ?? 0, output, written);
        position += 1;
      } while (position < piece.length && (position < end || this.#count > 0));
    }
    return written;
  }

  /** The bytes of a last quantum that lacks its padding. */
  end(): Uint8Array {
    this.#isCut = this.#count > 0 || this.#isPaddingDue;
    if (this.#isCut) this.#isBroken = true;
    const output = new Uint8Array(2);
    return output.subarray(0, this.#flush(output, 0));
  }

  #isAtQuantumStart(): boolean {
    return this.#count === 0 && !this.#isPaddingDue && !this.#isPadded;
  }

  #take(byte: number, output: Uint8Array, written: number): number {
    const sextet = SEXTETS[byte] ?? FOREIGN;
    if (sextet !== FOREIGN) return this.#takeSextet(sextet, output, written);
    if (byte === EQUALS) return this.#takePadding(output, written);
    if (byte !== CR && byte !== LF && byte !== SPACE && byte !== TAB) this.#isBroken = true;
    return written;
  }

  #takeSextet(sextet: number, output: Uint8Array, written: number): number {
    if (this.#isPaddingDue || this.#isPadded) {
      this.#isBroken = true;
      this.#isPaddingDue = false;
      this.#isPadded = false;
    }
    this.#bits = (this.#bits << 6) | sextet;
    this.#count += 1;
    if (this.#count < 4) return written;
    output[written] = this.#bits >> 16;
    output[written + 1] = this.#bits >> 8;
    output[written + 2] = this.#bits;
    this.#bits = 0;
    this.#count = 0;
    return written + 3;
  }

  #takePadding(output: Uint8Array, written: number): number {
    if (this.#isPaddingDue) {
      this.#isPaddingDue = false;
      return written;
    }
    if (this.#count < 2) this.#isBroken = true;
    this.#isPaddingDue = this.#count === 2;
    this.#isPadded = true;
    return this.#flush(output, written);
  }

  /** Writes the whole bytes of the present quantum and begins a new one. */
  #flush(output: Uint8Array, written: number): number {
    const byteCount = Math.max(0, this.#count - 1);
    const bits = this.#bits << (6 * (4 - this.#count));
    if (byteCount > 0) output[written] = bits >> 16;
    if (byteCount > 1) output[written + 1] = bits >> 8;
    this.#bits = 0;
    this.#count = 0;
    return written + byteCount;
  }
}

/**
 * The piece as the native decoder takes it; `undefined` if it is too short for that, or holds one of the two characters
 * of the URL alphabet that the native decoder takes for + and /.
 *
 * It is made before line ends are looked for: to go through the memory once, from end to end, takes much less time than
 * to wait for it at each line.
 */
function nativeText(piece: Buffer): string | undefined {
  if (piece.length < SHORTEST_RUN) return undefined;
  const text = latin1Text(piece, 0, piece.length);
  return text.includes('-') || text.includes('_') ? undefined : text;
}

/** A stretch of whole quanta in lines of one length, if what stands there is in the alphabet. */
interface Run {
  readonly end: number;
  /** How many bytes it decodes to, unless there are foreign characters in it. */
  readonly decodedLength: number;
}

/**
 * Finds how far lines of one length go on, by looking at nothing but where their ends must be. Every line end is
 * counted, so that after native decoding the length alone shows whether all the rest was in the alphabet. `firstLineFeed`
 * is where that byte next occurs from `start` on, or the end.
 */
function regularRun(input: Buffer, start: number, firstLineFeed: number): Run | undefined {
  if (input.length - start < SHORTEST_RUN) return undefined;
  let end = endBeforePadding(input);
  let lineEndBytes = 0;
  if (firstLineFeed < end) {
    const width = firstLineFeed > start && input[firstLineFeed - 1] === CR ? 2 : 1;
    const period = indexOrEnd(input, LF, firstLineFeed + 1) - firstLineFeed;
    if (period < SHORTEST_LINE) return undefined;
    let lineFeed = firstLineFeed;
    while (lineFeed < end && isLineEnd(input, lineFeed, width)) {
      lineEndBytes += width;
      lineFeed += period;
    }
    if (lineFeed < end) end = lineFeed - period + 1;
  }
  if (input[end - 1] === CR) end -= 1;
  const characters = end - start - lineEndBytes;
  const earliest = end - LONGEST_SURPLUS;
  for (let surplus = characters % 4; surplus > 0; end -= 1) {
    if (end === earliest) return undefined;
    if (!isLineEndByte(input[end - 1])) surplus -= 1;
  }
  return end - start < SHORTEST_RUN ? undefined : { end, decodedLength: Math.floor(characters / 4) * 3 };
}

/** Where padding at the very end begins, if there is any; elsewhere there is none in base64 that is as it should be. */
function endBeforePadding(input: Buffer): number {
  const earliest = input.length - LONGEST_PADDING;
  let end = input.length;
  while (end > earliest && (input[end - 1] === EQUALS || isLineEndByte(input[end - 1]))) end -= 1;
  return end;
}

function indexOrEnd(input: Buffer, byte: number, start: number): number {
  const index = input.indexOf(byte, start);
  return index === -1 ? input.length : index;
}

function isLineEnd(input: Buffer, lineFeed: number, width: number): boolean {
  return input[lineFeed] === LF && (width === 1 || input[lineFeed - 1] === CR);
}

function isLineEndByte(byte: number | undefined): boolean {
  return byte === CR || byte === LF;
}

/** Decodes the run natively. Returns 0 if there is anything in it that is neither in the alphabet nor a counted line end. */
function decodeRun(text: string, start: number, run: Run, output: Buffer, written: number): number {
  const decoded = output.write(text.slice(start, run.end), written, 'base64');
  return decoded === run.decodedLength ? decoded : 0;
}
