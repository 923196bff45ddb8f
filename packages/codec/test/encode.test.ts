import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attachment,
  type AttachmentGroup,
  decode,
  decodeBuffer,
  type Encoded,
  type EncodeOptions,
  encode,
  type Message,
  type OutgoingAttachment,
} from '../src/index.ts';
import {
  bytesOf,
  CountingSource,
  deliverReq,
  errorOf,
  expectOperation,
  namespace,
  part,
  related,
  relatedType,
  rootPart,
  submitReq,
  textFrom,
  textOf,
} from './fixtures.ts';

const picture: Attachment = { contentType: 'image/jpeg', contentId: 'picture', body: bytesOf('JPEG') };
const words: Attachment = { contentType: 'text/plain; charset=utf-8', body: 'Grüße' };
const smil: Attachment = { contentType: 'application/smil', contentId: '<smil>', body: '<smil/>' };

/** What a strict reader makes of what was written, after a check of its Content-Length. */
async function read(encoded: Encoded) {
  const text = await textFrom(encoded.body);
  expect(encoded.contentLength).toBe(bytesOf(text).length);
  expect(encoded.headers['Content-Length']).toBe(String(encoded.contentLength));
  return { ...decodeBuffer(encoded.headers, bytesOf(text), { mode: 'strict' }), text };
}

function written(message: Message, attachments: OutgoingAttachment[], options?: EncodeOptions) {
  return read(encode(message, attachments, options));
}

