import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { decode, HeaderFields, type MessageBody, type MessageHeaders } from '../src/index.ts';
import { bytesOf, deliverReq, errorOf, relatedType, withImage } from './fixtures.ts';

async function* generated(size: number): AsyncGenerator<Uint8Array> {
  const bytes = bytesOf(withImage);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function contentsOf(headers: MessageHeaders, body: MessageBody): Promise<unknown> {
  const { message, parts, warnings } = await decode(headers, body);
  const texts: string[] = [];
  for await (const part of parts) texts.push(await part.text());
  return { message, texts, warnings };
}

const expected = { message: deliverReq, texts: ['JPEG'], warnings: [] };

describe('a body', () => {
  it('may be bytes in memory', async () => {
    expect(await contentsOf(relatedType, bytesOf(withImage))).toEqual(expected);
  });

  it('may be a Buffer', async () => {
    expect(await contentsOf(relatedType, Buffer.from(withImage))).toEqual(expected);
  });

  it('may be a Node stream', async () => {
    expect(await contentsOf(relatedType, Readable.from(generated(7)))).toEqual(expected);
  });

  it('may be an asynchronous generator', async () => {
    expect(await contentsOf(relatedType, generated(1))).toEqual(expected);
  });

  it('may be a web stream', async () => {
    expect(await contentsOf(relatedType, Readable.toWeb(Readable.from(generated(50))))).toEqual(expected);
  });

  it('may be the body of a Request, with its headers', async () => {
    const request = new Request('http://localhost/mm7', {
      method: 'POST',
      headers: { 'Content-Type': relatedType },
      body: withImage,
    });
    expect(await contentsOf(request.headers, request.body)).toEqual(expected);
  });

  it('is refused with a typed error when a request has none', async () => {
    const request = new Request('http://localhost/mm7', { method: 'POST', headers: { 'Content-Type': relatedType } });
    expect(await errorOf(() => decode(request.headers, request.body))).toMatchObject({
      code: 'not-mm7',
      statusCode: 4004,
    });
  });

  it('is refused with a typed error when it is a stream that someone else reads', async () => {
    const stream = new Response(withImage).body;
    stream?.getReader();
    expect((await errorOf(() => decode(relatedType, stream))).code).toBe('invalid-option');
  });

  it('is refused with a typed error when it is text, a number, or yields text', async () => {
    const wrong: unknown[] = [withImage, 5, undefined, {}, Readable.from([withImage]).setEncoding('utf8')];
    for (const body of wrong) {
      expect((await errorOf(() => Reflect.apply(decode, undefined, [relatedType, body]))).code).toBe('invalid-option');
    }
  });
});

describe('header fields', () => {
  const forms: [string, MessageHeaders][] = [
    ['a Content-Type alone', relatedType],
    ['a Headers', new Headers({ 'content-type': relatedType })],
    ['a list of pairs', [['CONTENT-TYPE', relatedType]]],
    ['a Map', new Map([['Content-type', relatedType]])],
    ['the header fields of a capture', new HeaderFields([['Content-Type', relatedType]])],
    ['a plain record', { 'Content-Type': relatedType, 'X-Other': undefined }],
    ["Node's parsed headers", { 'content-type': relatedType, 'set-cookie': ['a', 'b'] }],
    ['a record without prototype', Object.assign(Object.create(null), { 'content-type': relatedType })],
  ];
  it.each(forms)('may be %s', async (_name, headers) => {
    expect(await contentsOf(headers, bytesOf(withImage))).toEqual(expected);
  });

  it('are read from own properties only, whatever their names', async () => {
    const hostile: MessageHeaders = JSON.parse(
      `{"__proto__": "x", "constructor": "y", "toString": "z", "content-type": ${JSON.stringify(relatedType)}}`,
    );
    expect(await contentsOf(hostile, bytesOf(withImage))).toEqual(expected);
    const inherited: MessageHeaders = Object.create({ 'content-type': 'text/plain', 'content-length': '1' });
    const { warnings } = await decode(inherited, bytesOf(withImage));
    expect(warnings.map(({ code }) => code)).toEqual(['multipart-type']);
  });

  it('of the same name count once: the first does', async () => {
    const headers: MessageHeaders = [
      ['Content-Type', relatedType],
      ['content-type', 'text/plain'],
    ];
    expect(await contentsOf(headers, bytesOf(withImage))).toEqual(expected);
  });

  it('of no known form are refused with a typed error', async () => {
    for (const headers of [null, undefined, 5, ['Content-Type', relatedType], [5]]) {
      const decoding = () => Reflect.apply(decode, undefined, [headers, bytesOf(withImage)]);
      expect((await errorOf(decoding)).code).toBe('invalid-option');
    }
  });
});
