import { Buffer } from 'node:buffer';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { splitMultipart } from '@mm7/multipart';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCapture } from '../src/capture/index.ts';
import { type DecodeOptions, decode, decodeBuffer, encode } from '../src/index.ts';
import {
  bytesOf,
  CountingSource,
  deliverEnvelope,
  deliverReq,
  errorOf,
  lines,
  part,
  related,
  relatedType,
  rootPart,
  withImage,
} from './fixtures.ts';

const MiB = 1024 * 1024;

/** Takes every chunk of every part and keeps none. */
async function readAll(
  headers: Parameters<typeof decode>[0],
  body: Parameters<typeof decode>[1],
  options?: DecodeOptions,
) {
  const decoded = await decode(headers, body, options);
  let length = 0;
  for await (const each of decoded.parts) for await (const chunk of each) length += chunk.length;
  return { ...decoded, length };
}

describe('rejections that nobody waits for', () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => {
    unhandled.push(reason);
  };
  beforeAll(() => {
    process.on('unhandledRejection', note);
  });
  afterAll(() => {
    process.off('unhandledRejection', note);
  });

  it('are none, wherever the source fails: its own error comes out, once', async () => {
    const bytes = bytesOf(withImage);
    for (let end = 0; end <= bytes.length; end += 7) {
      const failure = new Error('connection reset');
      const failing = async function* (): AsyncGenerator<Uint8Array> {
        yield bytes.subarray(0, end);
        throw failure;
      };
      await expect(readAll(relatedType, failing())).rejects.toBe(failure);
    }
    await nextTurn();
    expect(unhandled).toEqual([]);
  });

  it('are none, whenever the signal aborts: an Mm7Error tells its reason, and the source is released', async () => {
    const bytes = bytesOf(withImage);
    for (let end = 0; end < bytes.length; end += 7) {
      const controller = new AbortController();
      const reason = new Error('shutting down');
      let isReleased = false;
      const stalling = async function* (): AsyncGenerator<Uint8Array> {
        try {
          yield bytes.subarray(0, end);
          controller.abort(reason);
          yield bytes.subarray(end);
        } finally {
          isReleased = true;
        }
      };
      await expect(readAll(relatedType, stalling(), { signal: controller.signal })).rejects.toMatchObject({
        code: 'aborted',
        cause: reason,
      });
      expect(isReleased).toBe(true);
    }
    await nextTurn();
    expect(unhandled).toEqual([]);
  });

  it('are none, when parts are asked for together and in the wrong order, and their content twice', async () => {
    const body = related(rootPart, ...['one', 'two', 'three'].map((text) => part(['Content-Type: text/plain'], text)));
    const { parts } = await decode(relatedType, bytesOf(body));
    const iterator = parts[Symbol.asyncIterator]();
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next()]);
    const contents = await Promise.allSettled(
      results.reverse().flatMap(({ value }) => (value === undefined ? [] : [value.bytes(), value.text()])),
    );
    for (const outcome of contents) {
      if (outcome.status === 'rejected') await errorOf(() => Promise.reject(outcome.reason));
    }
    expect((await iterator.next()).done).toBe(true);
    await nextTurn();
    expect(unhandled).toEqual([]);
  });
});

describe('a decompression bomb', () => {
  const bomb = Buffer.alloc(64 * MiB, 0x20);
  const codings = [
    { coding: 'gzip', compressed: gzipSync(bomb) },
    { coding: 'deflate', compressed: deflateSync(bomb) },
    { coding: 'br', compressed: brotliCompressSync(bomb) },
    { coding: 'gzip, gzip', compressed: gzipSync(gzipSync(bomb)) },
  ];

  it.each(codings)(
    'in $coding that should be an envelope stops at the limit of envelopes',
    async ({ coding, compressed }) => {
      const head = lines('POST / HTTP/1.1', 'Content-Type: text/xml', `Content-Encoding: ${coding}`, '');
      const { headers, body } = await readCapture(Buffer.concat([Buffer.from(head), compressed]));
      const meter = metered(body);
      expect((await errorOf(() => readAll(headers, meter.chunks))).code).toBe('envelope-too-large');
      expect(meter.length()).toBeLessThan(2 * MiB);
    },
  );

  it('that should be an attachment stops at the limit of bodies, and is in no memory', async () => {
    const start = lines('POST / HTTP/1.1', `Content-Type: ${relatedType}`, 'Content-Encoding: gzip', '');
    const content = Buffer.concat([Buffer.from(`${rootPart}\r\n--b\r\n\r\n`), bomb, Buffer.from('\r\n--b--\r\n')]);
    const { headers, body } = await readCapture(Buffer.concat([Buffer.from(start), gzipSync(content)]));
    const meter = metered(body);
    const limits = { bodySize: 8 * MiB };
    expect((await errorOf(() => readAll(headers, meter.chunks, { limits }))).code).toBe('body-too-large');
    expect(meter.length()).toBeLessThan(9 * MiB);
  });
});