describe('encode', () => {
  it('writes an envelope alone as text/xml, in UTF-8', async () => {
    const encoded = encode({ ...submitReq, subject: 'Grüße' });
    expect(encoded.headers).toEqual({
      'Content-Type': 'text/xml; charset=utf-8',
      'Content-Length': String(encoded.contentLength),
      SOAPAction: '""',
    });
    expect((await read(encoded)).message).toEqual({ ...submitReq, subject: 'Grüße' });
  });

  it('writes one attachment as the content, and refers to it', async () => {
    const { message, parts, text } = await written(submitReq, [picture]);
    expect(expectOperation(message, 'SubmitReq').content).toEqual({ href: 'cid:picture' });
    expect(parts).toMatchObject([{ path: '2', contentType: 'image/jpeg', contentId: 'picture', isContent: true }]);
    expect(text).toContain('\r\nContent-Type: text/xml; charset=utf-8\r\nContent-ID: <envelope@mm7>\r\n\r\n<?xml');
  });

  it('binds as the specification says: related, type, a start in brackets, the envelope first', () => {
    const { headers } = encode(submitReq, [picture]);
    expect(headers['Content-Type']).toMatch(
      /^multipart\/related; type="text\/xml"; start="<envelope@mm7>"; boundary=\S+$/,
    );
  });

  it('gives the content a Content-ID if it has none', async () => {
    const { message, parts } = await written(submitReq, [words]);
    expect(expectOperation(message, 'SubmitReq').content).toEqual({ href: 'cid:content@mm7' });
    expect(parts).toMatchObject([{ contentId: 'content@mm7', isContent: true }]);
  });

  it('writes several attachments as multipart/mixed', async () => {
    const { parts } = await written(submitReq, [picture, words]);
    expect(parts.map(({ path, isContent }) => [path, isContent])).toEqual([
      ['2.1', true],
      ['2.2', true],
    ]);
    expect(parts[0]?.containers).toMatchObject([{ contentType: 'multipart/mixed', contentId: 'content@mm7' }]);
  });

  it('writes several attachments as multipart/related when one is a SMIL presentation', async () => {
    for (const contentType of ['application/smil', 'Application/SMIL+xml; charset=utf-8']) {
      const { parts } = await written(submitReq, [picture, { ...smil, contentType }]);
      const [container] = parts[0]?.containers ?? [];
      expect(container).toMatchObject({ contentType: 'multipart/related' });
      expect(container?.parameters.get('start')).toBe('<smil>');
      expect(container?.parameters.get('type')).toBe(contentType.toLowerCase().split(';')[0]);
      expect(parts.map(({ isPresentation }) => isPresentation)).toEqual([false, true]);
    }
  });

  it('gives a presentation the Content-ID that start needs, and never one that is taken', async () => {
    const taken = ['envelope@mm7', 'presentation@mm7', 'content@mm7', 'content-2@mm7'].map((contentId) => ({
      ...picture,
      contentId,
    }));
    const { contentId: _, ...anonymous } = smil;
    const { parts, message } = await written(submitReq, [anonymous, ...taken]);
    expect(parts[0]).toMatchObject({ contentId: 'presentation-2@mm7', isPresentation: true });
    expect(expectOperation(message, 'SubmitReq').content).toEqual({ href: 'cid:content-3@mm7' });
    expect(new Set(parts.map(({ contentId }) => contentId)).size).toBe(parts.length);
  });

  it('writes groups as they are given', async () => {
    const group: AttachmentGroup = {
      multipart: 'related',
      contentId: '<show>',
      start: 'second',
      parts: [smil, { ...picture, contentId: 'second' }, { multipart: 'mixed', parts: [words] }],
    };
    const { parts, message } = await written(submitReq, [group]);
    expect(expectOperation(message, 'SubmitReq').content).toEqual({ href: 'cid:show' });
    expect(parts.map(({ path }) => path)).toEqual(['2.1', '2.2', '2.3.1']);
    const [container] = parts[0]?.containers ?? [];
    expect(container?.parameters.get('start')).toBe('<second>');
    expect(container?.parameters.get('type')).toBe('image/jpeg');
  });

  it('refuses a group whose start names none of its parts', async () => {
    const group: AttachmentGroup = { multipart: 'related', start: 'nobody', parts: [picture] };
    expect((await errorOf(() => encode(submitReq, [group]))).code).toBe('start-mismatch');
  });

  it('leaves the message it was given alone', async () => {
    const before = structuredClone(submitReq);
    await written(submitReq, [words]);
    expect(submitReq).toEqual(before);
  });

  it('percent-encodes the reference, and a reader finds the part by it', async () => {
    const { message, parts } = await written(submitReq, [{ ...picture, contentId: 'a b%20/c' }]);
    expect(expectOperation(message, 'SubmitReq').content?.href).toBe('cid:a%20b%2520%2Fc');
    expect(parts).toMatchObject([{ contentId: 'a b%20/c', isContent: true }]);
  });

  it('carries names and locations, whatever characters are in them', async () => {
    const named = { ...picture, fileName: 'Grüße "1";.jpg', contentLocation: 'picture.jpg' };
    const { parts } = await written(submitReq, [named]);
    expect(parts).toMatchObject([{ fileName: 'Grüße "1";.jpg', contentLocation: 'picture.jpg' }]);
  });

  it('writes text in the charset of its type, and says which it is', async () => {
    const latin1 = { contentType: 'text/plain; charset=iso-8859-1', body: 'Grüße' };
    const unsaid = { contentType: 'text/plain', body: 'Grüße' };
    const { parts } = decodeBuffer(...(await bytesAndHeaders(encode(submitReq, [latin1, unsaid]))));
    expect(parts.map(({ content }) => content.length)).toEqual([5, 7]);
    expect(parts.map((each) => each.text())).toEqual(['Grüße', 'Grüße']);
    const impossible = { contentType: 'text/plain; charset=us-ascii', body: 'Grüße' };
    expect((await errorOf(() => encode(submitReq, [impossible]))).code).toBe('unencodable-text');
  });

  it('writes the envelope in another charset when told to', async () => {
    const message = { ...submitReq, subject: '你好' };
    const encoded = encode(message, [], { charset: 'gb18030' });
    expect(encoded.headers['Content-Type']).toBe('text/xml; charset=gb18030');
    const [headers, bytes] = await bytesAndHeaders(encoded);
    expect(decodeBuffer(headers, bytes, { mode: 'strict' }).message).toEqual(message);
    expect((await errorOf(() => encode(message, [], { charset: 'iso-8859-1' }))).code).toBe('unencodable-text');
    expect((await errorOf(() => encode(message, [], { charset: 'no-such' }))).code).toBe('invalid-option');
  });

  it('sends SOAPAction with requests alone, as told', async () => {
    expect(encode(submitReq).headers['SOAPAction']).toBe('""');
    expect(encode(submitReq, [], { soapAction: `"${namespace}"` }).headers['SOAPAction']).toBe(`"${namespace}"`);
    expect(encode(submitReq, [], { soapAction: false }).headers).not.toHaveProperty('SOAPAction');
    const reply: Message = { operation: 'SubmitRsp', status: { statusCode: 1000, statusText: 'Success' } };
    expect(encode(reply).headers).not.toHaveProperty('SOAPAction');
    for (const soapAction of ['a\r\nb', 'a\0', '\u2028']) {
      expect((await errorOf(() => encode(submitReq, [], { soapAction }))).code).toBe('invalid-header-value');
    }
  });

  it('refuses line ends and NUL in whatever becomes a header field', async () => {
    const bad = 'x\r\nInjected: 1';
    const attachments: Attachment[] = [
      { ...picture, contentType: bad },
      { ...picture, contentType: `image/jpeg; name=${bad}` },
      { ...picture, contentId: bad },
      { ...picture, contentLocation: bad },
      { ...picture, fileName: bad },
      { ...picture, contentId: 'x\0' },
    ];
    for (const each of attachments) {
      expect((await errorOf(() => encode(submitReq, [each]))).code).toBe('invalid-header-value');
    }
  });

  it.each(['', 'jpeg', 'image/', 'image jpeg'])('refuses an attachment whose type is none: %j', async (contentType) => {
    const attachment = { ...picture, contentType };
    expect((await errorOf(() => encode(submitReq, [attachment]))).code).toBe('invalid-header-value');
  });

  it('refuses attachments of a message that cannot refer to them', async () => {
    const reply: Message = { operation: 'SubmitRsp', status: { statusCode: 1000, statusText: 'Success' } };
    expect((await errorOf(() => encode(reply, [picture]))).code).toBe('invalid-option');
  });

  it('refuses what is no attachment, and a group without parts', async () => {
    const wrong: unknown[] = [
      null,
      'text',
      {},
      { body: 'x' },
      { contentType: 'a/b' },
      { contentType: 'a/b', body: 5 },
      { contentType: 'a/b', body: 'x', transferEncoding: 'gzip' },
      { contentType: 'a/b', body: new DataView(new ArrayBuffer(8)) },
      { multipart: 'mixed', parts: [] },
      { multipart: 'mixed', parts: [null] },
    ];
    for (const each of wrong) {
      expect((await errorOf(() => Reflect.apply(encode, undefined, [submitReq, [each]]))).code).toBe('invalid-option');
    }
  });

  it('passes on what the serializer has to say', async () => {
    const { warnings } = encode({
      ...submitReq,
      namespace: namespace.replace('6-MM7-1-4', '5-MM7-1-0'),
      applicId: 'a',
    });
    expect(warnings.map(({ code }) => code)).toEqual(['not-in-release']);
    const invalid: unknown = { ...submitReq, priority: 5 };
    expect((await errorOf(() => Reflect.apply(encode, undefined, [invalid]))).code).toBe('invalid-value');
  });
});

