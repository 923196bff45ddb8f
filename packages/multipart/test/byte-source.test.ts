import { once } from 'node:events';
import { createServer, type RequestListener, request } from 'node:http';
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunksOf } from '../src/index.ts';

const failure = new Error('the connection was reset');

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A stream that gives nothing by itself. */
function idle(): Readable {
  return new Readable({ read() {} });
}

/** A stream of which so many chunks have been taken. The first two come in another way than the later ones. */
async function begun(taken: number): Promise<{ stream: Readable; chunks: ReturnType<typeof chunksOf> }> {
  const stream = idle();
  const chunks = chunksOf(stream);
  for (let count = 0; count < taken; count += 1) {
    stream.push('taken');
    await chunks.next();
  }
  return { stream, chunks };
}

/** What a source gives before it ends or fails. */
async function outcomeOf(source: AsyncIterable<Uint8Array>): Promise<{ text: string; error?: unknown }> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of source) text += decoder.decode(chunk, { stream: true });
    return { text };
  } catch (error) {
    return { text, error };
  }
}

/** The status of the answer to a request that sends fifty chunks, and no end. */
async function statusOf(listener: RequestListener): Promise<number | undefined> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const sent = request({ host: '127.0.0.1', port: address.port, method: 'POST' });
  const answer = once(sent, 'response');
  sent.on('error', () => undefined);
  for (let count = 0; count < 50; count += 1) sent.write(new Uint8Array(64 * 1024));
  try {
    const [response] = await answer;
    return response.statusCode;
  } finally {
    sent.destroy();
    server.closeAllConnections();
    server.close();
  }
}

describe('the chunks of a Node stream', () => {
  /** The text of a chunk, or nothing for a turn of the event loop in which none comes. */
  const step = fc.option(fc.string({ minLength: 1, maxLength: 20, unit: 'binary-ascii' }), { nil: undefined });

  test('are those that its own iterator gives, with the same end', async () => {
    const streamOf = (steps: readonly (string | undefined)[], isCut: boolean): Readable =>
      Readable.from(
        (async function* () {
          for (const text of steps) {
            if (text === undefined) await new Promise(setImmediate);
            else yield bytes(text);
          }
          if (isCut) throw failure;
        })(),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(step), fc.boolean(), async (steps, isCut) => {
        expect(await outcomeOf(chunksOf(streamOf(steps, isCut)))).toEqual(await outcomeOf(streamOf(steps, isCut)));
      }),
    );
  });

  test('can be asked for before there are any, and come in the order in which they were asked for', async () => {
    const stream = idle();
    const chunks = chunksOf(stream);
    const sent = ['one', 'two', 'three', 'four'];
    // Twice, for the first chunks come in another way than the later ones.
    for (const end of ['last', null]) {
      const asked = [...sent, undefined].map(() => chunks.next());
      for (const text of sent) {
        stream.push(text);
        await new Promise(setImmediate);
      }
      stream.push(end);
      const texts = (await Promise.all(asked)).map(({ value }) => value?.toString());
      expect(texts).toEqual([...sent, end ?? undefined]);
    }
  });

  test('come from a stream that was paused, or that somebody else listens to', async () => {
    const sent = ['1', '2', '3', '4'].map(bytes);
    const paused = Readable.from(sent).pause();
    const heard = Readable.from(sent).on('readable', () => undefined);
    expect(await outcomeOf(chunksOf(paused))).toEqual({ text: '1234' });
    expect(await outcomeOf(chunksOf(heard))).toEqual({ text: '1234' });
  });

  test('are told to be over once its error has been told', async () => {
    const { stream, chunks } = await begun(3);
    stream.destroy(failure);
    await expect(chunks.next()).rejects.toBe(failure);
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
  });

  test('fail as its own iterator does when the stream is closed before its end', async () => {
    const closing = (): Readable => {
      const stream = new Readable({ objectMode: true, read() {} });
      for (const text of ['1', '2', '3', '4']) stream.push(bytes(text));
      setImmediate(() => stream.destroy());
      return stream;
    };
    const outcome = await outcomeOf(chunksOf(closing()));
    expect(outcome).toMatchObject({ text: '1234', error: { code: 'ERR_STREAM_PREMATURE_CLOSE' } });
    expect(outcome).toEqual(await outcomeOf(closing()));
  });

  test('are over when the stream has been given up', async () => {
    for (const taken of [1, 2, 3]) {
      const { stream, chunks } = await begun(taken);
      stream.push('more');
      await chunks.return();
      expect(stream.destroyed).toBe(true);
      expect(chunks.atHand()).toBeNull();
      expect(await chunks.next()).toEqual({ done: true, value: undefined });
      expect(await chunks.return()).toEqual({ done: true, value: undefined });
    }
  });

  test('leave no listener on a stream that is not destroyed at its end', async () => {
    const stream = Readable.from(['1', '2', '3', '4'].map(bytes), { autoDestroy: false });
    const before = stream.eventNames();
    expect(await outcomeOf(chunksOf(stream))).toEqual({ text: '1234' });
    expect(stream.eventNames()).toEqual(before);
  });

  test('can be left off in a request, which is answered all the same', async () => {
    const status = await statusOf(async (received, response) => {
      let count = 0;
      for await (const _chunk of chunksOf(received)) {
        count += 1;
        if (count === 4) break;
      }
      response.writeHead(413).end();
    });
    expect(status).toBe(413);
  });

  test('are left where they are, in a stream that can still be read, when they are given up before the first', async () => {
    const stream = Readable.from([bytes('all')]);
    await chunksOf(stream).return();
    expect(await outcomeOf(stream)).toEqual({ text: 'all' });
  });

  test('are at hand without waiting where the stream has them, once there have been two', async () => {
    const { stream, chunks } = await begun(2);
    expect(chunks.atHand()).toBeNull();
    stream.push('third');
    expect(chunks.atHand()?.toString()).toBe('third');
    expect(chunks.atHand()).toBeNull();
  });

  test('fail, and not the process, when somebody who listens to the stream throws', async () => {
    const { stream, chunks } = await begun(2);
    const waiting = chunks.next();
    stream.on('data', () => {
      throw failure;
    });
    stream.push('third');
    await expect(waiting).rejects.toBe(failure);
  });

  test('are not taken away from whoever waits for them already', async () => {
    const { stream, chunks } = await begun(2);
    const waiting = chunks.next();
    stream.push('third');
    expect(chunks.atHand()).toBeNull();
    const after = chunks.next();
    expect((await waiting).value?.toString()).toBe('third');
    stream.push('fourth');
    expect((await after).value?.toString()).toBe('fourth');
  });

  test('are not read ahead of whoever takes them, beyond what the stream itself holds', async () => {
    let given = 0;
    const stream = new Readable({
      highWaterMark: 100,
      read() {
        given += 1;
        this.push(new Uint8Array(100));
      },
    });
    const chunks = chunksOf(stream);
    await chunks.next();
    await new Promise(setImmediate);
    expect(given).toBe(2);
    for (let taken = 100; taken <= 5000; ) {
      const { value } = await chunks.next();
      taken += value?.length ?? 0;
      await new Promise(setImmediate);
      // A stream that somebody begins to listen to reads on by one chunk, once.
      expect(given * 100 - taken).toBeLessThanOrEqual(200);
    }
    await chunks.return();
    expect(stream.destroyed).toBe(true);
  });

  test('can be given up while one is waited for, the first or another, which destroys the stream', async () => {
    for (const taken of [0, 1, 2, 3]) {
      const { stream, chunks } = await begun(taken);
      const next = chunks.next().catch(() => undefined);
      chunks.abandon();
      expect(stream.destroyed).toBe(true);
      await next;
    }
  });
});

