import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatParameter, type OutgoingPart, splitMultipart, writeMultipart } from '../src/index.ts';

/** What a part says and holds. */
interface Leaf {
  readonly contentId: string | undefined;
  readonly fileName: string | undefined;
  readonly content: string;
}

interface Sent {
  readonly part: OutgoingPart;
  readonly leaves: readonly Leaf[];
}

const contents = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .string({ unit: fc.constantFrom('\r\n', '\n', '--', 'mm7_', ' ', 'a'), maxLength: 40 })
    .map((text) => Buffer.from(text)),
);

const leaves: fc.Arbitrary<Sent> = fc
  .record({
    contentId: fc.constantFrom('image', 'text@mms.example', 'a.b-c'),
    fileName: fc.constantFrom('a.jpg', '=?utf-8?Q?x?=', 'with "quotes" and spaces.txt', '你好é.png'),
    content: contents,
    transferEncoding: fc.constantFrom(undefined, 'binary' as const, 'base64' as const),
    isStreamed: fc.boolean(),
  })
  .map(({ contentId, fileName, content, transferEncoding, isStreamed }) => ({
    part: {
      headers: [
        ['Content-ID', `<${contentId}>`],
        ['Content-Disposition', `attachment; ${formatParameter('filename', fileName)}`],
      ],
      body: isStreamed ? { size: content.length, stream: () => inPieces(content, 7) } : content,
      transferEncoding,
    },
    leaves: [{ contentId, fileName, content: Buffer.from(content).toString('latin1') }],
  }));

const groups: fc.Arbitrary<Sent> = fc.array(leaves, { minLength: 1, maxLength: 3 }).map((members) => ({
  part: { headers: [['Content-ID', '<group>']], subtype: 'related', parts: members.map(({ part }) => part) },
  leaves: members.flatMap((member) => member.leaves),
}));

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(body: AsyncIterable<Uint8Array>, contentType: string): Promise<Leaf[]> {
  const read: Leaf[] = [];
  for await (const part of splitMultipart(body, contentType, { mode: 'strict' })) {
    const { contentId, fileName } = part;
    read.push({ contentId, fileName, content: Buffer.from(await part.bytes()).toString('latin1') });
  }
  return read;
}

test('any multipart that is written is read again as it was, in strict mode and whatever the chunks', async () => {
  const sent = fc.array(fc.oneof(leaves, groups), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(sent, fc.integer({ min: 1, max: 200 }), async (parts, size) => {
      const expected = parts.flatMap((part) => part.leaves);
      const written = writeMultipart({ headers: [], subtype: 'mixed', parts: parts.map(({ part }) => part) });
      const bytes = await collect(written.body);
      expect(bytes.length).toBe(written.contentLength);
      expect(await read(written.body, written.contentType)).toEqual(expected);
      expect(await read(inPieces(bytes, size), written.contentType)).toEqual(expected);
    }),
  );
});
