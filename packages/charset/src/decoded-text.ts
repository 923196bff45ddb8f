/**
 * A label that was no good, although the text could be read.
 *
 * - `wrong-charset`: a label names no encoding, or one in which the bytes are not such text
 * - `charset-mismatch`: two labels name different encodings, and the bytes fit both
 * - `undecodable-bytes`: the bytes are neither what a label says nor UTF-8; only the fallback could read them
 */
export interface CharsetDeviation {
  readonly code: 'wrong-charset' | 'charset-mismatch' | 'undecodable-bytes';
  readonly message: string;
}

/** Text, and how it was read. */
export interface DecodedText {
  /** Without byte order mark. */
  readonly text: string;
  /** Name of the encoding that was used, in lower case; of the Unicode ones `utf-8`, `utf-16le`, `utf-16be`, `utf-16`. */
  readonly encoding: string;
  readonly deviations: readonly CharsetDeviation[];
}