async function bytesAndHeaders(encoded: Encoded): Promise<[Record<string, string>, Uint8Array]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of encoded.body) chunks.push(chunk);
  return [encoded.headers, Buffer.concat(chunks)];
}

describe('the reference of a message that is sent', () => {
  const referring = { ...submitReq, content: { href: 'cid:picture', allowAdaptations: false } };

  it('is kept when an attachment has that Content-ID', async () => {
    const { message, parts } = await written(referring, [words, picture]);
    expect(message).toEqual(referring);
    expect(parts.map(({ isContent }) => isContent)).toEqual([false, true]);
  });

  it('names the only attachment when that has no Content-ID', async () => {
    const { message, parts } = await written(referring, [words]);
    expect(message).toEqual(referring);
    expect(parts).toMatchObject([{ contentId: 'picture', isContent: true }]);
  });

  it('that names no part is an error', async () => {
    const cases: OutgoingAttachment[][] = [[], [{ ...picture, contentId: 'other' }], [words, smil]];
    for (const attachments of cases) {
      expect((await errorOf(() => encode(referring, attachments))).code).toBe('content-unmatched');
    }
  });
});

describe('decoded parts', () => {
  const inner = (kind: string) =>
    [
      '--c',
      'Content-Type: application/smil; charset=utf-8',
      'Content-ID: <s>',
      '',
      '<smil/>',
      '--c',
      `Content-Type: image/gif; name="${kind}.gif"`,
      'Content-Transfer-Encoding: base64',
      '',
      'R0lG',
      '--c--',
    ].join('\r\n');
  const show = part(['Content-Type: multipart/related; start="<s>"; boundary=c', 'Content-ID: <content>'], inner('a'));
  const other = part(['Content-Type: text/plain', 'Content-Disposition: attachment; filename=b.txt'], 'beside');

  it('can be sent again: the multipart that the message refers to comes together again', async () => {
    const body = bytesOf(related(rootPart, other, show));
    const received = decodeBuffer(relatedType, body);
    const { message, parts } = await written(received.message, [...received.parts]);
    expect(message).toEqual(deliverReq);
    const summary = (each: (typeof parts)[number]) => [each.contentType, each.contentId, each.fileName, each.text()];
    expect(parts.map(summary)).toEqual(received.parts.map(summary));
    expect(parts.map(({ isContent }) => isContent)).toEqual([false, true, true]);
    expect(parts[1]?.containers.at(-1)?.parameters.get('start')).toBe('<s>');
  });

  it('can be forwarded one by one, as they come in', async () => {
    const { parts } = await decode(relatedType, bytesOf(related(rootPart, show)));
    for await (const each of parts) {
      if (each.isPresentation) continue;
      const encoded = encode(submitReq, [each]);
      expect(encoded.contentLength).toBeUndefined();
      expect(encoded.headers).not.toHaveProperty('Content-Length');
      const forwarded = decodeBuffer(...(await bytesAndHeaders(encoded)), { mode: 'strict' });
      expect(forwarded.parts).toMatchObject([{ contentType: 'image/gif', fileName: 'a.gif', containers: [] }]);
      expect(forwarded.parts.map(({ content }) => textOf(content))).toEqual(['GIF']);
    }
  });
});