describe('the chunks of a web stream', () => {
  function streamOf(...texts: readonly string[]): ReadableStream<Uint8Array> {
    return new ReadableStream({
      start(controller) {
        for (const text of texts) controller.enqueue(bytes(text));
        controller.close();
      },
    });
  }

  test('are over at its end, however often they are asked for, and the stream is let go', async () => {
    const stream = streamOf('one', 'two');
    const chunks = chunksOf(stream);
    expect(await outcomeOf(chunks)).toEqual({ text: 'onetwo' });
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
    expect(await chunks.return()).toEqual({ done: true, value: undefined });
    expect(stream.locked).toBe(false);
  });

  test('are over when it is given up, and the stream is let go', async () => {
    for (const giveUp of ['return', 'abandon'] as const) {
      const stream = streamOf('one', 'two');
      const chunks = chunksOf(stream);
      await chunks.next();
      await chunks[giveUp]();
      expect(await chunks.next()).toEqual({ done: true, value: undefined });
      await new Promise(setImmediate);
      expect(stream.locked).toBe(false);
    }
  });
});

describe('what is no source', () => {
  test('is refused with a typed error', () => {
    for (const source of ['text', 5, null, undefined, {}, [bytes('one')]]) {
      expect(() => Reflect.apply(chunksOf, undefined, [source])).toThrow(
        expect.objectContaining({ name: 'MultipartError', code: 'invalid-chunk' }),
      );
    }
  });
});

describe('bytes in memory', () => {
  test('are one chunk, unless they are given up first', async () => {
    expect(await outcomeOf(chunksOf(bytes('all')))).toEqual({ text: 'all' });
    const given = chunksOf(bytes('all'));
    await given.return();
    expect(given.atHand()).toBeNull();
  });
});

describe('a generator that is given up while it is waited for', () => {
  test('ends when it goes on', async () => {
    let goOn = (): void => undefined;
    let hasEnded = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        yield bytes('late');
        yield bytes('later');
      } finally {
        hasEnded = true;
      }
    }
    const chunks = chunksOf(source());
    const next = chunks.next();
    chunks.abandon();
    goOn();
    await next;
    await new Promise(setImmediate);
    expect(hasEnded).toBe(true);
  });
});
