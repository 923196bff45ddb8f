import type { Contender } from './contender.ts';
import { contenderIds, loadContender } from './contenders.ts';
import { ContestantProcess } from './contestant-process.ts';
import type { Group, Sample } from './group.ts';
import { groups } from './groups.ts';
import { thisMachine } from './machine.ts';
import { earlyCollection } from './peak-memory.ts';
import type { Assignment } from './protocol.ts';
import type { Entry, Results, SampleResult } from './results.ts';
import { median, spread } from './statistics.ts';
import { versionsOf } from './versions.ts';

/** How thoroughly to measure; times in seconds. */
interface Plan {
  readonly rounds: number;
  /** Whether results are verified in processes of their own, so that nothing but what is timed has run in the others. */
  readonly verifiesApart: boolean;
  /** Over how many processes of a contender the rounds may be spread. */
  readonly processes: number;
  readonly warmUp: number;
  readonly roundTime: number;
  /**
   * Runs of a round, where they are long: a process that has slept while the others had their turns pays for that in the
   * first of them.
   */
  readonly leastRuns: number;
  /** A contender that would take longer than this for the rounds of one process takes part in fewer, but in some. */
  readonly budget: number;
  readonly leastRounds: number;
  /** Whoever takes longer than this to get ready, or for a round, is out. */
  readonly patience: number;
}

const plans: Readonly<Record<Results['kind'], Plan>> = {
  full: {
    rounds: 15,
    verifiesApart: true,
    processes: 5,
    warmUp: 1,
    roundTime: 0.05,
    leastRuns: 3,
    budget: 5,
    leastRounds: 3,
    patience: 60,
  },
  quick: {
    rounds: 7,
    verifiesApart: false,
    processes: 1,
    warmUp: 0.25,
    roundTime: 0.008,
    leastRuns: 1,
    budget: 0.3,
    leastRounds: 1,
    patience: 8,
  },
};

/** What an assignment says where no time counts. */
const untimed = { warmUp: 0, roundTime: 0, leastRuns: 1 };

/** What is to be run, and who wants to hear how it goes. */
export interface RunOptions {
  readonly kind: Results['kind'];
  /** Names of the groups; all if there is none. */
  readonly only: readonly string[];
  onStart?(sampleCount: number): void;
  /** The sample begins. */
  onSample?(group: Group, sample: Sample): void;
  onResult?(result: SampleResult): void;
}

interface Entrant {
  readonly id: string;
  readonly contender: Contender;
}

/** Measures every contender at every sample. */
export async function run({ kind, only, onStart, onSample, onResult }: RunOptions): Promise<Results> {
  const entrants = await Promise.all(contenderIds.map(async (id) => ({ id, contender: await loadContender(id) })));
  const plan = plans[kind];
  const chosen = groups
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .flatMap((group) => group.samples.map((sample) => ({ group, sample })))
    .filter(({ sample }) => kind === 'full' || sample.isQuick);
  onStart?.(chosen.length);
  const samples: SampleResult[] = [];
  for (const { group, sample } of chosen) {
    onSample?.(group, sample);
    const suited = entrants.filter(({ contender }) => group.suits(contender) && (sample.suits?.(contender) ?? true));
    const entries =
      group.measures === 'time'
        ? await race(group, sample, suited, plan)
        : await weigh(group, sample, suited, kind === 'full' ? 5 : 1, plan);
    const result = { group: group.name, sample: sample.name, size: sample.size, entries };
    samples.push(result);
    onResult?.(result);
  }
  const versions = versionsOf(entrants.map(({ contender }) => contender.name));
  return { machine: thisMachine(), versions, kind, samples };
}

/** A contender, in one process after the other, and how it fares. */
class Lane {
  readonly entrant: Entrant;
  /** Seconds of a run, by round. */
  readonly times = new Map<number, number>();
  #process: ContestantProcess | undefined;
  /** In how many more rounds the present process takes part. */
  #roundsLeft = 0;
  #failure: string | undefined;
  #peakMemory = 0;

  constructor(entrant: Entrant) {
    this.entrant = entrant;
  }

  /** Has its result verified in another process than those in which time counts. */
  async verify(group: Group, sample: Sample, { patience }: Plan): Promise<void> {
    const assignment = { group: group.name, sample: sample.name, contender: this.entrant.id, ...untimed };
    await this.#attempt(() => verify(assignment, patience));
  }

