import { byteOrderMarkOf } from './byte-order-mark.ts';
import type { DecodedText } from './decoded-text.ts';
import { type CharsetLabel, decodeByPrecedence } from './label-precedence.ts';

/** What is known about the encoding of text from outside. */
export interface DecodeTextOptions {
  /** The `charset` parameter of the Content-Type, if it has one. */
  readonly declared?: string | undefined;
  /**
   * Label of the encoding for bytes that are neither what the labels say nor UTF-8, such as `windows-1252`. Without it
   * such bytes are an error.
   */
  readonly fallback?: string | undefined;
}

/**
 * Decodes plain text, by precedence of byte order mark, declared encoding, UTF-8 and fallback. A label that is unknown,
 * or that the bytes disprove, is a deviation, and the next is tried.
 *
 * Throws a CharsetError `undecodable-bytes` if nothing fits, `unknown-charset` if the fallback is needed and unknown.
 *
 * @example
 * decodeText(bytes, { declared: 'gb2312', fallback: 'windows-1252' }).text;
 */
export function decodeText(bytes: Uint8Array, options: DecodeTextOptions = {}): DecodedText {
  const mark = byteOrderMarkOf(bytes);
  return decodeByPrecedence(mark === undefined ? bytes : bytes.subarray(mark.length), {
    labels: outerLabels(mark?.encoding, options.declared),
    fallback: options.fallback,
    base: mark?.length ?? 0,
    byteOrder: undefined,
    isPlausible: () => true,
  });
}

/** The labels that stand outside the text itself, first the one that counts more. */
export function outerLabels(markedEncoding: string | undefined, declared: string | undefined): CharsetLabel[] {
  const labels: CharsetLabel[] = [];
  if (markedEncoding !== undefined) labels.push({ name: markedEncoding, origin: 'the byte order mark' });
  if (declared !== undefined) labels.push({ name: declared, origin: 'the Content-Type' });
  return labels;
}
