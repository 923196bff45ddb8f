import { decode, Mm7Error } from '@mm7/codec';
import { readCapture } from '@mm7/codec/capture';
import { forgetPeak, peakMemory } from '../peak-memory.ts';
import { type Generator, generators, type HostileMessage } from './generators.ts';
import { factor, type MemoryCost, type Ordeal, type TimeCost } from './ordeal.ts';

// The process that is fed one kind of hostile message, and prints what that cost. Its argument says which.

/** Seconds of the processor for which it runs before its time counts, and that one round takes at least. */
const warmUp = 0.1;
const roundTime = 0.02;
/** As many rounds as this at least, and more until they have taken that many seconds. */
const leastRounds = 3;
const enough = 0.5;
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

const ordeal: Ordeal = JSON.parse(process.argv[2] ?? '');
const cost = ordeal.measures === 'time' ? await timeOf(ordeal) : await memoryOf(ordeal);
process.stdout.write(JSON.stringify(cost));

/** The fastest of several rounds each, by turns, since whatever disturbs a round can only slow it down. */
async function timeOf({ generator, size, chunkSize }: Ordeal): Promise<TimeCost> {
  const { make } = generatorOf(generator);
  const [small, large] = [make(size), make(size * factor)];
  const readSmall = () => read(small, chunkSize, lifted);
  const readLarge = () => read(large, chunkSize, lifted);
  const [ending, endingAtEightTimes] = [await readSmall(), await readLarge()];
  await secondsOf(readSmall, warmUp);
  let [seconds, secondsAtEightTimes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const start = process.cpuUsage();
  for (let round = 0; round < leastRounds || since(start) < enough; round += 1) {
    seconds = Math.min(seconds, await secondsOf(readSmall, roundTime));
    secondsAtEightTimes = Math.min(secondsAtEightTimes, await secondsOf(readLarge, roundTime));
  }
  return { seconds, secondsAtEightTimes, ending, endingAtEightTimes };
}

/** Seconds of one run; there are as many as it takes to fill the time, so that one of it says something. */
async function secondsOf(run: () => Promise<unknown>, least: number): Promise<number> {
  const start = process.cpuUsage();
  for (let count = 1; ; count += 1) {
    await run();
    const seconds = since(start);
    if (seconds >= least) return seconds / count;
  }
}

/** Seconds of the processor: those of a busy machine do not count. */
function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

async function memoryOf({ generator, size, chunkSize }: Ordeal): Promise<MemoryCost> {
  const { make, largest = Number.POSITIVE_INFINITY } = generatorOf(generator);
  // Loads and compiles what is going to run.
  const little = make(1024);
  for (let run = 0; run < 30; run += 1) await read(little, chunkSize, {});
  const large = make(Math.min(size * factor, largest));
  forgetPeak();
  const before = process.memoryUsage.rss();
  const endingWithinLimits = await read(large, chunkSize, {});
  const growth = Math.max(0, peakMemory() - before);
  return { growth, endingWithinLimits };
}

function generatorOf(wanted: string): Generator {
  const generator = generators.find(({ name }) => name === wanted);
  if (generator === undefined) throw new Error(`there is no generator ${wanted}`);
  return generator;
}

/** How it ended: `read`, or the code of the error. Anything but an Mm7Error ends the process. */
async function read({ contentType, bytes }: HostileMessage, chunkSize: number, limits: object): Promise<string> {
  const chunks = chunksOf(bytes, chunkSize);
  try {
    const { headers, body } =
      contentType === undefined ? await readCapture(chunks) : { headers: contentType, body: chunks };
    const { parts } = await decode(headers, body, { limits });
    for await (const part of parts) for await (const _chunk of part);
    return 'read';
  } catch (error) {
    if (!Mm7Error.is(error)) throw error;
    return error.code;
  }
}

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
