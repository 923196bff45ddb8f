import { adversarialSamples } from './groups/split.ts';
import { figure } from './report.ts';
import type { Entry, Results } from './results.ts';

const MiB = 2 ** 20;

/** What the project wants to reach, and whether it did. */
export interface TargetResult {
  readonly measure: string;
  readonly wanted: string;
  readonly measured: string;
  readonly verdict: 'met' | 'MISSED' | 'not measured';
}

interface Target {
  readonly measure: string;
  readonly wanted: string;
  readonly cases: (figures: Figures) => readonly Case[];
}

/** One figure that counts for a target; undefined if this run did not measure it. */
interface Case {
  readonly name: string;
  readonly value: number | undefined;
  readonly bound: number;
  readonly isUpper?: boolean;
}

/** Looks up what a run gave. */
class Figures {
  readonly #results: Results;

  constructor(results: Results) {
    this.#results = results;
  }

  /** How many times as fast as a contender mm7 is. */
  against(group: string, sample: string, contender: string): number | undefined {
    return this.#entries(group, sample).find((entry) => entry.contender === contender)?.mm7Ratio;
  }

  /** The same for the fastest of the rivals whose results were right. */
  againstRivals(group: string, sample: string): number | undefined {
    const ratios = this.#entries(group, sample)
      .filter(({ role }) => role === 'rival')
      .map(({ mm7Ratio }) => mm7Ratio)
      .filter((ratio) => ratio !== undefined);
    return ratios.length === 0 ? undefined : Math.min(...ratios);
  }

  /** Memory of mm7, in MiB. */
  memory(sample: string): number | undefined {
    const memory = this.#entries('memory', sample).find(({ role }) => role === 'mm7')?.memory;
    return memory === undefined ? undefined : memory / MiB;
  }

  #entries(group: string, sample: string): readonly Entry[] {
    return this.#results.samples.find((result) => result.group === group && result.sample === sample)?.entries ?? [];
  }
}

const splitSizes = ['10 KB', '300 KB', '10 MB', '256 MB'];
const writeSamples = ['1 recipient', '10 recipients', '1000 recipients'];
const readSamples = ['prefixed', 'default namespace'].flatMap((style) =>
  writeSamples.map((name) => `${name}, ${style}`),
);
const glue = 'dicer + fast-xml-parser';

