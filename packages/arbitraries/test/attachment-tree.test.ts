import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttachmentNode, attachmentTree, contentIdsOf, leavesOf, multimediaMessage } from '../src/index.ts';

function branchesOf(nodes: readonly AttachmentNode[]): Extract<AttachmentNode, { multipart: string }>[] {
  return nodes.flatMap((node) => ('multipart' in node ? [node, ...branchesOf(node.parts)] : []));
}

test('Content-IDs are unique in a tree, and start names a part of its own multipart', () => {
  fc.assert(
    fc.property(attachmentTree(), (nodes) => {
      const ids = contentIdsOf(nodes);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { start, parts } of branchesOf(nodes)) {
        if (start !== undefined) expect(parts.map(({ contentId }) => contentId)).toContain(start);
      }
    }),
  );
});

test('trees have every form sooner or later', () => {
  const trees = fc.sample(attachmentTree(), { numRuns: 1000, seed: 7 });
  const leaves = trees.flatMap(leavesOf);
  const branches = trees.flatMap(branchesOf);
  expect(trees.some((nodes) => nodes.length === 0)).toBe(true);
  expect(branches.some(({ parts }) => branchesOf(branchesOf(parts)).length > 0)).toBe(true);
  expect(branches.some(({ start }) => start !== undefined)).toBe(true);
  expect(leaves.some(({ body }) => body.length === 0)).toBe(true);
  expect(leaves.some(({ body }) => body.length > 64 * 1024)).toBe(true);
  expect(leaves.some(({ body }) => typeof body === 'string' && body.includes('\r\n--'))).toBe(true);
  expect(leaves.some(({ contentType }) => contentType.startsWith('application/smil'))).toBe(true);
  expect(leaves.some(({ fileName }) => fileName?.includes('../') === true)).toBe(true);
  for (const transferEncoding of [undefined, 'binary', 'base64']) {
    expect(leaves.some((leaf) => leaf.transferEncoding === transferEncoding)).toBe(true);
  }
});

test('a message refers to a part that is there, or to none', () => {
  fc.assert(
    fc.property(multimediaMessage(), ({ message, attachments }) => {
      if (!('content' in message)) return;
      const hrefs = contentIdsOf(attachments).map((id) => `cid:${encodeURIComponent(id)}`);
      expect(hrefs).toContain(message.content?.href);
    }),
  );
});
