import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { describe, expect, test } from 'vitest';
import {
  type LeafEvent,
  type MultipartReadOptions,
  type MultipartWarning,
  multipartEvents,
  type Part,
  splitMultipart,
} from '../src/index.ts';
import { byteByByte, latin1 } from './recording.ts';

const contentType = 'multipart/mixed; boundary=b';

/** A source that counts what is pulled from it and notes when it is released. */
class Source implements AsyncIterableIterator<Uint8Array> {
  pulled = 0;
  isReleased = false;
  readonly #texts: readonly string[];

  constructor(...texts: string[]) {
    this.#texts = texts;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array, undefined>> {
    const text = this.#texts[this.pulled];
    this.pulled += 1;
    return text === undefined ? { done: true, value: undefined } : { done: false, value: latin1(text) };
  }

  async return(): Promise<IteratorResult<Uint8Array, undefined>> {
    this.isReleased = true;
    return { done: true, value: undefined };
  }
}

const twoParts = (): Source =>
  new Source('--b\r\nContent-ID: <1>\r\n\r\none', ' more\r\n--b\r\nContent-ID: <2>\r\n\r\n', 'two', '\r\n--b--\r\n');

async function textsOf(parts: AsyncIterable<Part>): Promise<string[]> {
  const texts: string[] = [];
  for await (const part of parts) texts.push(await part.text());
  return texts;
}

async function second(parts: AsyncIterator<Part>): Promise<Part> {
  await parts.next();
  const { value } = await parts.next();
  if (value === undefined) throw new Error('there is no second part');
  return value;
}

const alreadyRead = expect.objectContaining({ code: 'part-already-read' });