const targets: readonly Target[] = [
  {
    measure: 'splitting, against Buffer.indexOf over the same bytes',
    wanted: '1.3 at 300 KB and 10 MB, 1.0 at 256 MB',
    cases: (figures) =>
      (['300 KB', '10 MB', '256 MB'] as const).map((name) => ({
        name,
        value: figures.against('split', name, 'Buffer.indexOf'),
        bound: name === '256 MB' ? 1 : 1.3,
      })),
  },
  {
    measure: 'splitting adversarial bodies, against the slower of the scans of that body and of random bytes',
    wanted: '0.6 for each',
    cases: (figures) =>
      adversarialSamples.map((name) => ({
        name: name.replace('4 MB of ', ''),
        value: greater(
          figures.against('split', name, 'Buffer.indexOf'),
          figures.against('split', name, 'Buffer.indexOf, random bytes'),
        ),
        bound: 0.6,
      })),
  },
  {
    measure: 'splitting, against the fastest correct rival',
    wanted: 'ahead at every size, 1.8 at 10 KB',
    cases: (figures) =>
      splitSizes.map((name) => ({
        name,
        value: figures.againstRivals('split', name),
        bound: name === '10 KB' ? 1.8 : 1,
      })),
  },
  {
    measure: 'splitting, against dicer',
    wanted: '8 at 10 KB, 2.5 at 10 MB',
    cases: (figures) => [
      { name: '10 KB', value: figures.against('split', '10 KB', 'dicer'), bound: 8 },
      { name: '10 MB', value: figures.against('split', '10 MB', 'dicer'), bound: 2.5 },
    ],
  },
  {
    measure: '200,000 tiny parts, against dicer',
    wanted: '15',
    cases: (figures) =>
      ['200,000 empty parts', '200,000 parts of 2 bytes'].map((name) => ({
        name,
        value: figures.against('split', name, 'dicer'),
        bound: 15,
      })),
  },
  {
    measure: 'memory of 200,000 tiny parts beyond that of 25,000, in MiB',
    wanted: 'no growth: at most 8',
    cases: (figures) => [growth(figures, '25,000 parts of 2 bytes', '200,000 parts of 2 bytes')],
  },
  {
    measure: 'envelope to message, against saxes with empty handlers',
    wanted: '0.78 for each',
    cases: (figures) =>
      readSamples.map((name) => ({
        name,
        value: figures.against('envelope', name, 'saxes, empty handlers'),
        bound: 0.78,
      })),
  },
  {
    measure: 'envelope to message, against fast-xml-parser giving a plain object',
    wanted: '3 for each',
    cases: (figures) =>
      readSamples.map((name) => ({ name, value: figures.against('envelope', name, 'fast-xml-parser'), bound: 3 })),
  },
  {
    measure: 'message to XML, against the fastest library that writes XML',
    wanted: '5 for each',
    cases: (figures) =>
      writeSamples.map((name) => ({ name, value: figures.againstRivals('write-envelope', name), bound: 5 })),
  },
  {
    measure: 'message to XML, against bare concatenation',
    wanted: '0.5 for each',
    cases: (figures) =>
      writeSamples.map((name) => ({
        name,
        value: figures.against('write-envelope', name, 'concatenation'),
        bound: 0.5,
      })),
  },
  {
    measure: `decodeBuffer, against ${glue}`,
    wanted: '3 at 10 KB and 300 KB, 2 at 10 MB',
    cases: (figures) =>
      ['10 KB', '300 KB', '10 MB'].map((name) => ({
        name,
        value: figures.against('decode-buffer', name, glue),
        bound: name === '10 MB' ? 2 : 3,
      })),
  },
  {
    measure: 'memory of a streamed message of 1 GiB beyond that of one of 64 MiB, in MiB',
    wanted: 'at most 8',
    cases: (figures) => [growth(figures, '64 MiB', '1 GiB')],
  },
  {
    measure: 'message of 256 MB from a file to a sink, against the bare file through a stream',
    wanted: '0.9',
    cases: (figures) => [
      { name: '256 MB', value: figures.against('encode-file', '256 MB', 'copy of the file'), bound: 0.9 },
    ],
  },
  {
    measure: "base64 while streaming, against Buffer.from(whole, 'base64')",
    wanted: '0.7 in chunks of 64 KB',
    cases: (figures) =>
      ['300 KB', '10 MB'].map((name) => ({
        name,
        value: figures.against('base64', name, "Buffer.from(whole, 'base64')"),
        bound: 0.7,
      })),
  },
];

/** Holds what a run gave against what was wanted. */
export function judge(results: Results): TargetResult[] {
  const figures = new Figures(results);
  return targets.map(({ measure, wanted, cases }) => {
    const known = cases(figures).filter(({ value }) => value !== undefined);
    return { measure, wanted, measured: known.map(caseText).join(', '), verdict: verdictOf(known) };
  });
}

function verdictOf(cases: readonly Case[]): TargetResult['verdict'] {
  if (cases.length === 0) return 'not measured';
  return cases.every(isMet) ? 'met' : 'MISSED';
}

function isMet({ value = Number.NaN, bound, isUpper = false }: Case): boolean {
  return isUpper ? value <= bound : value >= bound;
}

function caseText(one: Case): string {
  const text = `${figure(one.value ?? Number.NaN)} (${one.name})`;
  return isMet(one) ? text : `${text} ✗`;
}

function growth(figures: Figures, small: string, large: string): Case {
  const [less, more] = [figures.memory(small), figures.memory(large)];
  const value = less === undefined || more === undefined ? undefined : Math.max(0, more - less);
  return { name: `${small} to ${large}`, value, bound: 8, isUpper: true };
}

function greater(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}
