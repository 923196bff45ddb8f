import { decode, Mm7Error } from '@mm7/codec';
import { ChunkStream } from '../chunk-stream.ts';
import { forgetPeak, peakMemory } from '../peak-memory.ts';
import { generators, type HostileMessage } from './generators.ts';

// The process that is fed one hostile message: told which, how large, in which chunks and under which limits.

/** What it is told. */
export interface Ordeal {
  readonly generator: string;
  readonly size: number;
  readonly chunkSize: number;
  /** Whether the limits are lifted, so that all of the message has to be read. */
  readonly isUnlimited: boolean;
}

/** What it tells. */
export interface Outcome {
  /** Time of the processor, so that a busy machine does not count. */
  readonly seconds: number;
  /** Bytes by which the process grew. */
  readonly growth: number;
  /** Code of the error; absent if the message was read. */
  readonly error?: string;
}

const many = 1_000_000_000;

/** Nesting of elements and multiparts stays limited: it is what keeps the stack and the frames in bounds. */
const lifted = {
  boundaryLength: many,
  headerBlockSize: many,
  headersPerPart: many,
  parts: many,
  bodySize: Number.POSITIVE_INFINITY,
  envelope: many,
  attributes: many,
  text: many,
  extensions: many,
  bytesBeforeRoot: many,
};

process.on('message', (ordeal: Ordeal) => {
  undergo(ordeal).then((outcome) => process.send?.(outcome));
});

async function undergo({ generator, size, chunkSize, isUnlimited }: Ordeal): Promise<Outcome> {
  const made = generators.find(({ name }) => name === generator)?.make(size);
  if (made === undefined) throw new Error(`there is no generator ${generator}`);
  const limits = isUnlimited ? lifted : {};
  // Compiles what is going to run, on a message of the same kind.
  const small = generators.find(({ name }) => name === generator)?.make(1024) ?? made;
  for (let run = 0; run < 30; run += 1) await read(small, chunkSize, limits);
  forgetPeak();
  const before = process.memoryUsage.rss();
  const start = process.cpuUsage();
  const error = await read(made, chunkSize, limits);
  const { user, system } = process.cpuUsage(start);
  return {
    seconds: (user + system) / 1_000_000,
    growth: Math.max(0, peakMemory() - before),
    ...(error === undefined ? {} : { error }),
  };
}

/** The code of the error, if it is one. Anything but an Mm7Error is a bug. */
async function read(
  { contentType, body }: HostileMessage,
  chunkSize: number,
  limits: object,
): Promise<string | undefined> {
  try {
    const { parts } = await decode(contentType, new ChunkStream(cut(body, chunkSize)), { limits });
    for await (const part of parts) for await (const _chunk of part);
    return undefined;
  } catch (error) {
    return Mm7Error.is(error) ? error.code : `BUG: ${error}`;
  }
}

function* cut(body: Uint8Array, chunkSize: number): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < body.length; start += chunkSize) yield body.subarray(start, start + chunkSize);
}
