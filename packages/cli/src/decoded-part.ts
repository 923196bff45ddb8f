import { createHash } from 'node:crypto';
import type { Part } from '@mm7/codec';
import type { Extraction } from './extraction.ts';

/** A part that has been read. */
export interface DecodedPart {
  readonly path: string;
  readonly contentType: string;
  readonly contentId?: string | undefined;
  readonly contentLocation?: string | undefined;
  readonly fileName?: string | undefined;
  /** Decoded bytes. */
  readonly size: number;
  /** Digest of the decoded bytes, hexadecimal. */
  readonly sha256: string;
  /** Where the part was written. */
  readonly file?: string | undefined;
}

/** Reads a part to its end, into a file where one is wanted. A file that does not get the whole part is removed. */
export async function readPart(part: Part, extraction: Extraction | undefined): Promise<DecodedPart> {
  const { path, contentType, contentId, contentLocation, fileName } = part;
  const hash = createHash('sha256');
  let size = 0;
  const file = await extraction?.create(part);
  try {
    for await (const bytes of part) {
      size += bytes.length;
      hash.update(bytes);
      await file?.write(bytes);
    }
  } catch (error) {
    await file?.discard();
    throw error;
  }
  await file?.close();
  const sha256 = hash.digest('hex');
  return { path, contentType, contentId, contentLocation, fileName, size, sha256, file: file?.path };
}
