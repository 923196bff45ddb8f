import { Progress } from '../progress.ts';
import { table } from '../report.ts';
import { writeHostilePages } from './page.ts';
import { cellsOf, columns, verdictText } from './report.ts';
import { runHostile } from './run.ts';
import { judge } from './verdict.ts';

/** What was asked for on the command line. */
export interface HostileOptions {
  readonly json: boolean;
  readonly write: boolean;
}

const widths = [54, 18, 6, 9, 9, 6, 8, 24];

/** Feeds every hostile message at one size and at eight times that, and prints what it cost. */
export async function hostile({ json, write }: HostileOptions): Promise<void> {
  const progress = new Progress();
  if (!json) process.stdout.write(table([columns], widths));
  const results = await runHostile({
    onStart: (count) => progress.start(count),
    onRow: ({ generator, chunking }) => progress.show(`${generator}, ${chunking}`),
    onResult: (row) => progress.advance(json ? '' : table([cellsOf(row)], widths)),
  });
  progress.stop();
  if (write) await writeHostilePages(results);
  const verdict = judge(results);
  if (json) process.stdout.write(`${JSON.stringify({ ...results, verdict }, undefined, 2)}\n`);
  else process.stdout.write(`\n${verdictText(verdict)}\n`);
  if (!verdict.isGood) process.exitCode = 1;
}
