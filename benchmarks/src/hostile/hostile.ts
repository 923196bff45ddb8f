import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { figure, table } from '../report.ts';
import { median } from '../statistics.ts';
import { generators } from './generators.ts';
import type { Ordeal, Outcome } from './subject.ts';

const program = fileURLToPath(new URL('./subject.js', import.meta.url));
const factor = 8;
/** What eight times the size may cost in time. */
const mostTimes = 10;
const MiB = 2 ** 20;
const repetitions = 3;
/** Milliseconds below which a time says more of the machine than of the message. */
const measurable = 5;

/** What was asked for on the command line. */
export interface HostileOptions {
  readonly json: boolean;
}

/** One generator, measured. */
interface Row {
  readonly generator: string;
  readonly size: number;
  readonly chunkSize: number;
  /** Seconds at `size` and at eight times that, with the limits lifted; and the one divided by the other. */
  readonly seconds: number;
  readonly secondsAtEightTimes: number;
  readonly timeRatio: number;
  /** Growth of the process in bytes at eight times the size, under the limits that hold by default. */
  readonly growth: number;
  /** How it ended, with the limits lifted and under those that hold by default: `read`, or the code of the error. */
  readonly outcome: string;
  readonly outcomeWithinLimits: string;
}

/** Feeds every hostile message at one size and at eight times that, and prints what it cost. */
export async function hostile({ json }: HostileOptions): Promise<void> {
  const rows: Row[] = [];
  if (!json)
    process.stdout.write('hostile message, processor time at n and 8n and their ratio, growth at 8n, outcomes\n');
  for (const { name: generator, size } of generators) {
    for (const chunkSize of [64 * 1024, 1]) {
      const row = await measure(generator, chunkSize === 1 ? Math.max(2048, size / 16) : size, chunkSize);
      rows.push(row);
      if (!json) process.stdout.write(table([cellsOf(row)], widths));
    }
  }
  const slow = rows.filter((row) => !isLinear(row));
  const bugs = rows.filter(({ outcome, outcomeWithinLimits }) => `${outcome} ${outcomeWithinLimits}`.includes('BUG'));
  if (json) process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  else process.stdout.write(summaryOf(rows, slow));
  if (slow.length > 0 || bugs.length > 0) process.exitCode = 1;
}

const widths = [46, 8, 8, 10, 10, 8, 10, 24];

function cellsOf(row: Row): string[] {
  const { generator, size, chunkSize, seconds, secondsAtEightTimes, timeRatio, growth } = row;
  return [
    generator,
    `${Math.round(size / 1024)} KB`,
    chunkSize === 1 ? 'by bytes' : 'whole',
    `${figure(seconds * 1000)} ms`,
    `${figure(secondsAtEightTimes * 1000)} ms`,
    `${figure(timeRatio)} ×${isLinear(row) ? '' : ' ✗'}`,
    `${(growth / MiB).toFixed(1)} MiB`,
    row.outcome,
    row.outcomeWithinLimits,
  ];
}

/** What is over in no time is no worse for being twice no time. */
function isLinear({ timeRatio, secondsAtEightTimes }: Row): boolean {
  return timeRatio <= mostTimes || secondsAtEightTimes * 1000 < measurable;
}

function summaryOf(rows: readonly Row[], slow: readonly Row[]): string {
  const growth = Math.max(...rows.map((row) => row.growth)) / MiB;
  const verdict =
    slow.length === 0 ? `none takes more than ${mostTimes}` : `${slow.length} take more than ${mostTimes}`;
  return `\n${rows.length} measurements; ${verdict} times the time for ${factor} times the size; largest growth ${growth.toFixed(1)} MiB\n`;
}

async function measure(generator: string, size: number, chunkSize: number): Promise<Row> {
  const ordeal = { generator, chunkSize };
  const small = await undergo({ ...ordeal, size, isUnlimited: true });
  const large = await undergo({ ...ordeal, size: size * factor, isUnlimited: true });
  const limited = await undergo({ ...ordeal, size: size * factor, isUnlimited: false });
  return {
    generator,
    size,
    chunkSize,
    seconds: small.seconds,
    secondsAtEightTimes: large.seconds,
    timeRatio: large.seconds / small.seconds,
    growth: limited.growth,
    outcome: large.error ?? 'read',
    outcomeWithinLimits: limited.error ?? 'read',
  };
}

/** The fastest of several processes, since whatever disturbs one can only slow it down; of the growths, the median. */
async function undergo(ordeal: Ordeal): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  while (outcomes.length < repetitions) outcomes.push(await undergoOnce(ordeal));
  const [{ error } = { error: undefined }] = outcomes;
  return {
    seconds: Math.min(...outcomes.map(({ seconds }) => seconds)),
    growth: median(outcomes.map(({ growth }) => growth)),
    ...(error === undefined ? {} : { error }),
  };
}

async function undergoOnce(ordeal: Ordeal): Promise<Outcome> {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(ordeal);
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  child.kill('SIGKILL');
  if (!isOutcome(answer))
    return { seconds: Number.NaN, growth: Number.NaN, error: `BUG: the process died (${answer})` };
  return answer;
}

function isOutcome(value: unknown): value is Outcome {
  return typeof value === 'object' && value !== null && 'seconds' in value;
}
