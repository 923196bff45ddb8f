import { Buffer } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { MultipartSplitter } from '../src/splitter.ts';

const encoder = new TextEncoder();

test('content is given out as views of the chunk it came in, wherever that lies in its memory', () => {
  const body = '--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--';
  const memory = Buffer.from(`before${body}between${body}`, 'latin1');
  const first = memory.subarray(6, 6 + body.length);
  const second = new Uint8Array(memory.buffer, first.byteOffset + body.length + 7, body.length);
  for (const chunk of [first, second]) {
    const views: Uint8Array[] = [];
    splitterTo((view) => views.push(view)).write(chunk);
    expect(views.map((view) => Buffer.from(view).toString())).toEqual(['one', 'two']);
    for (const view of views) expect(view.buffer).toBe(memory.buffer);
  }
});

test('views of content that was held until it was known to be no header are followed by views of the next chunk', () => {
  // An encoder gives memory of its own for each, which small Buffers share.
  const held = encoder.encode('--b\r\nno header\r');
  const rest = encoder.encode('\n--b\r\n\r\nmore\r\n--b--');
  const views: Uint8Array[] = [];
  const splitter = splitterTo((view) => views.push(view));
  splitter.write(held);
  splitter.write(rest);
  expect(views.map((view) => Buffer.from(view).toString())).toEqual(['no header', 'more']);
  expect(views[1]?.buffer).toBe(rest.buffer);
});

test.each([
  { when: 'it has been read', partData: () => undefined },
  {
    when: 'its handler has thrown',
    partData: () => {
      throw new Error('no more of this');
    },
  },
])('nothing keeps a chunk in memory once $when', async ({ partData }) => {
  const splitter = splitterTo(partData);
  const memory = memoryOfWrittenChunk(splitter);
  // Within the turn in which it was made, a WeakRef keeps what it refers to.
  await turn();
  collectGarbage();
  expect(memory.deref()).toBeUndefined();
  expect(splitter.finished).toBe(false);
});

function memoryOfWrittenChunk(splitter: MultipartSplitter): WeakRef<ArrayBufferLike> {
  const chunk = Buffer.alloc(1_000_000, 'x');
  chunk.write('--b\r\n\r\nfirst\r\n--b\r\n\r\n');
  try {
    splitter.write(chunk);
  } catch {
    // Whether it throws makes no difference here.
  }
  return new WeakRef(chunk.buffer);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this engine shows no garbage collector');
  collect();
}

function splitterTo(partData: (view: Uint8Array) => void): MultipartSplitter {
  return new MultipartSplitter('b', { partStart: () => undefined, partData, partEnd: () => undefined });
}
