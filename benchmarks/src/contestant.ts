import { loadContender } from './contenders.ts';
import type { Work } from './group.ts';
import { groups } from './groups.ts';
import { forgetPeak, peakMemory } from './peak-memory.ts';
import type { Answer, Assignment, Request } from './protocol.ts';

// The process of one contender at one sample. It does what it is told, one thing after the other.

let work: Work | undefined;
let runsPerRound = 1;

process.on('message', (request: Request) => {
  answer(request).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.(failure(error)),
  );
});
// Some contenders throw where nobody can catch it.
process.on('uncaughtException', (error) => process.send?.(failure(error)));

async function answer(request: Request): Promise<Answer> {
  if (request.type === 'prepare') return prepare(request.assignment);
  if (work === undefined) throw new Error('nothing has been prepared');
  switch (request.type) {
    case 'round':
      return { type: 'time', seconds: await timeOf(work, runsPerRound) };
    case 'run once':
      return { type: 'memory', growth: await growthOf(work) };
    case 'finish':
      await work.release?.();
      return { type: 'finished', peakMemory: peakMemory() };
  }
}

async function prepare({
  group,
  sample,
  contender,
  verifies,
  warmUp,
  roundTime,
  leastRuns,
}: Assignment): Promise<Answer> {
  const found = groups.find(({ name }) => name === group)?.samples.find(({ name }) => name === sample);
  if (found === undefined) throw new Error(`there is no sample ${sample} in ${group}`);
  work = await found.prepare(await loadContender(contender));
  if (verifies) await work.verify();
  if (roundTime === 0) return { type: 'ready', roundTime: 0 };
  const seconds = await warmedUpTime(work, warmUp);
  runsPerRound = Math.max(leastRuns, Math.ceil(roundTime / seconds));
  return { type: 'ready', roundTime: seconds * runsPerRound };
}

/**
 * Runs until the engine has optimised what it can; seconds that a run takes then. Time of the processor counts, so that
 * a busy machine does not cut it short.
 */
async function warmedUpTime(measured: Work, warmUp: number): Promise<number> {
  const end = process.cpuUsage().user + warmUp * 1_000_000;
  let seconds = await timeOf(measured, 1);
  for (let runs = 1; process.cpuUsage().user < end; ) {
    seconds = await timeOf(measured, runs);
    if (seconds * runs < 0.005) runs *= 2;
  }
  return seconds;
}

/** Seconds of one run. */
async function timeOf({ run }: Work, runs: number): Promise<number> {
  const start = performance.now();
  for (let count = 0; count < runs; count += 1) {
    const running = run();
    // What is done at once shall not wait for a turn of its own.
    if (running !== undefined) await running;
  }
  return (performance.now() - start) / 1000 / runs;
}

async function growthOf({ run }: Work): Promise<number> {
  forgetPeak();
  const before = process.memoryUsage.rss();
  await run();
  return Math.max(0, peakMemory() - before);
}

function failure(error: unknown): Answer {
  return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
}
