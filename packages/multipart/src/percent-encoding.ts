import { Buffer } from 'node:buffer';

/** The UTF-8 bytes of a character as `%` and two upper-case hexadecimal digits each (RFC 3986 section 2.1). */
export function percentEncoded(character: string): string {
  let octets = '';
  for (const byte of Buffer.from(character)) octets += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  return octets;
}
