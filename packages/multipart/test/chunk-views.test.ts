import { Buffer } from 'node:buffer';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { MultipartSplitter } from '../src/splitter.ts';

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

test('a chunk that is filled anew and written again gives what it holds then', () => {
  const chunk = Buffer.from('--b\r\n\r\nfirst');
  const contents: string[] = [];
  const splitter = splitterTo((view) => contents.push(Buffer.from(view).toString()));
  splitter.write(chunk);
  chunk.write('\r\n--b\r\n\r\nabc');
  splitter.write(chunk);
  expect(contents).toEqual(['first', 'abc']);
});

test('nothing keeps a chunk in memory once it has been read', async () => {
  const splitter = splitterTo(() => undefined);
  const written = writtenChunk(splitter);
  // Within the turn in which it was made, a WeakRef keeps what it refers to.
  await turn();
  collectGarbage();
  expect(written.deref()).toBeUndefined();
  splitter.end();
});

function writtenChunk(splitter: MultipartSplitter): WeakRef<Uint8Array> {
  const chunk = Buffer.alloc(1_000_000, 'x');
  chunk.write('--b\r\n\r\n');
  splitter.write(chunk);
  return new WeakRef(chunk);
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
