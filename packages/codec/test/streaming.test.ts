import { getEventListeners } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { decode } from '../src/index.ts';
import {
  bytesOf,
  ChunkStream,
  CountingSource,
  deliverEnvelope,
  errorOf,
  part,
  related,
  relatedType,
  rootPart,
  textFrom,
  withImage,
} from './fixtures.ts';

/** The envelope is complete with the second chunk; the attachments come in the third to the sixth. */
function source(): CountingSource {
  return new CountingSource([
    rootPart,
    lines('', '--b', 'Content-Type: image/jpeg', 'Content-ID: <content>', '', 'one'),
    'two',
    `three\r\n--b\r\n\r\nsecond`,
    ' part',
    '\r\n--b--\r\n',
  ]);
}

function lines(...text: readonly string[]): string {
  return text.join('\r\n');
}

describe('decode', () => {
  it('resolves with the chunk that completes the envelope, and pulls no other', async () => {
    const chunks = source();
    const { message } = await decode(relatedType, chunks);
    expect(message.operation).toBe('DeliverReq');
    expect(chunks).toMatchObject({ pulls: 2, releases: 0 });
  });

  it('pulls a chunk when the one before it has been consumed, and not earlier', async () => {
    const chunks = source();
    const { parts } = await decode(relatedType, chunks);
    const iterator = parts[Symbol.asyncIterator]();
    const { value: image } = await iterator.next();
    expect(chunks.pulls).toBe(2);
    const content = image[Symbol.asyncIterator]();
    expect(new TextDecoder().decode((await content.next()).value)).toBe('one');
    expect(chunks.pulls).toBe(2);
    expect(new TextDecoder().decode((await content.next()).value)).toBe('two');
    expect(chunks).toMatchObject({ pulls: 3, releases: 0 });
  });

  it('reads to the end without releasing what has ended', async () => {
    const chunks = source();
    const { parts } = await decode(relatedType, chunks);
    const texts: string[] = [];
    for await (const each of parts) texts.push(await textFrom(each));
    expect(texts).toEqual(['onetwothree', 'second part']);
    expect(chunks).toMatchObject({ pulls: 7, releases: 0 });
  });

  it('skips what a consumer leaves of a part when it goes on to the next', async () => {
    const { parts } = await decode(relatedType, source());
    const texts: string[] = [];
    for await (const each of parts) {
      if (each.contentType === 'image/jpeg') continue;
      texts.push(await each.text());
    }
    expect(texts).toEqual(['second part']);
  });

  it('releases the source once when the loop over the parts is left', async () => {
    const chunks = source();
    const { parts } = await decode(relatedType, chunks);
    for await (const each of parts) {
      expect(each.path).toBe('2');
      break;
    }
    expect(chunks).toMatchObject({ pulls: 2, releases: 1 });
  });

  it('releases the source once when an iterator of the parts is given up before its first step', async () => {
    const chunks = source();
    const { parts } = await decode(relatedType, chunks);
    await parts[Symbol.asyncIterator]().return?.();
    expect(chunks).toMatchObject({ pulls: 2, releases: 1 });
  });

  it('goes on with the next part when the loop over the content of one is left', async () => {
    const chunks = source();
    const { parts } = await decode(relatedType, chunks);
    const paths: string[] = [];
    for await (const each of parts) {
      paths.push(each.path);
      for await (const _chunk of each) break;
    }
    expect(paths).toEqual(['2', '3']);
    expect(chunks.releases).toBe(0);
  });

  it('releases the source once when the message is discarded, however often', async () => {
    const chunks = source();
    const { discard, parts } = await decode(relatedType, chunks);
    await discard();
    await discard();
    expect(chunks).toMatchObject({ pulls: 2, releases: 1 });
    expect((await errorOf(() => parts[Symbol.asyncIterator]().next())).code).toBe('aborted');
  });

  it('does not pass off a discarded part as complete', async () => {
    const { discard, parts } = await decode(relatedType, source());
    for await (const each of parts) {
      await discard();
      expect((await errorOf(() => each.bytes())).code).toBe('aborted');
      break;
    }
  });

  it('refuses a second iteration of the parts', async () => {
    const { parts } = await decode(relatedType, source());
    for await (const each of parts) await each.bytes();
    const error = await errorOf(async () => {
      for await (const each of parts) await each.bytes();
    });
    expect(error.code).toBe('already-iterated');
  });

  it('refuses to read a part twice, or after the loop went on', async () => {
    const { parts } = await decode(relatedType, source());
    const iterator = parts[Symbol.asyncIterator]();
    const { value: first } = await iterator.next();
    await first.bytes();
    expect((await errorOf(() => first.text())).code).toBe('part-already-read');
    expect((await errorOf(() => first[Symbol.asyncIterator]())).code).toBe('part-already-read');
    const { value: second } = await iterator.next();
    await iterator.next();
    expect((await errorOf(() => second.bytes())).code).toBe('part-already-read');
  });

  it('releases the source when the message is refused', async () => {
    const chunks = new CountingSource(['<a', '/>', 'more']);
    const { code } = await errorOf(() => decode('text/xml', chunks, { limits: { envelope: 3 } }));
    expect(code).toBe('envelope-too-large');
    expect(chunks).toMatchObject({ pulls: 2, releases: 1 });
  });

  it('releases the source when an option is refused', async () => {
    const chunks = source();
    const { code } = await errorOf(() => decode(relatedType, chunks, { limits: { parts: Number.NaN } }));
    expect(code).toBe('invalid-option');
    expect(chunks).toMatchObject({ pulls: 0, releases: 1 });
  });

  it('releases the source when a late part is refused, and goes on failing with the same error', async () => {
    const chunks = source();
    const { parts } = await decode(relatedType, chunks, { limits: { parts: 2 } });
    const iterator = parts[Symbol.asyncIterator]();
    await iterator.next();
    const error = await errorOf(() => iterator.next());
    expect(error).toMatchObject({ code: 'too-many-parts', statusCode: 2004, envelope: { transactionId: 'tx-1' } });
    expect(await errorOf(() => iterator.next())).toBe(error);
    expect(chunks.releases).toBe(1);
  });

  it('lets an error of the source pass unchanged, before and after the envelope', async () => {
    const failure = new Error('connection reset');
    async function* failing(...chunks: string[]): AsyncGenerator<Uint8Array> {
      for (const chunk of chunks) yield bytesOf(chunk);
      throw failure;
    }
    await expect(decode(relatedType, failing('--b\r\n'))).rejects.toBe(failure);
    const { parts } = await decode(relatedType, failing(`${rootPart}\r\n--b\r\n\r\nhalf a part`));
    const { value: half } = await parts[Symbol.asyncIterator]().next();
    await expect(half.bytes()).rejects.toBe(failure);
  });

  it('gives on a large chunk in pieces, so that undoing an encoding takes little memory', async () => {
    const encoded = Buffer.alloc(1_000_000, 7).toString('base64');
    const image = part(['Content-Transfer-Encoding: base64', 'Content-ID: <content>'], encoded);
    const { parts } = await decode(relatedType, bytesOf(related(rootPart, image)));
    let longest = 0;
    let size = 0;
    for await (const each of parts) {
      for await (const chunk of each) {
        longest = Math.max(longest, chunk.length);
        size += chunk.length;
      }
    }
    expect(size).toBe(1_000_000);
    expect(longest).toBeLessThanOrEqual(64 * 1024);
  });

  it('gives the content of parts as views of the chunks', async () => {
    const chunk = bytesOf(withImage);
    const { parts } = await decode(relatedType, chunk);
    for await (const each of parts) {
      for await (const view of each) expect(view.buffer).toBe(chunk.buffer);
    }
  });

  it('keeps parts that come before the envelope although the source reuses its memory', async () => {
    const body = related(part(['Content-ID: <content>'], 'early bytes'), rootPart);
    async function* reusing(): AsyncGenerator<Uint8Array> {
      const memory = new Uint8Array(1);
      for (const byte of bytesOf(body)) {
        memory[0] = byte;
        yield memory;
      }
    }
    const { parts } = await decode(relatedType, reusing());
    const texts: string[] = [];
    for await (const each of parts) texts.push(await each.text());
    expect(texts).toEqual(['early bytes']);
  });
});

