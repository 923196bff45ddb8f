import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { thisMachine } from '../machine.ts';
import { earlyCollection } from '../peak-memory.ts';
import type { Machine } from '../results.ts';
import { generators } from './generators.ts';
import type { MemoryCost, Ordeal, TimeCost } from './ordeal.ts';

const program = fileURLToPath(new URL('./subject.js', import.meta.url));
const KB = 1024;
/** Seconds after which a process hangs. */
const patience = 120;

/** How the messages come. */
type Chunking = 'in chunks of 64 KB' | 'byte by byte';

/** One kind of hostile message that comes in one kind of chunks. */
export interface Row {
  readonly generator: string;
  readonly chunking: Chunking;
  /** Bytes of the smaller message, about. */
  readonly size: number;
  /** Why there are no figures: a process died or did not come to an end. */
  readonly failure?: string;
  readonly cost?: TimeCost & MemoryCost;
}

/** What a run gave. */
export interface HostileResults {
  readonly machine: Machine;
  readonly rows: readonly Row[];
}

/** Who wants to hear how it goes. */
export interface HostileObserver {
  onStart(rowCount: number): void;
  onRow(row: Omit<Row, 'failure' | 'cost'>): void;
  onResult(row: Row): void;
}

/** Feeds every hostile message, at one size and at eight times that. */
export async function runHostile(observer: HostileObserver): Promise<HostileResults> {
  const plan = generators.flatMap(({ name, size, sizeByBytes = 8 * KB }) => [
    { generator: name, chunking: 'in chunks of 64 KB', size } as const,
    { generator: name, chunking: 'byte by byte', size: sizeByBytes } as const,
  ]);
  observer.onStart(plan.length);
  const rows: Row[] = [];
  for (const planned of plan) {
    observer.onRow(planned);
    const row = { ...planned, ...(await resultOf(planned)) };
    rows.push(row);
    observer.onResult(row);
  }
  return { machine: thisMachine(), rows };
}

async function resultOf({ generator, chunking, size }: Row): Promise<Pick<Row, 'failure' | 'cost'>> {
  const ordeal = { generator, size, chunkSize: chunking === 'byte by byte' ? 1 : 64 * KB };
  try {
    const time = await undergo<TimeCost>({ ...ordeal, measures: 'time' }, []);
    const memory = await undergo<MemoryCost>({ ...ordeal, measures: 'memory' }, earlyCollection);
    return { cost: { ...time, ...memory } };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** What a process died of is on its standard error. */
function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const output = 'stderr' in error ? String(error.stderr) : '';
  const reason = output.split('\n').find((line) => /\w*Error\b.*:/.test(line));
  if ('killed' in error && error.killed === true) return `no end after ${patience} s`;
  return reason ?? error.message;
}

/** A process of its own for each, so that none is warmed up, or cluttered, by another. */
async function undergo<Cost>(ordeal: Ordeal, flags: readonly string[]): Promise<Cost> {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, JSON.stringify(ordeal)], {
    timeout: patience * 1000,
  });
  return JSON.parse(stdout);
}
