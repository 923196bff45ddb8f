import { percentEncoded } from './percent-encoding.ts';

/** A Content-ID, or the value of `start`, taken apart. */
export interface ContentId {
  /** The id without its angle brackets. */
  readonly id: string;
  /** Whether it stood in angle brackets, as RFC 2045 section 7 asks. */
  readonly bracketed: boolean;
}

const SCHEME = 'cid:';

/** Characters of a path segment that need no percent-encoding (RFC 3986 section 3.3). */
const UNESCAPED = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@");

/**
 * Reads the value of a Content-ID header field or of a `start` parameter: with or without angle brackets, which compare
 * equal. A semicolon after the brackets, with which some senders end every field, is no part of the id.
 *
 * @example
 * parseContentId(' <image@mms> '); // { id: 'image@mms', bracketed: true }
 */
export function parseContentId(value: string): ContentId {
  const whole = value.trim();
  const trimmed = whole.endsWith('>;') ? whole.slice(0, -1) : whole;
  if (!trimmed.startsWith('<') || !trimmed.endsWith('>')) return { id: trimmed, bracketed: false };
  return { id: trimmed.slice(1, -1).trim(), bracketed: true };
}

/**
 * The Content-ID that a `cid:` URL refers to (RFC 2392 section 2), percent-decoded, without angle brackets; `undefined`
 * if the URL has another scheme or none. A percent sign that begins no valid sequence stands for itself.
 *
 * @example
 * contentIdFromUrl('cid:my%20image'); // 'my image'
 */
export function contentIdFromUrl(href: string): string | undefined {
  const trimmed = href.trim();
  if (trimmed.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  return parseContentId(percentDecoded(trimmed.slice(SCHEME.length))).id;
}

/**
 * The `cid:` URL that refers to a Content-ID given without angle brackets (RFC 2392 section 2).
 *
 * @example
 * contentIdToUrl('my image'); // 'cid:my%20image'
 */
export function contentIdToUrl(id: string): string {
  let url = SCHEME;
  for (const character of id) {
    url += UNESCAPED.has(character) ? character : percentEncoded(character);
  }
  return url;
}

function percentDecoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign, or bytes that are not UTF-8: decode what can be and keep the rest.
    return text.replace(/(?:%[0-9a-f]{2})+/gi, decodedRun);
  }
}

function decodedRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return run;
  }
}
