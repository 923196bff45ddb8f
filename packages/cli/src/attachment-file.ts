import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Attachment } from '@mm7/codec';
import { CommandError, unreadable } from './command-error.ts';
import { bytesOf } from './input.ts';
import { contentTypeOfFile } from './media-type.ts';

/**
 * Files as attachments, read when they are sent. The name of each serves as its file name, its Content-ID and its
 * Content-Location, by which a presentation can refer to it.
 *
 * @throws CommandError `file-not-found`, `unreadable-file`
 */
export async function attachmentFiles(files: readonly string[], signal: AbortSignal): Promise<Attachment[]> {
  const contentIds = new Set<string>();
  const attachments: Attachment[] = [];
  for (const file of files) {
    const fileName = basename(file);
    const contentId = freeContentId(fileName, contentIds);
    contentIds.add(contentId);
    attachments.push({
      body: { size: await sizeOf(file), stream: () => bytesOf(file, () => createReadStream(file), signal) },
      contentType: contentTypeOfFile(file),
      contentId,
      contentLocation: encodeURI(fileName),
      fileName,
    });
  }
  return attachments;
}

async function sizeOf(file: string): Promise<number> {
  const status = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!status.isFile()) throw new CommandError('unreadable-file', `${file} cannot be attached: it is no regular file`);
  return status.size;
}

/** A Content-ID may hold few characters besides letters and digits (RFC 5322, section 3.2.3), and no two are equal. */
function freeContentId(fileName: string, taken: ReadonlySet<string>): string {
  const name = fileName.replace(/[^0-9A-Za-z._-]/g, '_');
  let contentId = name;
  for (let number = 2; taken.has(contentId); number += 1) contentId = `${number}-${name}`;
  return contentId;
}