describe('reading part by part', () => {
  test.each([
    { name: 'Uint8Array', memory: () => new Uint8Array(8) },
    { name: 'Buffer', memory: () => Buffer.alloc(8) },
  ])('collects content rightly from a source that uses one $name for all its chunks', async ({ memory }) => {
    const body = latin1('--b\r\n\r\nfirst, second, third\r\n--b--\r\n');
    async function* source(): AsyncGenerator<Uint8Array> {
      const buffer = memory();
      for (let at = 0; at < body.length; at += buffer.length) {
        const chunk = body.subarray(at, at + buffer.length);
        buffer.set(chunk);
        yield buffer.subarray(0, chunk.length);
      }
    }
    expect(await textsOf(splitMultipart(source(), contentType))).toEqual(['first, second, third']);
  });

  test('a part has no property for what its headers do not say', async () => {
    const names = ['contentId', 'contentLocation', 'fileName'];
    const fields = 'Content-ID: <1>\r\nContent-Location: a.jpg\r\nContent-Disposition: inline; filename=b.jpg';
    const found: string[][] = [];
    for await (const part of splitMultipart(latin1(`--b\r\n\r\n\r\n--b\r\n${fields}\r\n\r\n\r\n--b--`), contentType)) {
      found.push(names.filter((name) => name in part));
      if (part.path === '2')
        expect(part).toMatchObject({ contentId: '1', contentLocation: 'a.jpg', fileName: 'b.jpg' });
    }
    expect(found).toEqual([[], names]);
  });

  test('the content of each part can be read as bytes, as text, or piece by piece', async () => {
    const seen: unknown[] = [];
    const source = new Source('--b\r\n\r\none\r\n--b\r\n\r\ntw', 'o\r\n--b\r\n\r\nthr', 'ee\r\n--b--');
    for await (const part of splitMultipart(source, contentType)) {
      if (part.path === '1') seen.push(Buffer.from(await part.bytes()).toString());
      else if (part.path === '2') seen.push(await part.text());
      else for await (const piece of part) seen.push(Buffer.from(piece).toString());
    }
    expect(seen).toEqual(['one', 'two', 'thr', 'ee']);
  });

  test('a body in memory, a Node stream, a web stream and single bytes give the same parts', async () => {
    const body = latin1('--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--');
    const web = (): ReadableStream<Uint8Array> => {
      const chunks = byteByByte(body);
      return new ReadableStream({
        pull: (controller) => {
          const chunk = chunks.shift();
          if (chunk === undefined) controller.close();
          else controller.enqueue(chunk);
        },
      });
    };
    const stream = web();
    const notIterable = { getReader: () => stream.getReader() };
    for (const source of [body, Readable.from(byteByByte(body)), web(), notIterable]) {
      expect(await textsOf(splitMultipart(source, contentType))).toEqual(['one', 'two']);
    }
  });

  test('text is decoded as its charset says, else as UTF-8, else as the fallback', async () => {
    const body = latin1(
      '--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n\xe9\r\n--b\r\n\r\n\xc3\xa9\r\n--b\r\n\r\n\xe9\r\n--b--',
    );
    const texts: string[] = [];
    for await (const part of splitMultipart(body, contentType)) texts.push(await part.text('windows-1252'));
    expect(texts).toEqual(['é', 'é', 'é']);
  });

  test('a part without content has empty bytes', async () => {
    const body = latin1('--b\r\n\r\n\r\n--b--');
    for await (const part of splitMultipart(body, contentType)) expect(await part.bytes()).toHaveLength(0);
  });

  test('going on to the next part skips what is left of this one', async () => {
    const ids: unknown[] = [];
    for await (const part of splitMultipart(twoParts(), contentType)) ids.push(part.contentId);
    expect(ids).toEqual(['1', '2']);

    const parts = splitMultipart(twoParts(), contentType);
    const pieces: string[] = [];
    for await (const part of parts) {
      for await (const piece of part) {
        pieces.push(Buffer.from(piece).toString());
        break;
      }
    }
    expect(pieces).toEqual(['one', 'two']);
  });

  test('bodies read without waiting for them inside the loop come out whole', async () => {
    const texts: Promise<string>[] = [];
    for await (const part of splitMultipart(twoParts(), contentType)) texts.push(part.text());
    expect(await Promise.all(texts)).toEqual(['one more', 'two']);
  });

  test('several calls for the next part at once are served in turn', async () => {
    const parts = splitMultipart(twoParts(), contentType);
    const results = await Promise.all([parts.next(), parts.next(), parts.next()]);
    expect(results.map(({ value }) => value?.path)).toEqual(['1', '2', undefined]);
  });

  test('several calls for the next piece at once are served in turn, and all after the last are told that it was', async () => {
    const parts = splitMultipart(twoParts(), contentType);
    const { value: part } = await parts.next();
    const pieces = part?.[Symbol.asyncIterator]();
    const results = await Promise.all([pieces?.next(), pieces?.next(), pieces?.next(), pieces?.next()]);
    expect(results.map((result) => result?.value?.length)).toEqual([3, 5, undefined, undefined]);
    expect(await pieces?.next()).toEqual({ done: true, value: undefined });
    expect((await parts.next()).value?.path).toBe('2');
  });

  test('content whose iteration was left has no more pieces', async () => {
    const part = await second(splitMultipart(twoParts(), contentType));
    const pieces = part[Symbol.asyncIterator]();
    expect(await pieces.return?.()).toEqual({ done: true, value: undefined });
    expect(await pieces.next()).toEqual({ done: true, value: undefined });
  });

  test('content is read once: a second reading is an error, not an empty part', async () => {
    for await (const part of splitMultipart(twoParts(), contentType)) {
      await part.bytes();
      await expect(part.bytes()).rejects.toThrow(alreadyRead);
      await expect(part.text()).rejects.toThrow(alreadyRead);
      expect(() => part[Symbol.asyncIterator]()).toThrow(alreadyRead);
    }
  });

  test('a part that was passed over cannot be read any more', async () => {
    const passed: Part[] = [];
    for await (const part of splitMultipart(twoParts(), contentType)) passed.push(part);
    for (const part of passed) {
      await expect(part.bytes()).rejects.toMatchObject({
        code: 'part-already-read',
        part: part.path,
        offset: part.offset,
      });
    }
  });

  test('a part that is being read piece by piece when the loop goes on fails instead of ending early', async () => {
    const parts = splitMultipart(twoParts(), contentType);
    const { value: first } = await parts.next();
    const pieces = first?.[Symbol.asyncIterator]();
    await pieces?.next();
    await parts.next();
    await expect(pieces?.next()).rejects.toThrow(alreadyRead);
    await expect(pieces?.next()).rejects.toThrow(alreadyRead);
  });

  test('content of the next part, though it is there already, is not given to whoever still reads the part before', async () => {
    const body = latin1('--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--');
    const parts = splitMultipart(body, contentType);
    const { value: first } = await parts.next();
    const pieces = first?.[Symbol.asyncIterator]();
    const { value: next } = await parts.next();
    await expect(pieces?.next()).rejects.toThrow(alreadyRead);
    expect(await next?.text()).toBe('two');

    const again = splitMultipart(body, contentType);
    const { value: passed } = await again.next();
    const { value: current } = await again.next();
    await expect(passed?.bytes()).rejects.toThrow(alreadyRead);
    expect(await current?.text()).toBe('two');
  });

  test('a call for a piece that is there already waits until those before it have been served', async () => {
    // The second chunk holds two pieces: what ended the first was no delimiter.
    const source = new Source('--b\r\n\r\none\r\n-', '-x', 'three\r\n--b--');
    const { value: part } = await splitMultipart(source, contentType).next();
    const pieces = part?.[Symbol.asyncIterator]();
    const order: string[] = [];
    const read = async (name: string): Promise<void> => {
      const result = await pieces?.next();
      order.push(`${name} ${result?.value === undefined ? 'end' : Buffer.from(result.value).toString('latin1')}`);
    };
    await read('first');
    const second = read('second').then(() => read('fourth'));
    await Promise.all([second, read('third')]);
    expect(order).toEqual(['first one', 'second \r\n-', 'third -x', 'fourth three']);
  });

  test('text that is in no encoding at all is an error', async () => {
    const { value: part } = await splitMultipart(latin1('--b\r\n\r\n\xe9\r\n--b--'), contentType).next();
    await expect(part?.text()).rejects.toMatchObject({ code: 'undecodable-bytes' });
  });

  test('a part whose next piece is waited for when the loop is left fails instead of ending early', async () => {
    const parts = splitMultipart(twoParts(), contentType);
    const { value: part } = await parts.next();
    const reading = part?.bytes();
    const leaving = parts.return?.();
    await expect(reading).rejects.toThrow(alreadyRead);
    expect(await leaving).toEqual({ done: true, value: undefined });
    expect(await parts.next()).toEqual({ done: true, value: undefined });
  });

  test('a part that is being read when the loop is left fails instead of ending early', async () => {
    const parts = splitMultipart(twoParts(), contentType);
    const part = await second(parts);
    expect(await parts.return?.()).toEqual({ done: true, value: undefined });
    await expect(part.bytes()).rejects.toThrow(alreadyRead);
  });
});

