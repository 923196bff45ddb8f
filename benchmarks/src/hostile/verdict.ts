import type { HostileResults, Row } from './run.ts';

export const MiB = 2 ** 20;

/** What the larger message may cost, in times what the smaller one does. */
export const mostTimes = 10;

/**
 * Bytes by which a process may grow: 3 MiB of V8's young generation, 1 MiB of parts before the envelope, and what it takes
 * to read 1 MiB of envelope at the worst. That is 1 MiB of bytes, 1 MiB of text (2 where characters take two bytes), 5 MiB
 * of text in which every ampersand has been mended, as much for the pieces of it, and the message that it becomes.
 */
export const mostGrowth = 24 * MiB;

/** How many times as long the larger message took. */
export function timesOf({ cost }: Row): number {
  return cost === undefined ? 0 : cost.secondsAtEightTimes / cost.seconds;
}

/** What is wrong with a row, in a word each; nothing if it is as promised. */
export function flawsOf(row: Row): string[] {
  const { cost, failure } = row;
  if (cost === undefined) return [`FAILED: ${failure}`];
  return [...(timesOf(row) > mostTimes ? ['SLOW'] : []), ...(cost.growth > mostGrowth ? ['LARGE'] : [])];
}

/** Whether all is as promised, and how close to the promise it came. */
export interface Verdict {
  readonly isGood: boolean;
  readonly rows: number;
  readonly flawed: number;
  /** The rows with the largest ratio of times and with the largest growth. */
  readonly slowest: Row;
  readonly largest: Row;
}

/** Looks at all rows together. */
export function judge({ rows }: HostileResults): Verdict {
  const flawed = rows.filter((row) => flawsOf(row).length > 0).length;
  const slowest = rows.reduce((worst, row) => (timesOf(row) > timesOf(worst) ? row : worst));
  const largest = rows.reduce((worst, row) => (growthOf(row) > growthOf(worst) ? row : worst));
  return { isGood: flawed === 0, rows: rows.length, flawed, slowest, largest };
}

/** By how many bytes the process grew. */
export function growthOf({ cost }: Row): number {
  return cost?.growth ?? 0;
}
