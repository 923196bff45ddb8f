import { type AttachmentNode, multimediaMessage, mutator } from '@mm7/arbitraries';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Limits } from '../../src/index.ts';
import { boundariesOf } from './boundaries.ts';
import { outcomeOfBuffer } from './outcome.ts';
import { runs } from './runs.ts';
import { type WrittenMessage, written } from './written-message.ts';

const unlimited = { envelope: Number.POSITIVE_INFINITY };

/** What a message needs of a limit, exactly, and the error of a message that needs more. */
interface Need {
  readonly limit: keyof Limits;
  readonly amount: number;
  readonly code: string;
}

function nestingOf(nodes: readonly AttachmentNode[]): number {
  return Math.max(0, ...nodes.map((node) => ('multipart' in node ? 1 + nestingOf(node.parts) : 0)));
}

function needsOf(message: WrittenMessage, attachments: readonly AttachmentNode[]): readonly Need[] {
  const body: Need = { limit: 'bodySize', amount: message.bytes.length, code: 'body-too-large' };
  const boundaries = boundariesOf(message);
  if (boundaries.length === 0) {
    return [body, { limit: 'envelope', amount: message.bytes.length, code: 'envelope-too-large' }];
  }
  // Several attachments stand in a multipart of their own.
  const nesting = 1 + (attachments.length > 1 ? 1 : 0) + nestingOf(attachments);
  const parts = boundaries.reduce((sum, multipart) => sum + multipart.parts, 0);
  return [
    body,
    { limit: 'parts', amount: parts, code: 'too-many-parts' },
    { limit: 'nesting', amount: nesting, code: 'nesting-too-deep' },
  ];
}

test('a message that needs exactly as much as a limit allows is read, and one that needs more is refused', async () => {
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), async ({ message, attachments }) => {
      const sent = await written({ message, attachments });
      for (const { limit, amount, code } of needsOf(sent, attachments)) {
        const read = (allowed: number): unknown =>
          outcomeOfBuffer(sent.headers, sent.bytes, { limits: { ...unlimited, [limit]: allowed } });
        expect(read(amount)).not.toHaveProperty('error');
        expect(read(amount - 1)).toHaveProperty('error.code', code);
      }
    }),
    runs(100),
  );
});

test('a limit never changes what is read: the result is that without the limit, or an error', async () => {
  const limits = fc.record(
    {
      bodySize: fc.nat({ max: 4000 }),
      envelope: fc.integer({ min: 1, max: 2000 }),
      text: fc.integer({ min: 1, max: 200 }),
      depth: fc.integer({ min: 1, max: 12 }),
      attributes: fc.integer({ min: 1, max: 4 }),
      extensions: fc.integer({ min: 1, max: 4 }),
      parts: fc.nat({ max: 6 }),
      nesting: fc.nat({ max: 4 }),
      headersPerPart: fc.nat({ max: 4 }),
      headerBlockSize: fc.nat({ max: 300 }),
      boundaryLength: fc.nat({ max: 80 }),
      bytesBeforeRoot: fc.nat({ max: 500 }),
    },
    { requiredKeys: [] },
  );
  const mutations = fc.oneof(
    fc.constant((bytes: Uint8Array) => bytes),
    mutator(),
  );
  await fc.assert(
    fc.asyncProperty(multimediaMessage(), mutations, limits, async (given, mutate, chosen) => {
      const { headers, bytes } = await written(given);
      const body = mutate(bytes);
      const limited = outcomeOfBuffer(headers, body, { limits: chosen });
      if ('error' in limited) expect(limited.error.statusCode).toBeGreaterThanOrEqual(2000);
      else expect(limited).toEqual(outcomeOfBuffer(headers, body, { limits: unlimited }));
    }),
    runs(200),
  );
});