describe('the source', () => {
  test('is not touched before the first part is asked for', async () => {
    const source = twoParts();
    splitMultipart(source, contentType);
    await Promise.resolve();
    expect(source.pulled).toBe(0);
  });

  test('is pulled only when what it gave has been taken', async () => {
    const source = twoParts();
    const events = multipartEvents(source, contentType);
    const pulls: unknown[] = [];
    for await (const event of events) pulls.push([event.type, source.pulled]);
    expect(pulls).toEqual([
      ['start', 1],
      ['data', 1],
      ['data', 2],
      ['end', 2],
      ['start', 2],
      ['data', 3],
      ['end', 4],
    ]);
  });

  test('is released when the loop over the parts is left', async () => {
    const source = twoParts();
    for await (const part of splitMultipart(source, contentType)) {
      expect(part.path).toBe('1');
      break;
    }
    expect(source.isReleased).toBe(true);
    expect(source.pulled).toBe(1);
  });

  test('is released when an error is met in it', async () => {
    const source = twoParts();
    const limits = { parts: 1 };
    await expect(textsOf(splitMultipart(source, contentType, { limits }))).rejects.toThrow(
      expect.objectContaining({ code: 'too-many-parts' }),
    );
    expect(source.isReleased).toBe(true);
  });

  test('is cancelled if it is a web stream that cannot be iterated', async () => {
    let reason: unknown = 'not cancelled';
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(latin1('--b\r\n\r\none')),
      cancel: (given) => {
        reason = given;
      },
    });
    const source = { getReader: () => stream.getReader() };
    for await (const part of splitMultipart(source, contentType)) {
      expect(part.path).toBe('1');
      break;
    }
    expect(reason).toBeUndefined();
    expect(stream.locked).toBe(false);
  });

  test('may be a web stream that gives nothing now and then', async () => {
    const reads = [{ done: false }, { done: false, value: latin1('--b\r\n\r\none\r\n--b--') }, { done: true }];
    const reader = {
      read: async () => reads.shift() ?? { done: true },
      cancel: async () => undefined,
      releaseLock: () => undefined,
    };
    expect(await textsOf(splitMultipart({ getReader: () => reader }, contentType))).toEqual(['one']);
  });

  test('has its own errors passed on unchanged, to the part and to the loop', async () => {
    const failure = new Error('connection reset');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield latin1('--b\r\n\r\none');
      throw failure;
    }
    const parts = splitMultipart(failing(), contentType);
    const { value: part } = await parts.next();
    await expect(part?.text()).rejects.toBe(failure);
    await expect(parts.next()).rejects.toBe(failure);
    await expect(parts.next()).rejects.toBe(failure);
  });

  test('has its own errors passed on unchanged if it is a web stream, which is let go and not cancelled', async () => {
    const failure = new Error('connection reset');
    let isCancelled = false;
    let pulls = 0;
    const stream = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => {
          pulls += 1;
          if (pulls > 1) throw failure;
          controller.enqueue(latin1('--b\r\n\r\none'));
        },
        cancel: () => {
          isCancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const source = { getReader: () => stream.getReader() };
    await expect(textsOf(splitMultipart(source, contentType))).rejects.toBe(failure);
    expect(isCancelled).toBe(false);
    expect(stream.locked).toBe(false);
  });
});

