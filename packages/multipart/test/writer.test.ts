import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { parseContentType } from '../src/content-type.ts';
import type { OutgoingLeaf, OutgoingMultipart } from '../src/outgoing.ts';
import { type WrittenMultipart, writeMultipart } from '../src/writer.ts';

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  return Buffer.concat(collected);
}

async function textOf({ body }: WrittenMultipart): Promise<string> {
  return (await bytesOf(body)).toString('latin1');
}

async function* streamOf(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

function multipartOf(leaf: OutgoingLeaf, boundary?: string): OutgoingMultipart {
  return { headers: [], subtype: 'mixed', parts: [leaf], boundary };
}

const nested: OutgoingMultipart = {
  headers: [],
  subtype: 'related',
  parameters: [
    ['type', 'text/xml'],
    ['start', '<envelope>'],
  ],
  boundary: 'outer',
  parts: [
    {
      headers: [
        ['Content-Type', 'text/xml'],
        ['Content-ID', '<envelope>'],
      ],
      body: '<a>é</a>',
    },
    {
      headers: [['Content-ID', '<content>']],
      subtype: 'mixed',
      boundary: 'the inner',
      parts: [
        { headers: [['Content-Type', 'text/plain']], body: Uint8Array.of(0x68, 0x69), transferEncoding: 'base64' },
        { headers: [], body: Uint8Array.of(0xff, 0x00), transferEncoding: 'binary' },
      ],
    },
  ],
};

const nestedOnTheWire = [
  '--outer',
  'Content-Type: text/xml',
  'Content-ID: <envelope>',
  '',
  '<a>\xc3\xa9</a>',
  '--outer',
  'Content-Type: multipart/mixed; boundary="the inner"',
  'Content-ID: <content>',
  '',
  '--the inner',
  'Content-Type: text/plain',
  'Content-Transfer-Encoding: base64',
  '',
  'aGk=',
  '--the inner',
  'Content-Transfer-Encoding: binary',
  '',
  '\xff\0',
  '--the inner--',
  '--outer--',
  '',
].join('\r\n');

describe('a body', () => {
  test('is laid out as RFC 2046 describes, nested parts too', async () => {
    const written = writeMultipart(nested);
    expect(await textOf(written)).toBe(nestedOnTheWire);
    expect(written.contentType).toBe('multipart/related; type="text/xml"; start="<envelope>"; boundary=outer');
    expect(written.contentLength).toBe(nestedOnTheWire.length);
  });

  test('is the same without waiting, if all of it is held in memory', () => {
    const { heldBody } = writeMultipart(nested);
    expect(Buffer.concat([...(heldBody ?? [])]).toString('latin1')).toBe(nestedOnTheWire);
    expect(writeMultipart(multipartOf({ headers: [], body: streamOf('a') })).heldBody).toBeUndefined();
  });

  test('can be iterated again', async () => {
    const written = writeMultipart(nested);
    expect(await textOf(written)).toBe(await textOf(written));
    expect([...(written.heldBody ?? [])]).toEqual([...(written.heldBody ?? [])]);
  });

  test('holds content by reference', async () => {
    const content = new Uint8Array(100_000);
    const { body, heldBody } = writeMultipart(multipartOf({ headers: [], body: content }));
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    expect(chunks.some((chunk) => chunk === content)).toBe(true);
    expect([...(heldBody ?? [])].some((chunk) => chunk === content)).toBe(true);
  });

  test('has no empty chunks, whatever the sources yield', async () => {
    const { body } = writeMultipart(
      multipartOf({ headers: [], body: streamOf('', 'a', ''), transferEncoding: 'base64' }),
    );
    for await (const chunk of body) expect(chunk.length).toBeGreaterThan(0);
    const { heldBody = [] } = writeMultipart(multipartOf({ headers: [], body: '' }));
    for (const chunk of heldBody) expect(chunk.length).toBeGreaterThan(0);
  });
});

describe('the length of a body', () => {
  const sizes = [0, 1, 2, 3, 56, 57, 58, 114, 115, 1000, 60_000];

  test.each(sizes)('is known before the first byte of %i goes out', async (size) => {
    const content = Buffer.alloc(size, 'x');
    const sources: OutgoingLeaf['body'][] = [content, content.toString(), new Blob([content])];
    for (const transferEncoding of [undefined, 'binary', 'base64'] as const) {
      for (const body of sources) {
        const written = writeMultipart(multipartOf({ headers: [], body, transferEncoding }));
        expect((await bytesOf(written.body)).length).toBe(written.contentLength);
      }
      const declared = { headers: [], body: streamOf(content.toString()), size, transferEncoding };
      const written = writeMultipart(multipartOf(declared));
      expect((await bytesOf(written.body)).length).toBe(written.contentLength);
    }
  });

  test('is unknown if that of one source is', () => {
    for (const transferEncoding of [undefined, 'base64'] as const) {
      const leaf = { headers: [], body: streamOf('a'), transferEncoding };
      expect(writeMultipart(multipartOf(leaf)).contentLength).toBeUndefined();
    }
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('is refused if it is declared to be %d', (size) => {
    const expected = expect.objectContaining({ code: 'size-mismatch' });
    expect(() => writeMultipart(multipartOf({ headers: [], body: streamOf('a'), size }))).toThrow(expected);
    const sized = { size, stream: () => streamOf('a') };
    expect(() => writeMultipart(multipartOf({ headers: [], body: sized }))).toThrow(expected);
  });

  test('is refused if bytes held in memory are not that long', () => {
    const expected = expect.objectContaining({ code: 'size-mismatch' });
    expect(() => writeMultipart(multipartOf({ headers: [], body: 'abc', size: 2 }))).toThrow(expected);
    expect(() => writeMultipart(multipartOf({ headers: [], body: 'abc', size: 2 }))).toThrow('2 bytes long, but is 3');
    expect(() => writeMultipart(multipartOf({ headers: [], body: 'abc', size: 3 }))).not.toThrow();
  });
});

describe('a source', () => {
  test('that gives more than it was declared to have fails before an excess byte leaves', async () => {
    const { body, contentLength } = writeMultipart(multipartOf({ headers: [], body: streamOf('ab', 'cd'), size: 3 }));
    let sent = '';
    const reading = (async () => {
      for await (const chunk of body) sent += Buffer.from(chunk).toString();
    })();
    await expect(reading).rejects.toThrow(expect.objectContaining({ code: 'size-mismatch' }));
    expect(sent.endsWith('ab')).toBe(true);
    expect(sent.length).toBeLessThan(contentLength ?? 0);
  });

  test('that gives less than it was declared to have fails at its end', async () => {
    const { body } = writeMultipart(multipartOf({ headers: [], body: { size: 3, stream: () => streamOf('ab') } }));
    await expect(bytesOf(body)).rejects.toThrow(expect.objectContaining({ code: 'size-mismatch' }));
  });

  test('that can be read only once does not seem empty the second time', async () => {
    const { body } = writeMultipart(multipartOf({ headers: [], body: streamOf('ab') }));
    await bytesOf(body);
    await expect(bytesOf(body)).rejects.toThrow(expect.objectContaining({ code: 'size-mismatch' }));
  });

  test('that can be read only once does not seem empty to whoever began to read before it ended', async () => {
    const { body } = writeMultipart(multipartOf({ headers: [], body: streamOf('ab') }));
    const late = body[Symbol.asyncIterator]();
    await late.next();
    await bytesOf(body);
    await expect(late.next()).rejects.toThrow(expect.objectContaining({ code: 'size-mismatch' }));
  });

  test('that fails passes its error on unchanged', async () => {
    const failure = new Error('disk on fire');
    const failing = {
      size: 10,
      async *stream(): AsyncGenerator<Uint8Array> {
        yield Buffer.from('ab');
        throw failure;
      },
    };
    const { body } = writeMultipart(multipartOf({ headers: [], body: failing }));
    await expect(bytesOf(body)).rejects.toBe(failure);
  });

  test('that yields something other than bytes is an error', async () => {
    const { body } = writeMultipart(multipartOf({ headers: [], body: Readable.from(['text']) }));
    await expect(bytesOf(body)).rejects.toThrow(expect.objectContaining({ code: 'invalid-chunk' }));
  });

  test('is not read before its part is, and no further than the body is', async () => {
    let pulled = 0;
    async function* counting(): AsyncGenerator<Uint8Array> {
      for (;;) {
        pulled += 1;
        yield Buffer.from('ab');
      }
    }
    const { body } = writeMultipart(multipartOf({ headers: [], body: counting() }));
    const iterator = body[Symbol.asyncIterator]();
    await iterator.next();
    expect(pulled).toBe(0);
    await iterator.next();
    await iterator.next();
    expect(pulled).toBe(2);
  });

  test.each([undefined, 'base64'] as const)('is released when the body is abandoned (%s)', async (transferEncoding) => {
    let isReleased = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(1000);
      } finally {
        isReleased = true;
      }
    }
    const { body } = writeMultipart(multipartOf({ headers: [], body: endless(), transferEncoding }));
    let chunks = 0;
    for await (const _ of body) {
      chunks += 1;
      if (chunks === 5) break;
    }
    expect(isReleased).toBe(true);
  });
});

describe('chunks that are asked for all at once', () => {
  test.each([undefined, 'base64'] as const)('come in the order in which they were asked for (%s)', async (encoding) => {
    const pieces = ['', 'a'.repeat(100), '', '', 'b', 'c'.repeat(57), ''];
    const written = (body: OutgoingLeaf['body']) =>
      writeMultipart(multipartOf({ headers: [], body, transferEncoding: encoding }, 'b')).body;
    const iterator = written(streamOf(...pieces))[Symbol.asyncIterator]();
    const answers = await Promise.all(Array.from({ length: 20 }, () => iterator.next()));
    const chunks = answers.filter(({ done }) => done !== true).map(({ value }): Uint8Array => value);
    expect(Buffer.concat(chunks)).toEqual(await bytesOf(written(pieces.join(''))));
    expect(answers.findIndex(({ done }) => done === true)).toBe(chunks.length);
  });

  test('are over once one of them has failed, and the source has been let go by then', async () => {
    let isReleased = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('ab');
      } finally {
        isReleased = true;
      }
    }
    const { body } = writeMultipart(multipartOf({ headers: [], body: endless(), size: 3 }));
    const iterator = body[Symbol.asyncIterator]();
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => iterator.next()));
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(isReleased).toBe(true);
  });

  test('are answered before the body is abandoned, and not after', async () => {
    const { body } = writeMultipart(multipartOf({ headers: [], body: streamOf('ab', 'cd') }));
    const iterator = body[Symbol.asyncIterator]();
    const [head, content, left, after] = await Promise.all([
      iterator.next(),
      iterator.next(),
      iterator.return?.(),
      iterator.next(),
    ]);
    expect(head.done).not.toBe(true);
    expect(Buffer.from(content.value).toString()).toBe('ab');
    expect(left?.done).toBe(true);
    expect(after.done).toBe(true);
  });
});