describe('a Node stream', () => {
  const head = `${rootPart}\r\n--b\r\nContent-ID: <content>\r\n\r\n`;

  it('has its small chunks given on one by one, as they are', async () => {
    const chunks = [head, 'one', 'two', 'three', '\r\n--b--'].map(bytesOf);
    const { parts } = await decode(relatedType, new ChunkStream(chunks));
    const pieces: Uint8Array[] = [];
    for await (const each of parts) for await (const piece of each) pieces.push(piece);
    expect(pieces.map((piece) => new TextDecoder().decode(piece))).toEqual(['one', 'two', 'three']);
    expect(pieces.map(({ buffer }) => buffer)).toEqual(chunks.slice(1, 4).map(({ buffer }) => buffer));
  });

  it('has its errors passed on unchanged after the chunks that it gave before', async () => {
    const failure = new Error('connection reset');
    const stream = new ChunkStream([head, 'one', 'two'].map(bytesOf), (index) => {
      if (index === 3) stream.destroy(failure);
      return index === 3;
    });
    const { parts } = await decode(relatedType, stream);
    const { value: part } = await parts[Symbol.asyncIterator]().next();
    await expect(part.bytes()).rejects.toBe(failure);
  });

  it('that is destroyed while its chunks are read does not pass off what came for the whole', async () => {
    const stream = new ChunkStream([head, 'one', 'two', '\r\n--b--'].map(bytesOf));
    const { parts } = await decode(relatedType, stream);
    for await (const each of parts) {
      const content = each[Symbol.asyncIterator]();
      await content.next();
      stream.destroy();
      await expect(content.next()).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
      break;
    }
  });

  it('is released when a chunk that was at hand is refused, which goes on failing with the same error', async () => {
    const stream = new ChunkStream([head, 'one', '\r\n--b\r\n', '\r\ntwo\r\n--b--'].map(bytesOf));
    const { parts } = await decode(relatedType, stream, { limits: { parts: 2 } });
    const iterator = parts[Symbol.asyncIterator]();
    await iterator.next();
    const error = await errorOf(() => iterator.next());
    expect(error).toMatchObject({ code: 'too-many-parts', statusCode: 2004 });
    expect(await errorOf(() => iterator.next())).toBe(error);
    expect(stream.destroyed).toBe(true);
  });

  it('gives a chunk that has just come to the call that was waiting for it, and not to the next', async () => {
    const stream = new Readable({ read() {} });
    stream.push(bytesOf(`${head}one`));
    const { parts } = await decode(relatedType, stream);
    const { value: part } = await parts[Symbol.asyncIterator]().next();
    const content = part[Symbol.asyncIterator]();
    await content.next();
    const waiting = content.next();
    await new Promise((resolve) => setImmediate(resolve));
    stream.push(bytesOf('two'));
    const next = content.next();
    expect(new TextDecoder().decode((await waiting).value)).toBe('two');
    stream.push(bytesOf('three'));
    expect(new TextDecoder().decode((await next).value)).toBe('three');
  });

  it.each([
    ['text', 'two'],
    ['nothing', undefined],
  ])('that turns to %s is refused with a typed error', async (_, chunk) => {
    const stream = Readable.from([bytesOf(head), bytesOf('one'), chunk, bytesOf('\r\n--b--')]);
    const { parts } = await decode(relatedType, stream);
    const { value: part } = await parts[Symbol.asyncIterator]().next();
    expect((await errorOf(() => part.bytes())).code).toBe('invalid-option');
  });

  it('is read no further once the message is discarded, whatever it has at hand', async () => {
    const stream = new ChunkStream([head, 'one', 'two', '\r\n--b--'].map(bytesOf));
    const { parts, discard } = await decode(relatedType, stream);
    for await (const each of parts) {
      const content = each[Symbol.asyncIterator]();
      await content.next();
      await discard();
      expect((await errorOf(() => content.next())).code).toBe('aborted');
      break;
    }
    expect(stream.destroyed).toBe(true);
  });

  it('with an iterator of its own is read by that alone', async () => {
    class Shouting extends ChunkStream {
      override async *[Symbol.asyncIterator](): NodeJS.AsyncIterator<Uint8Array> {
        for (const chunk of [head, 'ONE', 'TWO', '\r\n--b--']) yield bytesOf(chunk);
      }
    }
    const { parts } = await decode(relatedType, new Shouting([head, 'one', 'two', '\r\n--b--'].map(bytesOf)));
    for await (const each of parts) expect(await each.text()).toBe('ONETWO');
  });
});

