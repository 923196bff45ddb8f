import { CharsetError } from './charset-error.ts';
import { decodeBytes } from './decode-bytes.ts';
import type { CharsetDeviation, DecodedText } from './decoded-text.ts';
import { type Encoding, encodingOf, findEncoding, quotedLabel } from './encoding.ts';
import { decodeUtf8 } from './utf-8.ts';

/** The name of an encoding, and who said so. */
export interface CharsetLabel {
  readonly name: string;
  /** As it reads in a message: `the Content-Type`, `the XML declaration`, `the byte order mark`. */
  readonly origin: string;
}

/** What {@link decodeByPrecedence} goes by. */
export interface Precedence {
  /** In the order in which they are to be tried, before UTF-8. */
  readonly labels: readonly CharsetLabel[];
  /** Label of the encoding for bytes that nothing else fits. */
  readonly fallback: string | undefined;
  /** Where `bytes` begin in the whole, for the error. */
  readonly base: number;
  /** The kind of UTF-16 that the bytes look like, if they do: what `utf-16` means, and tried even if no label says so. */
  readonly byteOrder: 'utf-16le' | 'utf-16be' | undefined;
  /** Whether text that was decoded without error is the text that is expected there. */
  isPlausible(text: string): boolean;
}

interface Reading {
  readonly label: CharsetLabel;
  readonly encoding: Encoding;
  readonly text: string;
}

/**
 * Decodes with the first label that the bytes do not disprove, else as UTF-8, else with the fallback. Throws a
 * CharsetError `undecodable-bytes` when all that fails.
 */
export function decodeByPrecedence(bytes: Uint8Array, precedence: Precedence): DecodedText {
  const unknown: CharsetDeviation[] = [];
  const disproved: CharsetDeviation[] = [];
  const mismatched: CharsetDeviation[] = [];
  let chosen: Reading | undefined;
  for (const label of precedence.labels) {
    const encoding = resolve(label, precedence);
    if (encoding === undefined) {
      unknown.push(unknownLabel(label));
    } else if (chosen === undefined || !isSameEncoding(encoding, chosen.encoding)) {
      const text = tryDecode(bytes, encoding, precedence);
      if (text === undefined) disproved.push(disprovedLabel(label, encoding));
      else if (chosen === undefined) chosen = { label, encoding, text };
      else if (!isAscii(encoding) && !isAscii(chosen.encoding))
        mismatched.push(mismatchedLabels(chosen, { label, encoding, text }));
    }
  }
  if (chosen !== undefined) {
    return { text: chosen.text, encoding: chosen.encoding.name, deviations: [...unknown, ...disproved, ...mismatched] };
  }
  const unlabelled = tryUnlabelledUtf16(bytes, precedence);
  if (unlabelled !== undefined) {
    const wrongLabels = [...unknown, ...disproved];
    return wrongLabels.length === 0 ? unlabelled : { ...unlabelled, deviations: wrongLabels };
  }
  try {
    return { text: decodeUtf8(bytes, precedence.base), encoding: 'utf-8', deviations: [...unknown, ...disproved] };
  } catch (error) {
    if (!CharsetError.is(error) || precedence.fallback === undefined) throw error;
    const text = decodeBytes(bytes, precedence.fallback);
    const message = `${error.message}; read as ${precedence.fallback}`;
    const undecodable: CharsetDeviation = { code: 'undecodable-bytes', message };
    return { text, encoding: encodingOf(precedence.fallback).name, deviations: [...unknown, undecodable] };
  }
}

function tryUnlabelledUtf16(bytes: Uint8Array, precedence: Precedence): DecodedText | undefined {
  const { byteOrder } = precedence;
  if (byteOrder === undefined) return undefined;
  const text = tryDecode(bytes, encodingOf(byteOrder), precedence);
  if (text === undefined) return undefined;
  const message = `expected a label or a byte order mark, got ${byteOrder} without either`;
  return { text, encoding: byteOrder, deviations: [{ code: 'wrong-charset', message }] };
}

function resolve(label: CharsetLabel, { byteOrder }: Precedence): Encoding | undefined {
  const encoding = findEncoding(label.name);
  return encoding?.name === 'utf-16' && byteOrder !== undefined ? findEncoding(byteOrder) : encoding;
}

function tryDecode(bytes: Uint8Array, encoding: Encoding, precedence: Precedence): string | undefined {
  try {
    const text = decodeBytes(bytes, encoding.name);
    return precedence.isPlausible(text) ? text : undefined;
  } catch (error) {
    if (CharsetError.is(error)) return undefined;
    throw error;
  }
}

function isSameEncoding(one: Encoding, other: Encoding): boolean {
  if (one.identity === other.identity) return true;
  const isUtf16 = one.name.startsWith('utf-16') && other.name.startsWith('utf-16');
  return isUtf16 && (one.name === 'utf-16' || other.name === 'utf-16');
}

/** What is US-ASCII reads the same in every encoding that did not fail. */
function isAscii(encoding: Encoding): boolean {
  return encoding.identity === encodingOf('us-ascii').identity;
}

function unknownLabel({ name, origin }: CharsetLabel): CharsetDeviation {
  const message = `expected ${origin} to name a known character set, got ${quotedLabel(name)}`;
  return { code: 'wrong-charset', message };
}

function disprovedLabel({ origin }: CharsetLabel, { name }: Encoding): CharsetDeviation {
  return { code: 'wrong-charset', message: `${origin} says ${name}, but the bytes are not that` };
}

function mismatchedLabels(chosen: Reading, other: Reading): CharsetDeviation {
  const name = chosen.encoding.name;
  const message = `${chosen.label.origin} says ${name}, ${other.label.origin} says ${other.encoding.name}; read as ${name}`;
  return { code: 'charset-mismatch', message };
}