describe('the body', () => {
  it('can be iterated again when the attachments can', async () => {
    const { body } = encode(submitReq, [picture, words]);
    expect(await textFrom(body)).toBe(await textFrom(body));
  });

  it('gives attachments by reference', async () => {
    const content = new Uint8Array(100_000);
    const chunks: Uint8Array[] = [];
    for await (const chunk of encode(submitReq, [{ ...picture, body: content }]).body) chunks.push(chunk);
    expect(chunks).toContain(content);
  });

  it('has a known length with a Blob, a file of declared size, and base64', async () => {
    const path = fileURLToPath(import.meta.url);
    const { length } = await textFrom(createReadStream(path)).then(bytesOf);
    const attachments: Attachment[] = [
      { contentType: 'image/png', body: new Blob(['blob']) },
      { contentType: 'text/plain', body: createReadStream(path), size: length },
      { contentType: 'image/gif', body: bytesOf('x'.repeat(1000)), transferEncoding: 'base64' },
      { contentType: 'image/gif', body: Readable.from([bytesOf('abcd')]), size: 4, transferEncoding: 'base64' },
    ];
    const { parts } = await written(submitReq, attachments);
    expect(parts.map(({ content }) => content.length)).toEqual([4, length, 1000, 4]);
  });

  it('has an unknown length when a stream says nothing of its size', async () => {
    const encoded = encode(submitReq, [{ contentType: 'image/png', body: Readable.from([bytesOf('png')]) }]);
    expect(encoded.contentLength).toBeUndefined();
    expect(encoded.headers).not.toHaveProperty('Content-Length');
    expect(await textFrom(encoded.body)).toContain('\r\n\r\npng\r\n--');
  });

  it('reads an attachment no faster than it is read itself, and releases it when it is given up', async () => {
    const source = new CountingSource(['one', 'two', 'three']);
    const { body } = encode(submitReq, [{ contentType: 'image/png', body: source }]);
    expect(source.pulls).toBe(0);
    for await (const chunk of body) {
      if (textOf(chunk) !== 'one') continue;
      expect(source.pulls).toBe(1);
      break;
    }
    expect(source).toMatchObject({ pulls: 1, releases: 1 });
  });

  it('fails before an attachment gives more than its size, and when it gives less', async () => {
    for (const size of [4, 8]) {
      const source = new CountingSource(['one', 'two']);
      const { body } = encode(submitReq, [{ contentType: 'image/png', body: source, size }]);
      let sent = 0;
      const error = await errorOf(async () => {
        for await (const chunk of body) if (['one', 'two'].includes(textOf(chunk))) sent += chunk.length;
      });
      expect(error).toMatchObject({ code: 'size-mismatch', statusCode: 3000 });
      expect(sent).toBe(size === 4 ? 3 : 6);
    }
  });

  it('lets an error of an attachment pass unchanged', async () => {
    const failure = new Error('disk on fire');
    const body = Readable.from(
      (async function* () {
        yield bytesOf('x');
        throw failure;
      })(),
    );
    await expect(textFrom(encode(submitReq, [{ contentType: 'image/png', body }]).body)).rejects.toBe(failure);
  });
});