describe('an AbortSignal', () => {
  function stalled(chunk: string): Readable {
    const stream = new Readable({ read() {} });
    stream.push(bytesOf(chunk));
    return stream;
  }

  it('that was given before reading ends it at once', async () => {
    const chunks = source();
    const reason = new Error('too slow');
    const error = await errorOf(() => decode(relatedType, chunks, { signal: AbortSignal.abort(reason) }));
    expect(error).toMatchObject({ code: 'aborted', cause: reason });
    expect(chunks).toMatchObject({ pulls: 0, releases: 1 });
  });

  it('ends waiting for the envelope, and destroys a stalled Node stream', async () => {
    const controller = new AbortController();
    const stream = stalled('--b\r\n');
    const decoding = errorOf(() => decode(relatedType, stream, { signal: controller.signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect((await decoding).code).toBe('aborted');
    expect(stream.destroyed).toBe(true);
  });

  it('ends waiting for the rest of a part, and cancels a stalled web stream', async () => {
    const controller = new AbortController();
    let cancelled = 0;
    const stream = new ReadableStream<Uint8Array>({
      start: (streaming) => streaming.enqueue(bytesOf(`${rootPart}\r\n--b\r\n\r\nhalf`)),
      cancel: () => {
        cancelled += 1;
      },
    });
    const { parts } = await decode(relatedType, stream, { signal: controller.signal });
    for await (const each of parts) {
      const reading = errorOf(() => each.bytes());
      await new Promise((resolve) => setImmediate(resolve));
      controller.abort();
      expect((await reading).code).toBe('aborted');
      break;
    }
    expect(cancelled).toBe(1);
  });

  it('releases the source even while nobody reads', async () => {
    const controller = new AbortController();
    const chunks = source();
    const { parts } = await decode(relatedType, chunks, { signal: controller.signal });
    controller.abort();
    expect(chunks).toMatchObject({ pulls: 2, releases: 1 });
    expect((await errorOf(() => parts[Symbol.asyncIterator]().next())).code).toBe('aborted');
  });

  it('is no longer listened to when the message has been read', async () => {
    const { signal } = new AbortController();
    const { parts } = await decode(relatedType, source(), { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    for await (const each of parts) await each.bytes();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    await decode('text/xml', bytesOf(deliverEnvelope()), { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('a stalled stream is released by discarding the message, too', async () => {
    const stream = stalled(`${rootPart}\r\n--b\r\n\r\nhalf`);
    const { parts, discard } = await decode(relatedType, stream);
    for await (const each of parts) {
      const reading = errorOf(() => each.bytes());
      await new Promise((resolve) => setImmediate(resolve));
      await discard();
      expect((await reading).code).toBe('aborted');
      break;
    }
    expect(stream.destroyed).toBe(true);
  });
});
