import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { decode } from '@mm7/codec';
import type { Contender } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import { randomPieces, submitRequest } from '../messages.ts';
import { digestOf, PartHasher, requireDigests } from '../part-sinks.ts';

const MB = 1024 * 1024;

/** Writing messages with a file as attachment. */
export const encodeFile: Group = {
  name: 'encode-file',
  title: 'Writing a message with a file as its attachment',
  description:
    'From a message and a file to a sink that takes whatever comes. The limit is the file alone, through a stream into the ' +
    'same sink. The file is in the cache of the operating system.',
  measures: 'time',
  suits: ({ sendFile }) => sendFile !== undefined,
  samples: [sample('16 MB', 16 * MB, true), sample('256 MB', 256 * MB, false)],
};

function sample(name: string, size: number, isQuick: boolean): Sample {
  return { name, isQuick, size, processes: 5, prepare: (contender) => sending(contender, size) };
}

async function sending({ name, sendFile, role }: Contender, size: number): Promise<Work> {
  if (sendFile === undefined) throw new Error(`${name} sends no files`);
  const message = submitRequest(1);
  const pieces = randomPieces(size);
  const directory = await mkdtemp(path.join(tmpdir(), 'mm7-benchmark-'));
  const file = path.join(directory, 'picture');
  await write(file, pieces);
  return {
    async run() {
      let written = 0;
      const target = new Writable({
        write(chunk: Uint8Array, _encoding, done) {
          written += chunk.length;
          done();
        },
      });
      await sendFile(message, file, size, target);
      if (written < size) throw new Error('less was written than the file holds');
    },
    async verify() {
      const target = new PassThrough();
      const hashing = role === 'limit' ? hashAll(target) : hashAttachments(target);
      await sendFile(message, file, size, target);
      requireDigests((await hashing).digests, [digestOf(pieces)]);
    },
    release: () => rm(directory, { recursive: true, force: true }),
  };
}

async function write(name: string, pieces: readonly Uint8Array[]): Promise<void> {
  const file = await open(name, 'w');
  for (const piece of pieces) await file.write(piece);
  await file.close();
}

async function hashAll(source: AsyncIterable<Uint8Array>): Promise<PartHasher> {
  const hasher = new PartHasher();
  const content = hasher.begin();
  for await (const chunk of source) content.data(chunk);
  content.end();
  return hasher;
}

/** Reads the message by its first delimiter: each contender labels its body as it likes. */
async function hashAttachments(source: AsyncIterable<Uint8Array>): Promise<PartHasher> {
  const hasher = new PartHasher();
  const { parts } = await decode({}, source, { limits: { bodySize: Number.POSITIVE_INFINITY } });
  for await (const part of parts) {
    const content = hasher.begin();
    for await (const chunk of part) content.data(chunk);
    content.end();
  }
  return hasher;
}
