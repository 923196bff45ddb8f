import { Readable } from 'node:stream';
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

async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of source) text += decoder.decode(chunk, { stream: true });
  return text;
}

/** What a source gives before it ends or fails, in pieces as they come. */
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

describe('the chunks of a Node stream', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('chunk'), text: fc.string({ minLength: 1, maxLength: 20, unit: 'binary-ascii' }) }),
    fc.record({ kind: fc.constant('turn') }),
  );

  test('are those that its own iterator gives, with the same end', async () => {
    const streamOf = (steps: readonly { kind: string; text?: string }[], isCut: boolean): Readable =>
      Readable.from(
        (async function* () {
          for (const { text } of steps) {
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
    const asked = [chunks.next(), chunks.next(), chunks.next()];
    stream.push('one');
    await asked[0];
    stream.push('two');
    stream.push(null);
    const texts = (await Promise.all(asked)).map(({ value }) => value?.toString());
    expect(texts).toEqual(['one', 'two', undefined]);
  });

  test('come from a stream that was paused, or that somebody else listens to', async () => {
    const paused = Readable.from([bytes('all')]).pause();
    const heard = Readable.from([bytes('all')]).on('readable', () => undefined);
    expect(await textOf(chunksOf(paused))).toBe('all');
    expect(await textOf(chunksOf(heard))).toBe('all');
  });

  test('are told to be over once its error has been told', async () => {
    const stream = idle();
    const chunks = chunksOf(stream);
    stream.destroy(failure);
    await expect(chunks.next()).rejects.toBe(failure);
    expect(await chunks.next()).toEqual({ done: true, value: undefined });
  });

  test('fail when the stream is closed before its end, like its own iterator', async () => {
    const stream = idle();
    const next = chunksOf(stream).next();
    stream.destroy();
    await expect(next).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
    await expect(chunksOf(stream).next()).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
  });

  test('are left where they are, in a stream that can still be read, when they are given up before the first', async () => {
    const stream = Readable.from([bytes('all')]);
    await chunksOf(stream).return();
    expect(await textOf(stream)).toBe('all');
  });

  test('are at hand without waiting where the stream has them', async () => {
    const stream = idle();
    const chunks = chunksOf(stream);
    expect(chunks.atHand()).toBeNull();
    stream.push('here');
    expect(chunks.atHand()?.toString()).toBe('here');
    expect(chunks.atHand()).toBeNull();
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
    await chunks.return();
    expect(stream.destroyed).toBe(true);
  });

  test('can be given up while one is waited for, which destroys the stream', async () => {
    const stream = idle();
    const chunks = chunksOf(stream);
    const next = chunks.next();
    chunks.abandon();
    expect(stream.destroyed).toBe(true);
    await expect(next).rejects.toMatchObject({ code: 'ERR_STREAM_PREMATURE_CLOSE' });
  });
});

describe('bytes in memory', () => {
  test('are one chunk, unless they are given up first', async () => {
    expect(await textOf(chunksOf(bytes('all')))).toBe('all');
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