function metered(chunks: AsyncIterable<Uint8Array>): { chunks: AsyncIterable<Uint8Array>; length: () => number } {
  let length = 0;
  async function* count(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      length += chunk.length;
      yield chunk;
    }
  }
  return { chunks: count(), length: () => length };
}

describe('a message whose numbers lie', () => {
  it.each(['-1', '1e3', '0x10', '99999999999999999999', 'NaN', ' ', '1, 2'])(
    'a Content-Length of %j reserves nothing and cuts nothing',
    async (length) => {
      const headers = { 'content-type': relatedType, 'content-length': length };
      const outcome = await readAll(headers, bytesOf(withImage)).catch((error: unknown) =>
        errorOf(() => Promise.reject(error)),
      );
      if ('length' in outcome) expect(outcome.length).toBe('JPEG'.length);
      else expect(outcome.code).toBe('truncated-body');
    },
  );
});

describe('a flood', () => {
  it('of parts that nobody reads is refused at the limit, and pulls no further', async () => {
    const flood = Array.from({ length: 10_000 }, () => '\r\n--b\r\n\r\n');
    const source = new CountingSource([rootPart, ...flood]);
    expect((await errorOf(() => readAll(relatedType, source))).code).toBe('too-many-parts');
    expect(source.pulls).toBeLessThan(1100);
    expect(source.releases).toBe(1);
  });

  it('of warnings stays bounded, whatever deviates', () => {
    const elements = '<mm7:Prioritaet/>'.repeat(20_000);
    const { warnings } = decodeBuffer('text/xml', bytesOf(deliverEnvelope(elements)), {
      limits: { extensions: 100_000 },
    });
    expect(warnings.length).toBeLessThan(5000);
  });

  it('of multiparts in multiparts is refused at the limit', async () => {
    let body = '--b\r\n';
    for (let level = 0; level < 1000; level += 1)
      body += `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
    expect((await errorOf(() => readAll(relatedType, bytesOf(rootPart + body)))).code).toBe('nesting-too-deep');
  });
});

describe('an envelope that is made to hurt', () => {
  const withType = (declarations: string, content: string): string =>
    deliverEnvelope(`<mm7:Subject>${content}</mm7:Subject>`).replace('?>', `?><!DOCTYPE a ${declarations}>`);
  const laughs = Array.from({ length: 9 }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`);

  it.each([
    ['entities that multiply', 'doctype', withType(`[<!ENTITY l0 "ha">${laughs.join('')}]`, '&l9;')],
    ['an entity that is a file', 'doctype', withType('[<!ENTITY f SYSTEM "file:///etc/hostname">]', '&f;')],
    ['a parameter entity from elsewhere', 'doctype', withType('[<!ENTITY % p SYSTEM "http://evil.example/p">%p;]', '')],
    ['a document type from elsewhere', 'doctype', withType('SYSTEM "http://evil.example/a.dtd"', '')],
    ['elements in elements', 'xml-too-deep', deliverEnvelope('<mm7:a>'.repeat(100_000))],
    ['a flood of attributes', 'too-many-attributes', deliverEnvelope(`<mm7:a ${flood((n) => `a${n}="" `)}/>`)],
    ['a flood of namespaces', 'too-many-attributes', deliverEnvelope(`<mm7:a ${flood((n) => `xmlns:a${n}="u" `)}/>`)],
    ['a flood of elements', 'too-many-extensions', deliverEnvelope(flood(() => '<mm7:a/>'))],
    ['a text without end', 'text-too-long', deliverEnvelope(`<mm7:Subject>${'a'.repeat(300_000)}</mm7:Subject>`)],
    ['nothing but white space', 'envelope-too-large', deliverEnvelope(' '.repeat(2 * MiB))],
  ])('is refused: %s', async (_what, code, envelope) => {
    const bodies: [string, string][] = [
      ['text/xml', envelope],
      [relatedType, related(part(['Content-Type: text/xml', 'Content-ID: <root>'], envelope))],
    ];
    for (const [contentType, body] of bodies) {
      const streamed = await errorOf(() => readAll(contentType, bytesOf(body)));
      const inMemory = await errorOf(() => decodeBuffer(contentType, bytesOf(body)));
      for (const error of [streamed, inMemory]) expect([error.code, error.statusCode]).toEqual([code, 4004]);
    }
  });
});

/** Ten thousand pieces, each with its number. */
function flood(piece: (number: number) => string): string {
  return Array.from({ length: 10_000 }, (_, number) => piece(number)).join('');
}

describe('names that every object has', () => {
  it('are a header field of a part like any other, where they bring down dicer 0.3.1', async () => {
    const bytes = bytesOf('--b\r\n__proto__: x\r\n\r\n\r\n--b--');
    const fields: unknown[] = [];
    for await (const { headers } of splitMultipart(bytes, 'multipart/mixed; boundary=b')) fields.push(...headers);
    expect(fields).toEqual([['__proto__', 'x']]);
    const error = await errorOf(() => decode('multipart/mixed; boundary=b', bytes));
    expect([error.code, error.statusCode]).toEqual(['envelope-not-found', 4004]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a header field, a parameter, a Content-ID and a reference like any other',
    async (name) => {
      const body = related(
        part(['Content-Type: text/xml', 'Content-ID: <root>'], deliverEnvelope(`<mm7:Content href="cid:${name}"/>`)),
        part([`${name}: x`, `Content-Type: image/gif; ${name}=1`, `Content-ID: <${name}>`], 'GIF'),
      );
      const { parts } = await decode({ 'Content-Type': relatedType, [name]: 'x' }, bytesOf(body));
      for await (const each of parts) {
        expect(each.headers.get(name)).toBe('x');
        expect([...each.parameters]).toEqual([[name.toLowerCase(), '1']]);
        expect(each).toMatchObject({ contentId: name, isContent: true });
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );
});

describe('what goes out', () => {
  it.each(['\ud800', '\udc00', '\ud83d and no more', '\u0000', '\u001b[2J', '\ufffe'])(
    'is refused if no XML can carry it: %j',
    (subject) => {
      const { content: _, ...message } = deliverReq;
      expect(() => encode({ ...message, subject })).toThrow(expect.objectContaining({ code: 'unwritable-text' }));
    },
  );

  it('has boundaries that do not come from Math.random', () => {
    const random = Math.random;
    Math.random = () => 0.5;
    try {
      const types = Array.from(
        { length: 20 },
        () =>
          encode(deliverReq, [{ contentType: 'image/gif', contentId: 'content', body: 'GIF' }]).headers['Content-Type'],
      );
      expect(new Set(types).size).toBe(20);
    } finally {
      Math.random = random;
    }
  });

  it('has no boundary that stands in what it carries, not even in one that the sender of it has seen before', () => {
    const first = encode(deliverReq, [{ contentType: 'image/gif', contentId: 'content', body: 'GIF' }]);
    const boundary = /boundary="?([^";]+)/.exec(first.headers['Content-Type'] ?? '')?.[1] ?? '';
    const attack = `\r\n--${boundary}\r\nContent-Type: text/html\r\n\r\n<script>\r\n--${boundary}--`;
    const second = encode(deliverReq, [{ contentType: 'image/gif', contentId: 'content', body: attack }]);
    expect(second.headers['Content-Type']).not.toContain(boundary);
  });
});
