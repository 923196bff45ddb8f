import type { Contender } from './contender.ts';

/** Work for one contender, ready to be done as often as wanted. */
export interface Work {
  /** Does it once, as it is timed; what can be checked at no cost is checked. */
  run(): void | Promise<void>;
  /** Does it once and looks closely at what comes of it. @throws {Error} that says what is wrong */
  verify(): void | Promise<void>;
  /** Gives back what lies outside of the process. */
  release?(): Promise<void>;
}

/** Something to be worked on. */
export interface Sample {
  readonly name: string;
  /** Whether it is in the short run as well. */
  readonly isQuick: boolean;
  /** Bytes that are worked on, for speeds in bytes; 0 where messages are counted. */
  readonly size: number;
  /**
   * Over how many processes of each contender the rounds of a full run are spread, where it depends on the luck of a
   * process how fast it is: on how its memory lies. One if nothing is said.
   */
  readonly processes?: number;
  /** Takes those who can do it, beside what the group asks for. */
  readonly suits?: (contender: Contender) => boolean;
  prepare(contender: Contender): Work | Promise<Work>;
}

/** Samples of the same kind of work. */
export interface Group {
  /** As it is named on the command line. */
  readonly name: string;
  readonly title: string;
  /** What is measured, and what each contender does there; a paragraph of the page. */
  readonly description: string;
  /** Whether time counts, or the memory that one run in a fresh process takes. */
  readonly measures: 'time' | 'memory';
  /** Whether a contender can do this kind of work. */
  suits(contender: Contender): boolean;
  readonly samples: readonly Sample[];
}
