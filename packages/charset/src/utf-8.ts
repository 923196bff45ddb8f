import { CharsetError } from './charset-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes complete UTF-8; `base` is the offset of `bytes` in the whole, for the error. A byte order mark is kept. */
export function decodeUtf8(bytes: Uint8Array, base: number): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    const offset = firstBadSequence(bytes);
    if (offset === undefined) throw error;
    throw undecodableUtf8(base + offset);
  }
}

/** The error for a sequence of bytes that UTF-8 does not have. */
export function undecodableUtf8(offset: number): CharsetError {
  const message = `expected UTF-8, got a byte sequence at offset ${offset} that it does not have`;
  return new CharsetError('undecodable-bytes', 'utf-8', message, { offset });
}

/** How many bytes the sequence that a lead byte begins is long; 1 for what is no lead byte. */
export function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return lead <= 0xf4 ? 4 : 1;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc2 ? 2 : 1;
}

/** How many bytes at the end belong to a sequence that is not complete yet: 0 to 3. */
export function incompleteLength(bytes: Uint8Array): number {
  for (let length = 1; length <= 3 && length <= bytes.length; length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > length ? length : 0;
  }
  return 0;
}

/** Offset of the first sequence that is ill-formed (Unicode standard, table 3-7), for error messages. */
function firstBadSequence(bytes: Uint8Array): number | undefined {
  let offset = 0;
  while (offset < bytes.length) {
    const lead = bytes[offset] ?? 0;
    const length = sequenceLength(lead);
    if (lead > 0x7f && (length === 1 || !isSequence(bytes, offset, lead, length))) return offset;
    offset += length;
  }
  return undefined;
}

function isSequence(bytes: Uint8Array, offset: number, lead: number, length: number): boolean {
  const second = bytes[offset + 1] ?? 0;
  if (lead === 0xe0 && second < 0xa0) return false;
  if (lead === 0xed && second > 0x9f) return false;
  if (lead === 0xf0 && second < 0x90) return false;
  if (lead === 0xf4 && second > 0x8f) return false;
  for (let index = 1; index < length; index += 1) {
    if (((bytes[offset + index] ?? 0) & 0xc0) !== 0x80) return false;
  }
  return true;
}
