import { Mm7Error } from '@mm7/schema';
import type { ByteReader } from './byte-reader.ts';
import { lineText } from './line-text.ts';

const LF = 0x0a;
/** A size line holds a number and seldom used extensions. */
const sizeLineLimit = 4096;
/** Twelve digits stay below 2^53, and no capture is that large. */
const size = /^([0-9A-Fa-f]{1,12})(?:[ \t;]|$)/;

/**
 * Undoes the chunked transfer coding (RFC 9112, section 7.1). Trailer fields, and whatever stands in the capture after
 * the last chunk, are no part of the body.
 *
 * @throws Mm7Error `truncated-body`, `undecodable-body`
 */
export async function* undoChunked(reader: ByteReader): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (;;) {
    let missing = sizeOf(await takeLine(reader, offset), offset);
    if (missing === 0) return;
    while (missing > 0) {
      const piece = await reader.take(missing);
      if (piece.length === 0) throw truncated(offset);
      missing -= piece.length;
      offset += piece.length;
      yield piece;
    }
    const lineEnd = await takeLine(reader, offset);
    if (lineText(lineEnd) !== '') throw undecodable('a chunk is longer than its size says', offset);
  }
}

async function takeLine(reader: ByteReader, offset: number): Promise<Uint8Array> {
  const line = await reader.peekLine(sizeLineLimit);
  if (line[line.length - 1] !== LF) {
    throw line.length < sizeLineLimit ? truncated(offset) : undecodable('a line between chunks is too long', offset);
  }
  reader.skip(line.length);
  return line;
}

function sizeOf(line: Uint8Array, offset: number): number {
  const digits = size.exec(lineText(line))?.[1];
  if (digits === undefined) throw undecodable('a line that should hold the size of a chunk does not', offset);
  return Number.parseInt(digits, 16);
}

function truncated(offset: number): Mm7Error {
  return new Mm7Error('truncated-body', 'The capture ends before the last chunk of the body', { offset });
}

function undecodable(reason: string, offset: number): Mm7Error {
  return new Mm7Error('undecodable-body', `The chunked transfer coding cannot be undone: ${reason}`, { offset });
}