  /** Begins a process in which time counts; where the assignment says so, its result is verified before that. */
  async begin(assignment: Omit<Assignment, 'contender'>, { budget, leastRounds, patience }: Plan): Promise<void> {
    await this.#attempt(async () => {
      this.#process = new ContestantProcess(patience);
      const request = { type: 'prepare', assignment: { ...assignment, contender: this.entrant.id } } as const;
      const { roundTime } = await this.#process.ask(request, 'ready');
      this.#roundsLeft = Math.max(leastRounds, Math.floor(budget / roundTime));
    });
  }

  async round(round: number): Promise<void> {
    const process = this.#process;
    if (process === undefined || this.#roundsLeft === 0) return;
    this.#roundsLeft -= 1;
    await this.#attempt(async () => {
      const { seconds } = await process.ask({ type: 'round' }, 'time');
      this.times.set(round, seconds);
    });
  }

  /** Ends the process. */
  async finish(): Promise<void> {
    const process = this.#process;
    if (process === undefined) return;
    await this.#attempt(async () => {
      const { peakMemory } = await process.ask({ type: 'finish' }, 'finished');
      this.#peakMemory = Math.max(this.#peakMemory, peakMemory);
    });
    process.end();
    this.#process = undefined;
  }

  entry(mm7Times: ReadonlyMap<number, number>): Entry {
    const { name, role } = this.entrant.contender;
    if (this.#failure !== undefined) return { contender: name, role, failure: this.#failure };
    const times = [...this.times.values()];
    const ratios = [...this.times].flatMap(([round, seconds]) => {
      const mm7Seconds = mm7Times.get(round);
      return mm7Seconds === undefined ? [] : [seconds / mm7Seconds];
    });
    return {
      contender: name,
      role,
      seconds: median(times),
      spread: spread(times),
      rounds: times.length,
      ...(ratios.length === 0 ? {} : { mm7Ratio: median(ratios) }),
      memory: this.#peakMemory,
    };
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    if (this.#failure !== undefined) return;
    try {
      await action();
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
      // It may be running still, beside the others.
      this.#process?.end();
    }
  }
}

/** One round of each after the other, so that whatever else the machine does falls on all alike. */
async function race(group: Group, sample: Sample, entrants: readonly Entrant[], plan: Plan): Promise<Entry[]> {
  const { rounds, verifiesApart, warmUp, roundTime, leastRuns } = plan;
  const assignment = {
    group: group.name,
    sample: sample.name,
    verifies: !verifiesApart,
    warmUp,
    roundTime,
    leastRuns,
  };
  const lanes = entrants.map((entrant) => new Lane(entrant));
  if (verifiesApart) for (const lane of lanes) await lane.verify(group, sample, plan);
  const roundsOfProcess = Math.ceil(rounds / Math.min(sample.processes ?? 1, plan.processes));
  for (let first = 0; first < rounds; first += roundsOfProcess) {
    for (const lane of lanes) await lane.begin(assignment, plan);
    for (let round = first; round < Math.min(rounds, first + roundsOfProcess); round += 1) {
      for (const lane of lanes) await lane.round(round);
    }
    for (const lane of lanes) await lane.finish();
  }
  const mm7Times = lanes.find(({ entrant }) => entrant.contender.role === 'mm7')?.times ?? new Map<number, number>();
  return lanes.map((lane) => lane.entry(mm7Times));
}

/** One run of each in a fresh process, as often as asked for, after another process has verified what it does. */
async function weigh(
  group: Group,
  sample: Sample,
  entrants: readonly Entrant[],
  times: number,
  { patience }: Plan,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const { id, contender } of entrants) {
    const { name, role } = contender;
    const assignment = { group: group.name, sample: sample.name, contender: id, ...untimed };
    const growths: number[] = [];
    try {
      await verify(assignment, patience);
      while (growths.length < times) growths.push(await growthOf(assignment, patience));
      entries.push({ contender: name, role, memory: median(growths) });
    } catch (error) {
      entries.push({ contender: name, role, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  return entries;
}

/** Looks closely at what comes of it, in a process that ends with that. */
async function verify(assignment: Omit<Assignment, 'verifies'>, patience: number): Promise<void> {
  const process = new ContestantProcess(patience);
  try {
    await process.ask({ type: 'prepare', assignment: { ...assignment, verifies: true } }, 'ready');
    await process.ask({ type: 'finish' }, 'finished');
  } finally {
    process.end();
  }
}

/** By how many bytes a process grows that does it once. */
async function growthOf(assignment: Omit<Assignment, 'verifies'>, patience: number): Promise<number> {
  const process = new ContestantProcess(patience, earlyCollection);
  try {
    await process.ask({ type: 'prepare', assignment: { ...assignment, verifies: false } }, 'ready');
    const { growth } = await process.ask({ type: 'run once' }, 'memory');
    return growth;
  } finally {
    process.end();
  }
}