describe('whatever is attached', () => {
  const attachment: fc.Arbitrary<OutgoingAttachment> = fc.record(
    {
      contentType: fc.constantFrom('image/png', 'application/smil', 'text/plain; charset=utf-8'),
      body: fc.uint8Array({ maxLength: 200 }),
      contentId: fc.stringMatching(/^[ -;=?-~]{1,12}$/).filter((id) => id.trim() === id),
      fileName: fc
        .string({ minLength: 1, maxLength: 10 })
        .filter((name) => name.trim() === name && !/\p{C}/u.test(name)),
      transferEncoding: fc.constantFrom('binary' as const, 'base64' as const),
    },
    { requiredKeys: ['contentType', 'body'] },
  );
  const { group } = fc.letrec<{ node: OutgoingAttachment; group: AttachmentGroup }>((tie) => ({
    node: fc.oneof({ maxDepth: 3 }, attachment, tie('group')),
    group: fc.record({
      multipart: fc.constantFrom('mixed' as const, 'related' as const),
      parts: fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
    }),
  }));

  function leaves(node: OutgoingAttachment): Uint8Array[] {
    if ('multipart' in node) return node.parts.flatMap(leaves);
    return 'body' in node && node.body instanceof Uint8Array ? [node.body] : [];
  }

  it('comes out as it went in, and strict mode has nothing against it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(attachment, group), { minLength: 1, maxLength: 3 }), async (attachments) => {
        const [headers, bytes] = await bytesAndHeaders(encode(submitReq, attachments));
        expect(headers['Content-Length']).toBe(String(bytes.length));
        const { message, parts } = decodeBuffer(headers, bytes, { mode: 'strict' });
        expect(parts.map(({ content }) => Buffer.from(content).toString('hex'))).toEqual(
          attachments.flatMap(leaves).map((content) => Buffer.from(content).toString('hex')),
        );
        const { content: _, ...rest } = expectOperation(message, 'SubmitReq');
        expect(rest).toEqual(submitReq);
        expect(parts.some(({ isContent }) => isContent)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