describe('warnings and errors while reading', () => {
  async function eventsOf(chunks: string[], options: MultipartReadOptions): Promise<(LeafEvent['type'] | unknown)[]> {
    const seen: unknown[] = [];
    try {
      for await (const { type } of multipartEvents(new Source(...chunks), contentType, options)) seen.push(type);
    } catch (error) {
      seen.push(error);
    }
    return seen;
  }

  test('what stands before an error is given out first, however the body was cut', async () => {
    const error = expect.objectContaining({ code: 'truncated-body', part: '2' });
    expect(await eventsOf(['--b\r\n\r\none\r\n--b\r\nA'], {})).toEqual(['start', 'data', 'end', error]);
    expect(await eventsOf(['--b\r\n\r\n', 'one', '\r\n--b\r\n', 'A'], {})).toEqual(['start', 'data', 'end', error]);
  });

  test('deviations are told as they are met', async () => {
    const warnings: MultipartWarning[] = [];
    await eventsOf(['--b\n\none'], { onWarning: (warning) => warnings.push(warning) });
    expect(warnings.map(({ code, path, offset }) => ({ code, path, offset }))).toEqual([
      { code: 'lf-line-endings', path: undefined, offset: 0 },
      { code: 'missing-closing-delimiter', path: undefined, offset: 8 },
    ]);
  });

  test('a body that ends early is truncated if it was said to be longer, else it lacks its closing delimiter', async () => {
    const truncated = expect.objectContaining({ code: 'truncated-body', offset: 10 });
    expect(await eventsOf(['--b\r\n\r\none'], { contentLength: 11 })).toEqual(['start', 'data', truncated]);
    expect(await eventsOf(['--b\r\n\r\none'], { contentLength: 10 })).toEqual(['start', 'data', 'end']);
    expect(await eventsOf(['--b\r\n\r\none'], {})).toEqual(['start', 'data', 'end']);
    expect(await eventsOf(['--b\r\n\r\none\r\n--b--'], { contentLength: 99 })).toEqual(['start', 'data', 'end']);
  });

  test('a missing boundary is an error before anything is pulled', async () => {
    const source = twoParts();
    await expect(textsOf(splitMultipart(source, 'multipart/mixed'))).rejects.toThrow(
      expect.objectContaining({ code: 'missing-boundary' }),
    );
    expect(source.pulled).toBe(0);
  });
});