describe('a boundary', () => {
  test('is random from the first on', async () => {
    vi.resetModules();
    const { Boundaries } = await import('../src/boundary.ts');
    expect(new Set(new Boundaries([]).choose(undefined).slice('mm7_'.length)).size).toBeGreaterThan(5);
  });

  test('is random and needs no quotes', () => {
    const types = Array.from({ length: 100 }, () => writeMultipart(multipartOf({ headers: [], body: '' })).contentType);
    expect(new Set(types).size).toBe(100);
    for (const type of types) {
      const { parameters, deviations } = parseContentType(type);
      expect(parameters.get('boundary')).toMatch(/^[\w-]{30,70}$/);
      expect(deviations).toEqual([]);
    }
  });

  test('that is given must not occur in content', () => {
    const expected = expect.objectContaining({ code: 'boundary-in-content' });
    const content = 'text\r\n--b\r\nmore';
    expect(() => writeMultipart(multipartOf({ headers: [], body: content }, 'b'))).toThrow(expected);
    expect(() => writeMultipart(multipartOf({ headers: [], body: Buffer.from(content) }, 'b'))).toThrow(expected);
    const inner = multipartOf({ headers: [], body: content });
    expect(() => writeMultipart({ headers: [], subtype: 'mixed', boundary: 'b', parts: [inner] })).toThrow(expected);
  });

  test('that is given may occur where base64 hides it', () => {
    const leaf = { headers: [], body: '--b', transferEncoding: 'base64' } as const;
    expect(() => writeMultipart(multipartOf(leaf, 'b'))).not.toThrow();
  });

  test('that is given must not begin like that of another multipart', () => {
    const inner = multipartOf({ headers: [], body: '' }, 'boundary2');
    const outer: OutgoingMultipart = { headers: [], subtype: 'mixed', boundary: 'boundary', parts: [inner] };
    expect(() => writeMultipart(outer)).toThrow(expect.objectContaining({ code: 'boundary-in-content' }));
    const longer = { ...outer, boundary: 'boundary22' };
    expect(() => writeMultipart(longer)).toThrow(expect.objectContaining({ code: 'boundary-in-content' }));
  });

  test('that is given may have seventy characters', () => {
    const boundary = 'x'.repeat(70);
    expect(writeMultipart(multipartOf({ headers: [], body: '' }, boundary)).contentType).toContain(boundary);
  });

  test.each([
    { boundary: '', code: 'missing-boundary' },
    { boundary: 'x'.repeat(71), code: 'boundary-too-long' },
    { boundary: 'a\r\nb', code: 'invalid-boundary' },
    { boundary: 'a"b', code: 'invalid-boundary' },
    { boundary: 'a ', code: 'invalid-boundary' },
    { boundary: 'é', code: 'invalid-boundary' },
  ])('that is given must be one: $boundary', ({ boundary, code }) => {
    expect(() => writeMultipart(multipartOf({ headers: [], body: '' }, boundary))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('a header that could carry something else along', () => {
  const bad: readonly (readonly [string, string])[] = [
    ['Content-ID', '<a>\r\nX-Injected: 1'],
    ['Content-ID', '<a>\n'],
    ['Content-ID', '<a>\r'],
    ['Content-ID', '<a\0>'],
    ['Content-ID', '<é>'],
    ['Content-ID', '<\x7f>'],
    ['X-A: 1\r\nX-B', '2'],
    ['X A', '1'],
    ['', '1'],
  ];

  test('is not one of printable characters, spaces and tabs', () => {
    const leaf = { headers: [['Content-Description', 'a\t~ b']], body: '' } as const;
    expect(() => writeMultipart(multipartOf(leaf))).not.toThrow();
  });

  test.each(bad)('is refused: %j: %j', (name, value) => {
    const expected = expect.objectContaining({ code: 'invalid-header-value' });
    const leaf = { headers: [[name, value]], body: '' } as const;
    expect(() => writeMultipart(multipartOf(leaf))).toThrow(expected);
    const inner = { headers: [[name, value]], subtype: 'mixed', parts: [] } as const;
    expect(() => writeMultipart({ headers: [], subtype: 'mixed', parts: [inner] })).toThrow(expected);
  });

  test('is refused in a parameter', () => {
    const multipart = { headers: [], subtype: 'related', parameters: [['start', '<a>\r\nX: 1']], parts: [] } as const;
    expect(() => writeMultipart(multipart)).toThrow(expect.objectContaining({ code: 'invalid-header-value' }));
  });

  test('is refused if it contradicts what is written anyway', () => {
    const expected = expect.objectContaining({ code: 'invalid-header-value' });
    const leaf = { headers: [['content-transfer-encoding', 'base64']], body: '' } as const;
    expect(() => writeMultipart(multipartOf(leaf))).toThrow(expected);
    const inner = { headers: [['Content-type', 'multipart/mixed']], subtype: 'mixed', parts: [] } as const;
    expect(() => writeMultipart({ headers: [], subtype: 'mixed', parts: [inner] })).toThrow(expected);
  });
});

test('any bytes that are written stand in the body as they are', async () => {
  const leaves = fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(leaves, async (contents) => {
      const parts = contents.map((body) => ({ headers: [], body }));
      const written = writeMultipart({ headers: [], subtype: 'mixed', parts });
      const boundary = parseContentType(written.contentType).parameters.get('boundary');
      const text = await textOf(written);
      const pieces = `\r\n${text}`.split(`\r\n--${boundary}`);
      expect(pieces.slice(1, -1)).toEqual(contents.map((body) => `\r\n\r\n${Buffer.from(body).toString('latin1')}`));
      expect([pieces[0], pieces.at(-1)]).toEqual(['', '--\r\n']);
    }),
  );
});
