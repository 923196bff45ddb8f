import { hexadecimalPair } from './hexadecimal.ts';

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const EQUALS = 0x3d;
const TILDE = 0x7e;
const LOWER_A = 0x61;

/**
 * How many bytes may be held undecided. They are white space that may turn out to end a line, and a line may be no longer
 * than this (RFC 5322 section 2.1.1).
 */
const HELD_MAXIMUM = 998;

/** What the held bytes are the beginning of. */
enum State {
  Text,
  /** White space, perhaps at the end of a line. */
  Space,
  /** The same with CR after it, or CR alone. */
  CarriageReturn,
  /** `=` */
  Escape,
  /** `=` and a hexadecimal digit. */
  EscapeDigit,
  /** `=` and white space. */
  SoftBreakSpace,
  /** `=`, perhaps white space, and CR. */
  SoftBreakCarriageReturn,
}

/**
 * Decodes quoted-printable (RFC 2045 section 6.7) as it comes in; how it is cut into chunks makes no difference. It never
 * throws.
 *
 * White space at the end of a line goes, since transports add it. What the RFC does not allow stays as it is and is a
 * deviation: `=` without two hexadecimal digits, raw bytes outside printable US-ASCII, a last line that ends in `=`.
 * Hexadecimal digits in lower case are decoded, but deviate as well.
 */
export class QuotedPrintableDecoder {
  #state: State = State.Text;
  readonly #held = new Uint8Array(HELD_MAXIMUM + 1);
  #heldLength = 0;
  #output = new Uint8Array(0);
  #written = 0;
  #isBroken = false;

  /** `broken-quoted-printable` once anything was not as the RFC has it. */
  get deviation(): 'broken-quoted-printable' | undefined {
    return this.#isBroken ? 'broken-quoted-printable' : undefined;
  }

  /** Always false: there are no quanta in quoted-printable. */
  get cutQuantum(): boolean {
    return false;
  }

  /** The bytes that this chunk completes, never a view of the chunk. */
  write(chunk: Uint8Array): Uint8Array {
    this.#begin(chunk.length);
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (this.#state === State.Text && isPlain(byte, chunk[index + 1])) this.#emit(byte);
      else this.#take(byte);
    }
    return this.#output.subarray(0, this.#written);
  }

  /** The last of the bytes. */
  end(): Uint8Array {
    this.#begin(0);
    switch (this.#state) {
      case State.Text:
        break;
      case State.Space:
        this.#drop();
        break;
      case State.CarriageReturn:
      case State.EscapeDigit:
        this.#keepBroken();
        break;
      case State.Escape:
      case State.SoftBreakSpace:
      case State.SoftBreakCarriageReturn:
        this.#isBroken = true;
        this.#drop();
        break;
    }
    return this.#output.subarray(0, this.#written);
  }

  #begin(inputLength: number): void {
    this.#output = new Uint8Array(inputLength + this.#heldLength);
    this.#written = 0;
  }

  #take(byte: number): void {
    switch (this.#state) {
      case State.Text:
        this.#takeText(byte);
        break;
      case State.Space:
        if (isBlank(byte)) this.#hold(byte, State.Space);
        else if (byte === CR) this.#hold(byte, State.CarriageReturn);
        else if (byte === LF) this.#endLine(LF);
        else this.#keepAndTake(byte);
        break;
      case State.CarriageReturn:
        if (byte === LF) this.#endLine(CR, LF);
        else this.#keepBrokenAndTake(byte);
        break;
      case State.Escape:
        if (isHexadecimalDigit(byte)) this.#hold(byte, State.EscapeDigit);
        else this.#takeSoftBreak(byte);
        break;
      case State.EscapeDigit:
        this.#takeSecondDigit(byte);
        break;
      case State.SoftBreakSpace:
        this.#takeSoftBreak(byte);
        break;
      case State.SoftBreakCarriageReturn:
        if (byte === LF) this.#drop();
        else this.#keepBrokenAndTake(byte);
        break;
    }
  }

  #takeText(byte: number): void {
    if (byte === EQUALS) this.#hold(byte, State.Escape);
    else if (isBlank(byte)) this.#hold(byte, State.Space);
    else if (byte === CR) this.#hold(byte, State.CarriageReturn);
    else {
      if (byte > TILDE || (byte < SPACE && byte !== LF)) this.#isBroken = true;
      this.#emit(byte);
    }
  }

  #takeSecondDigit(byte: number): void {
    const first = this.#held[1] ?? 0;
    const decoded = hexadecimalPair(first, byte);
    if (decoded === undefined) {
      this.#keepBrokenAndTake(byte);
      return;
    }
    if (first >= LOWER_A || byte >= LOWER_A) this.#isBroken = true;
    this.#drop();
    this.#emit(decoded);
  }

  #takeSoftBreak(byte: number): void {
    if (isBlank(byte)) this.#hold(byte, State.SoftBreakSpace);
    else if (byte === CR) this.#hold(byte, State.SoftBreakCarriageReturn);
    else if (byte === LF) this.#drop();
    else this.#keepBrokenAndTake(byte);
  }

  #hold(byte: number, state: State): void {
    this.#held[this.#heldLength] = byte;
    this.#heldLength += 1;
    this.#state = state;
    if (this.#heldLength > HELD_MAXIMUM) this.#keepBroken();
  }

  #drop(): void {
    this.#heldLength = 0;
    this.#state = State.Text;
  }

  #keep(): void {
    for (let index = 0; index < this.#heldLength; index += 1) this.#emit(this.#held[index] ?? 0);
    this.#drop();
  }

  #keepBroken(): void {
    this.#isBroken = true;
    this.#keep();
  }

  #keepAndTake(byte: number): void {
    this.#keep();
    this.#takeText(byte);
  }

  #keepBrokenAndTake(byte: number): void {
    this.#isBroken = true;
    this.#keepAndTake(byte);
  }

  #endLine(...lineEnd: number[]): void {
    this.#drop();
    for (const byte of lineEnd) this.#emit(byte);
  }

  #emit(byte: number): void {
    this.#output[this.#written] = byte;
    this.#written += 1;
  }
}

/** Whether the byte stands for itself whatever state follows: the greater part of all text. */
function isPlain(byte: number, next: number | undefined): boolean {
  if (byte === SPACE) return next !== undefined && next > SPACE && next <= TILDE;
  return byte > SPACE && byte <= TILDE && byte !== EQUALS;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function isHexadecimalDigit(byte: number): boolean {
  return hexadecimalPair(byte, byte) !== undefined;
}
