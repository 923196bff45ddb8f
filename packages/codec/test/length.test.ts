import { describe, expect, it } from 'vitest';
import { decode, decodeBuffer, type MessageHeaders } from '../src/index.ts';
import { bytesOf, deliverEnvelope, errorOf, part, related, relatedType, rootPart, withImage } from './fixtures.ts';

function withLength(contentLength: string | number, contentType = relatedType): MessageHeaders {
  return { 'content-type': contentType, 'content-length': String(contentLength) };
}

function codes(headers: MessageHeaders, body: string): string[] {
  return decodeBuffer(headers, bytesOf(body)).warnings.map(({ code }) => code);
}

const modes = ['lenient', 'strict'] as const;
const open = withImage.slice(0, withImage.indexOf('\r\n--b--'));

describe('a body that ends before its closing delimiter', () => {
  it('is cut when Content-Length says that more was to come', async () => {
    for (const mode of modes) {
      const headers = withLength(withImage.length);
      expect(await errorOf(() => decodeBuffer(headers, bytesOf(open), { mode }))).toMatchObject({
        code: 'truncated-body',
        statusCode: 2004,
        envelope: { operation: 'DeliverReq', transactionId: 'tx-1' },
      });
      const { parts } = await decode(headers, bytesOf(open), { mode });
      const iterator = parts[Symbol.asyncIterator]();
      await iterator.next();
      expect((await errorOf(() => iterator.next())).code).toBe('truncated-body');
    }
  });

  it('is taken with a warning when nothing says so', async () => {
    expect(codes(relatedType, open)).toEqual(['missing-closing-delimiter']);
    expect(codes(withLength(open.length), open)).toEqual(['missing-closing-delimiter']);
    const error = await errorOf(() => decodeBuffer(relatedType, bytesOf(open), { mode: 'strict' }));
    expect(error.code).toBe('missing-closing-delimiter');
  });

  it('is cut when the envelope, a header block or a quantum of base64 is', async () => {
    const encoded = part(['Content-ID: <content>', 'Content-Transfer-Encoding: base64'], 'SlBFR');
    const bodies = [
      related(rootPart).slice(0, related(rootPart).indexOf('</mm7:Sender>')),
      `${rootPart}\r\n--b\r\nContent-Type: image/j`,
      `${rootPart}\r\n${encoded}`,
    ];
    for (const body of bodies) {
      for (const mode of modes) {
        const { code } = await errorOf(() => decodeBuffer(relatedType, bytesOf(body), { mode }));
        expect(code).toBe('truncated-body');
      }
    }
  });

  it('and holds no envelope yet is cut', async () => {
    const body = part(['Content-Type: text/xml'], '<env:Envel');
    expect((await errorOf(() => decodeBuffer(relatedType, bytesOf(body)))).code).toBe('truncated-body');
  });
});

describe('a multipart body', () => {
  it('that ends at any byte of its envelope, or before its first, is cut', async () => {
    const start = related(rootPart).indexOf('<?xml');
    for (let length = start; length < rootPart.length - 1; length += 1) {
      const body = bytesOf(rootPart.slice(0, length));
      expect((await errorOf(() => decodeBuffer(relatedType, body))).code).toBe('truncated-body');
    }
  });

  it('that ends inside the delimiter after its envelope lacks that alone', () => {
    for (const cut of ['', '\r\n', '\r\n-', '\r\n--', '\r\n--b', '\r\n--b-']) {
      const { warnings } = decodeBuffer(relatedType, bytesOf(rootPart + cut));
      expect(warnings.map(({ code }) => code)).toEqual(['missing-closing-delimiter', 'content-unmatched']);
    }
  });
});

describe('a plain XML body', () => {
  it('that ends before its root closes is cut, whatever its Content-Length', async () => {
    const body = deliverEnvelope('').slice(0, -4);
    for (const headers of ['text/xml', withLength(body.length, 'text/xml'), withLength(9999, 'text/xml')]) {
      for (const mode of modes) {
        expect(await errorOf(() => decodeBuffer(headers, bytesOf(body), { mode }))).toMatchObject({
          code: 'truncated-body',
          statusCode: 4004,
        });
      }
    }
  });
});

describe('an empty body', () => {
  it('is no MM7, and cut when Content-Length announced one', async () => {
    for (const contentType of ['text/xml', relatedType]) {
      const empty = new Uint8Array();
      expect((await errorOf(() => decodeBuffer(contentType, empty))).code).toBe('not-mm7');
      expect((await errorOf(() => decode(contentType, empty))).code).toBe('not-mm7');
      expect((await errorOf(() => decodeBuffer(withLength(1, contentType), empty))).code).toBe('truncated-body');
    }
  });
});

describe('a Content-Length that disagrees with a complete body', () => {
  it('is a warning, and nothing is cut to it', () => {
    for (const length of [withImage.length - 100, withImage.length + 100, 0]) {
      const { parts, warnings } = decodeBuffer(withLength(length), bytesOf(withImage));
      expect(warnings.map(({ code }) => code)).toEqual(['content-length-mismatch']);
      expect(parts.map(({ content }) => content.length)).toEqual([4]);
    }
    expect(codes(withLength(10, 'text/xml'), deliverEnvelope(''))).toEqual(['content-length-mismatch']);
  });

  it('is refused by strict mode: when the parts end, if it is not known before', async () => {
    const { parts } = await decode(withLength(10), bytesOf(withImage), { mode: 'strict' });
    const error = await errorOf(async () => {
      for await (const each of parts) await each.bytes();
    });
    expect(error).toMatchObject({ code: 'content-length-mismatch', statusCode: 2004 });
    const plain = withLength(10, 'text/xml');
    const early = await errorOf(() => decode(plain, bytesOf(deliverEnvelope('')), { mode: 'strict' }));
    expect(early.code).toBe('content-length-mismatch');
  });

  it('comes with the parts: warnings grow until these end', async () => {
    const { parts, warnings } = await decode(withLength(10), bytesOf(withImage));
    expect(warnings).toEqual([]);
    for await (const each of parts) await each.bytes();
    expect(warnings.map(({ code }) => code)).toEqual(['content-length-mismatch']);
  });

  it('may be no number, or a list of different ones', () => {
    for (const length of ['', 'many', '-1', '1e3', `${withImage.length}, 5`, '9'.repeat(40)]) {
      expect(codes(withLength(length), withImage)).toEqual(['content-length-mismatch']);
    }
  });
});

describe('a Content-Length that says nothing of the body', () => {
  it('is not compared: it is repeated, overridden, or counts encoded bytes', () => {
    const { length } = withImage;
    expect(codes(withLength(`${length}, ${length}`), withImage)).toEqual([]);
    for (const [name, value] of [
      ['Transfer-Encoding', 'chunked'],
      ['Content-Encoding', 'gzip'],
    ] as const) {
      const headers = { 'Content-Type': relatedType, 'Content-Length': '5', [name]: value };
      expect(codes(headers, withImage)).toEqual([]);
    }
    const identity = { 'Content-Type': relatedType, 'Content-Length': '5', 'Content-Encoding': 'identity' };
    expect(codes(identity, withImage)).toEqual(['content-length-mismatch']);
  });
});
