import { figure } from '../report.ts';
import { factor } from './ordeal.ts';
import type { Row } from './run.ts';
import { flawsOf, MiB, mostGrowth, mostTimes, timesOf, type Verdict } from './verdict.ts';

/** What stands above the columns. */
export const columns = ['hostile message', 'it comes', 'n', 'time at n', 'at 8n', 'ratio', 'growth', 'ends', 'limits'];

/** The cells of one row. */
export function cellsOf(row: Row): string[] {
  const { generator, chunking, size, cost } = row;
  const flaws = flawsOf(row).map((flaw) => `${flaw} `);
  const beginning = [generator, chunking, `${Math.round(size / 1024)} KB`];
  if (cost === undefined) return [...beginning, flaws.join('').trim()];
  const { seconds, secondsAtEightTimes, growth, ending, endingAtEightTimes, endingWithinLimits } = cost;
  return [
    ...beginning,
    `${figure(seconds * 1000)} ms`,
    `${figure(secondsAtEightTimes * 1000)} ms`,
    `${timesOf(row).toFixed(1)} ×`,
    `${(growth / MiB).toFixed(1)} MiB`,
    ending === endingAtEightTimes ? ending : `${ending}, at 8n ${endingAtEightTimes}`,
    `${flaws.join('')}${endingWithinLimits}`,
  ];
}

/** What to make of all rows. */
export function verdictText({ rows, flawed, slowest, largest }: Verdict): string {
  const growth = (largest.cost?.growth ?? 0) / MiB;
  const promise = `at most ${mostTimes} times the time for ${factor} times the size, and at most ${mostGrowth / MiB} MiB of growth`;
  return (
    `${rows} rows, ${flawed === 0 ? 'all' : `all but ${flawed}`} as promised: ${promise}.\n` +
    `Largest ratio: ${timesOf(slowest).toFixed(1)} × (${slowest.generator}, ${slowest.chunking}). ` +
    `Largest growth: ${growth.toFixed(1)} MiB (${largest.generator}, ${largest.chunking}).`
  );
}
