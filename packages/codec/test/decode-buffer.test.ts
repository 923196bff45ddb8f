import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, decodeBuffer, Mm7Error } from '../src/index.ts';
import {
  bytesOf,
  deliverEnvelope,
  deliverReq,
  errorOf,
  part,
  related,
  relatedType,
  rootPart,
  withImage,
} from './fixtures.ts';

const nested = [
  '--c',
  'Content-Type: application/smil',
  'Content-ID: <smil>',
  '',
  '<smil/>',
  '--c',
  'Content-Type: image/gif',
  'Content-Transfer-Encoding: base64',
  '',
  'R0lGODlh\r\nAQAB',
  '--c--',
].join('\r\n');
const rich = related(
  part(['Content-Type: text/plain; charset=iso-8859-1'], 'before'),
  rootPart,
  part(['Content-Type: multipart/related; start="<smil>"; boundary=c', 'Content-ID: <content>'], nested),
  part(['Content-Transfer-Encoding: quoted-printable'], 'a=3Db=\r\nc'),
);

describe('decodeBuffer', () => {
  it('gives the message and its parts at once', () => {
    const { message, parts, warnings } = decodeBuffer(relatedType, bytesOf(withImage));
    expect(message).toEqual(deliverReq);
    expect(parts.map((each) => each.text())).toEqual(['JPEG']);
    expect(warnings).toEqual([]);
  });

  it('gives content as views of the body, early parts included', () => {
    const body = bytesOf(related(part([], 'before'), rootPart, part([], 'x\r\n--bc\r\n>--b y')));
    const { parts } = decodeBuffer(relatedType, body);
    expect(parts.map((each) => each.text())).toEqual(['before', 'x\r\n--bc\r\n>--b y']);
    for (const { content } of parts) expect(content.buffer).toBe(body.buffer);
  });

  it('gives content as a plain Uint8Array where the body is a Buffer, encoded or not', () => {
    const encoded = part(['Content-Transfer-Encoding: base64'], 'SlBFRw==');
    const { parts } = decodeBuffer(relatedType, Buffer.from(related(rootPart, part([], 'JPEG'), encoded)));
    expect(parts.map((each) => each.text())).toEqual(['JPEG', 'JPEG']);
    for (const { content } of parts) expect(Object.getPrototypeOf(content)).toBe(Uint8Array.prototype);
  });

  it('gives parts that have no property for what their header fields do not say, as decode does', async () => {
    const body = bytesOf(related(rootPart, part([], 'JPEG')));
    const expected = { contentId: false, contentLocation: false, fileName: false };
    const has = (part: object) => ({
      contentId: 'contentId' in part,
      contentLocation: 'contentLocation' in part,
      fileName: 'fileName' in part,
    });
    expect(decodeBuffer(relatedType, body).parts.map(has)).toEqual([expected]);
    const { parts } = await decode(relatedType, body);
    for await (const each of parts) expect(has(each)).toEqual(expected);
  });

  it('gives parts whose methods work on their own', async () => {
    for (const { text } of decodeBuffer(relatedType, bytesOf(withImage)).parts) expect(text()).toBe('JPEG');
    const { parts } = await decode(relatedType, bytesOf(withImage));
    for await (const { text } of parts) expect(await text()).toBe('JPEG');
  });

  it('takes a view into a larger memory', () => {
    const memory = bytesOf(`xx${withImage}yy`);
    const { parts } = decodeBuffer(relatedType, memory.subarray(2, memory.length - 2));
    expect(parts.map((each) => each.text())).toEqual(['JPEG']);
  });

  it('refuses what is no bytes', async () => {
    const error = await errorOf(() => Reflect.apply(decodeBuffer, undefined, [relatedType, withImage]));
    expect(error.code).toBe('invalid-option');
  });

  it('gives what decode gives, however the body is cut', async () => {
    const body = bytesOf(rich);
    const whole = decodeBuffer(relatedType, body);
    const cuts = fc.array(fc.integer({ min: 0, max: body.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (positions) => {
        const sorted = [0, ...positions.sort((a, b) => a - b), body.length];
        async function* source(): AsyncGenerator<Uint8Array> {
          for (const [index, start] of sorted.entries()) yield body.subarray(start, sorted[index + 1] ?? start);
        }
        const { message, parts, warnings, dialect } = await decode(relatedType, source());
        expect({ message, dialect }).toEqual({ message: whole.message, dialect: whole.dialect });
        const got: unknown[] = [];
        for await (const { path, contentType, contentId, isContent, isPresentation, bytes } of parts) {
          got.push({ path, contentType, contentId, isPresentation, isContent, content: Buffer.from(await bytes()) });
        }
        const expected = whole.parts.map(({ path, contentType, contentId, isContent, isPresentation, content }) => ({
          path,
          contentType,
          contentId,
          isPresentation,
          isContent,
          content: Buffer.from(content),
        }));
        // The first part counts as content until the one that is referred to has come.
        expect(got).toEqual(expected.map((each, index) => (index === 0 ? { ...each, isContent: true } : each)));
        expect(warnings).toEqual(whole.warnings);
      }),
      { numRuns: 200 },
    );
  });
});

describe('any bytes whatever', () => {
  const contentTypes = fc.constantFrom(
    relatedType,
    'text/xml',
    'multipart/related',
    '',
    'image/jpeg',
    'multipart/mixed; boundary=b',
  );
  const modes = fc.constantFrom('lenient' as const, 'strict' as const);

  /** A message in which some bytes have been replaced, removed or doubled. */
  const damaged = fc
    .tuple(
      fc.constantFrom(rich, withImage, deliverEnvelope()),
      fc.array(fc.tuple(fc.nat(3000), fc.nat(40), fc.string({ maxLength: 6 })), { maxLength: 6 }),
    )
    .map(([message, edits]) =>
      edits.reduce((text, [at, length, insert]) => text.slice(0, at) + insert + text.slice(at + length), message),
    )
    .map(bytesOf);

  it('give a typed result or a typed error, at once and as a stream', async () => {
    await fc.assert(
      fc.asyncProperty(
        contentTypes,
        modes,
        fc.oneof(damaged, fc.uint8Array({ maxLength: 300 })),
        async (contentType, mode, bytes) => {
          const outcomeOf = async (read: () => unknown): Promise<unknown> => {
            try {
              return await read();
            } catch (error) {
              if (!Mm7Error.is(error)) throw error;
              expect([2004, 2007, 4002, 4003, 4004]).toContain(error.statusCode);
              return error.code;
            }
          };
          const atOnce = await outcomeOf(() => decodeBuffer(contentType, bytes, { mode }).message);
          const streamed = await outcomeOf(async () => {
            const { message, parts } = await decode(contentType, bytes, { mode });
            for await (const each of parts) await each.bytes();
            return message;
          });
          expect(streamed).toEqual(atOnce);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
