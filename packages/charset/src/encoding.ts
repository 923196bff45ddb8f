import iconv from 'iconv-lite';
import { CharsetError } from './charset-error.ts';

/** An encoding that a label was found to name. */
export interface Encoding {
  /** Its name: `utf-8`, `utf-16`, `utf-16le`, `utf-16be`; of others the label in lower case, without stray characters. */
  readonly name: string;
  /** The same for all labels of one encoding. */
  readonly identity: object;
}

/**
 * iconv-lite converts these as well, but they are no character sets of text on the wire; and UTF-7 writes markup in ways
 * that whatever looks at the bytes does not see, so that no standard since allows it.
 */
const NOT_CHARSETS = new Set(['base64', 'hex', 'binary', 'utf7', 'utf7imap', 'unicode11utf7']);

/** By label stripped as iconv-lite strips it, the names that this package spells in one way. */
const UNICODE_NAMES = new Map([
  ['utf8', 'utf-8'],
  ['unicode11utf8', 'utf-8'],
  ['utf16', 'utf-16'],
  ['utf16le', 'utf-16le'],
  ['ucs2', 'utf-16le'],
  ['utf16be', 'utf-16be'],
]);

/** No name of a character set is longer. */
const LONGEST_QUOTED = 45;

const UTF_8: Encoding = { name: 'utf-8', identity: iconv.getCodec('utf8') };

/**
 * Whether there is an encoding of that name or alias. Labels are compared as iconv-lite does: by their letters and
 * digits, without regard to case (`UTF8`, `utf-8`, `ISO_8859-1:1987`).
 */
export function isKnownEncoding(label: string): boolean {
  return findEncoding(label) !== undefined;
}

/** Whether a label is one of the two under which nearly all that is UTF-8 comes; there are others. */
export function isUsualUtf8Label(label: string): boolean {
  return label === 'utf-8' || label === 'UTF-8';
}

/** The encoding a label names, or `undefined`. */
export function findEncoding(label: string): Encoding | undefined {
  if (isUsualUtf8Label(label)) return UTF_8;
  const stripped = label.toLowerCase().replace(/:\d{4}$|[^0-9a-z]/g, '');
  if (NOT_CHARSETS.has(stripped) || !iconv.encodingExists(stripped)) return undefined;
  const name = UNICODE_NAMES.get(stripped) ?? label.toLowerCase().replace(/[^0-9a-z_.:+-]/g, '');
  return { name, identity: iconv.getCodec(stripped) };
}

/** The encoding a label names; throws a CharsetError `unknown-charset` if there is none. */
export function encodingOf(label: string): Encoding {
  const encoding = findEncoding(label);
  if (encoding === undefined) {
    throw new CharsetError('unknown-charset', label, `expected the name of a character set, got ${quotedLabel(label)}`);
  }
  return encoding;
}

/** A label for a message: it may come from the wire and be of any length. */
export function quotedLabel(label: string): string {
  return JSON.stringify(label.length > LONGEST_QUOTED ? `${label.slice(0, LONGEST_QUOTED)}…` : label);
}
