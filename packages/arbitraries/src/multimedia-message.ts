import { contentReference, type Message, messages, type Operation } from '@mm7/schema';
import fc, { type Arbitrary } from 'fast-check';
import { type AttachmentNode, contentIdsOf } from './attachment.ts';
import { attachmentTree } from './attachment-tree.ts';
import { contentUrlOf } from './content-url.ts';
import { type MessageOptions, message } from './message.ts';

/** A message and the parts that go with it. */
export interface MultimediaMessage {
  readonly message: Message;
  /** None if the operation cannot refer to any. */
  readonly attachments: readonly AttachmentNode[];
}

const carriers: ReadonlySet<Message['operation']> = new Set<Operation>(
  Object.values(messages)
    .filter((table) => Object.values(table.fields).some(({ type }) => type === contentReference))
    .map(({ operation }) => operation),
);

/**
 * Any message with parts that fit it: where the message refers to its content, there is a part with that Content-ID; where
 * it does not, that is left to the writer.
 *
 * @example
 * fc.assert(
 *   fc.asyncProperty(multimediaMessage(), async ({ message, attachments }) => {
 *     const { headers, body } = encode(message, attachments);
 *     const decoded = await decode(headers, body);
 *   }),
 * );
 */
export function multimediaMessage(options: MessageOptions = {}): Arbitrary<MultimediaMessage> {
  return fc
    .tuple(message(options), attachmentTree(), fc.nat())
    .map(([given, attachments, choice]) =>
      carriers.has(given.operation)
        ? { message: referringTo(attachments, given, choice), attachments }
        : { message: given, attachments: [] },
    );
}

function referringTo(attachments: readonly AttachmentNode[], given: Message, choice: number): Message {
  if (!('content' in given) || given.content === undefined) return given;
  const { content, ...unreferring } = given;
  const ids = contentIdsOf(attachments);
  const id = ids[choice % (ids.length + 1)];
  return id === undefined ? unreferring : { ...given, content: { ...content, href: contentUrlOf(id) } };
}
