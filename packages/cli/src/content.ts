import type { Attachment, OutgoingAttachment } from '@mm7/codec';
import type { Message } from '@mm7/schema';
import { isPresentation } from './media-type.ts';

/**
 * Arranges files as the content of a message. A message that was decoded before refers to a Content-ID which no file
 * has: the only file, or a multipart of them all, is left without one, and so gets the one referred to.
 */
export function contentOf(message: Message, files: readonly Attachment[]): readonly OutgoingAttachment[] {
  const href = 'content' in message ? message.content?.href : undefined;
  const [first, ...others] = files;
  if (first === undefined || href === undefined) return files;
  if (files.some(({ contentId }) => href === `cid:${contentId}`)) return files;
  if (others.length > 0) return [{ multipart: files.some(isPresentation) ? 'related' : 'mixed', parts: files }];
  const { contentId: _, ...unnamed } = first;
  return [unnamed];
}
