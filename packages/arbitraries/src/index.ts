export {
  type AttachmentBranch,
  type AttachmentLeaf,
  type AttachmentNode,
  contentIdsOf,
  leavesOf,
} from './attachment.ts';
export { attachmentTree } from './attachment-tree.ts';
export { type Chunker, type ChunkingOptions, chunker, chunking } from './chunking.ts';
export { contentId, contentUrlOf } from './content-url.ts';
export { dateTimeText, durationText } from './date-text.ts';
export type { DeviationEffect } from './deviations/deviation-kind.ts';
export {
  type DialectDeviation,
  type DialectDeviationOptions,
  dialectDeviation,
  dialectDeviationCodes,
} from './dialect-deviation.ts';
export { extension } from './extension.ts';
export { type MessageOptions, message } from './message.ts';
export { type MultimediaMessage, multimediaMessage } from './multimedia-message.ts';
export { mutation, mutator } from './mutation.ts';
export { type SerializerStyle, serializerStyle } from './serializer-style.ts';
export { text, trimmedText } from './text.ts';
export { xmlName } from './xml-name.ts';
