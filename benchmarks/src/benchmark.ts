import { writePage } from './page.ts';
import { Progress } from './progress.ts';
import { machineText, sampleText, targetsText } from './report.ts';
import { run } from './run.ts';
import { judge } from './targets.ts';

/** What was asked for on the command line. */
export interface BenchmarkOptions {
  readonly quick: boolean;
  readonly only: readonly string[];
  readonly json: boolean;
  readonly write: boolean;
}

/** Measures, and prints what came of it. */
export async function benchmark({ quick, only, json, write }: BenchmarkOptions): Promise<void> {
  const progress = new Progress();
  const results = await run({
    kind: quick ? 'quick' : 'full',
    only,
    onStart: (count) => progress.start(count),
    onSample: (group, sample) => progress.show(`${group.name}: ${sample.name}`),
    onResult: (result) => progress.advance(json ? '' : sampleText(result)),
  });
  progress.stop();
  if (write) await writePage(results);
  if (json) process.stdout.write(`${JSON.stringify({ ...results, targets: judge(results) }, undefined, 2)}\n`);
  else process.stdout.write(machineText(results) + targetsText(judge(results)));
}
