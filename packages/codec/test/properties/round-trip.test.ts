import { Buffer } from 'node:buffer';
import { type AttachmentLeaf, leavesOf, type MultimediaMessage, multimediaMessage } from '@mm7/arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../src/index.ts';
import { type Outcome, outcomeOfBuffer } from './outcome.ts';
import { runs } from './runs.ts';
import { collected, deliveries, encoded, encodeOptions } from './written-message.ts';

// Every message twice in 64 KiB texts, as UTF-16 and escaped, is more than readers take by default.
const limits = { envelope: 16 * 1024 * 1024 };

/** Splits what the writer may have filled in from the rest. */
function withoutContent(message: Message): { readonly rest: object; readonly href: string | undefined } {
  if (!('content' in message)) return { rest: message, href: undefined };
  const { content, ...rest } = message;
  return { rest, href: content?.href };
}

function expectMessage(read: Message, { message, attachments }: MultimediaMessage): void {
  if ('content' in message || attachments.length === 0) {
    expect(read).toEqual(message);
    return;
  }
  const { rest, href } = withoutContent(read);
  expect(rest).toEqual(message);
  expect(href).toMatch(/^cid:./);
}

function essenceOf({ contentType }: AttachmentLeaf): string {
  return contentType.split(';', 1)[0] ?? '';
}

function expectParts(outcome: Outcome, { message, attachments }: MultimediaMessage): void {
  const parts = 'parts' in outcome ? outcome.parts : [];
  const leaves = leavesOf(attachments);
  expect(parts.map(({ contentType, content }) => ({ contentType, content }))).toEqual(
    leaves.map((leaf) => ({ contentType: essenceOf(leaf), content: Buffer.from(leaf.body).toString('base64') })),
  );
  for (const [index, leaf] of leaves.entries()) {
    const part = parts[index];
    const name = /name="(.*)"$/.exec(leaf.contentType)?.[1]?.replaceAll('\\', '');
    expect(part?.contentLocation).toBe(leaf.contentLocation);
    expect(part?.fileName).toBe(leaf.fileName ?? name);
    if (leaf.contentId !== undefined) expect(part?.contentId).toBe(leaf.contentId);
  }
  if (leaves.length > 0) expect(parts.filter(({ isContent }) => isContent)).not.toEqual([]);
  const href = withoutContent(message).href;
  const meant = leaves.findIndex(({ contentId }) => href === `cid:${encodeURIComponent(contentId ?? '')}`);
  if (meant >= 0) expect(parts.flatMap(({ isContent }, index) => (isContent ? [index] : []))).toEqual([meant]);
}

test('what is written is read again as it was: any operation, version, style, attachments and delivery', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), encodeOptions(), deliveries, async (given, options, delivery) => {
      const { headers, body, warnings } = encoded(given, options, delivery);
      const outcome = outcomeOfBuffer(headers, await collected(body), { mode: 'strict', limits });
      if ('error' in outcome) throw new Error(JSON.stringify(outcome.error));
      expectMessage(outcome.message, given);
      expectParts(outcome, given);
      expect(warnings).toEqual([]);
    }),
    runs(300),
  );
});
