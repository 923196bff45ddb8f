import { Base64Decoder } from './base64-decoder.ts';
import { parseParameters } from './parameters.ts';
import { QuotedPrintableDecoder } from './quoted-printable-decoder.ts';

/** Undoes one Content-Transfer-Encoding, chunk by chunk. It never throws. */
export interface TransferDecoder {
  /** The bytes that this chunk completes, never a view of the chunk. */
  write(chunk: Uint8Array): Uint8Array;
  /** The last of the bytes. */
  end(): Uint8Array;
  /** Set once anything was not as RFC 2045 has it; final after {@link end}. */
  readonly deviation: 'broken-base64' | 'broken-quoted-printable' | undefined;
  /** After {@link end}: whether base64 ended within a quantum, as it does when content was cut off. */
  readonly cutQuantum: boolean;
}

/** The encodings of RFC 2045 section 6.1; no header is as good as `7bit`. */
const KNOWN = new Set(['', '7bit', '8bit', 'binary', 'base64', 'quoted-printable']);

/**
 * The decoder for the value of a Content-Transfer-Encoding header, in any case; `undefined` if content is as it stands:
 * `7bit`, `8bit`, `binary`, no header, and names that are not known.
 *
 * @example
 * const decoder = createTransferDecoder(headers.get('content-transfer-encoding'));
 * const bytes = decoder === undefined ? chunk : decoder.write(chunk);
 */
export function createTransferDecoder(encoding: string | undefined): TransferDecoder | undefined {
  const name = nameOf(encoding);
  if (name === 'base64') return new Base64Decoder();
  return name === 'quoted-printable' ? new QuotedPrintableDecoder() : undefined;
}

/** Whether the value of a Content-Transfer-Encoding header names an encoding of RFC 2045, in any case, or is absent. */
export function isKnownTransferEncoding(encoding: string | undefined): boolean {
  return KNOWN.has(nameOf(encoding));
}

/** In lower case, without white space or a comment, which structured fields may hold, or a semicolon, which they may not. */
function nameOf(encoding = ''): string {
  const name = encoding.toLowerCase();
  return KNOWN.has(name) ? name : parseParameters(name).value;
}
