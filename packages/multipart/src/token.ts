import { byteTable } from './byte-table.ts';

/** By byte value: may it occur in a token of HTTP and of header names (RFC 9110 section 5.6.2)? */
const TOKEN_BYTES = byteTable("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/** By byte value: may it occur in a MIME token (RFC 2045 section 5.1)? It allows `{` and `}` as well. */
const MIME_TOKEN_BYTES = byteTable("!#$%&'*+-.^_`|~{}0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/** Whether the byte may occur in the name of a header field. */
export function isTokenByte(byte: number | undefined): boolean {
  return TOKEN_BYTES[byte ?? 0] === 1;
}

/** Whether the character of that code may occur in a MIME token. */
export function isMimeTokenCharacter(code: number): boolean {
  return MIME_TOKEN_BYTES[code] === 1;
}

/** Whether every character of the text may occur in a MIME token, and there is at least one. */
export function isMimeToken(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (!isMimeTokenCharacter(text.charCodeAt(index))) return false;
  }
  return text.length > 0;
}
