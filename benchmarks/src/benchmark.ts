import { Presets, SingleBar } from 'cli-progress';
import { writePage } from './page.ts';
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

/** How far the run has come: a bar below what is printed, on a terminal alone. */
class Progress {
  readonly #bar = new SingleBar(
    { stream: process.stderr, format: '{bar} {value} of {total}  {name}', clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  #total = 0;
  #done = 0;
  #name = '';

  start(total: number): void {
    this.#total = total;
    if (process.stderr.isTTY) this.#bar.start(total, this.#done, { name: this.#name });
  }

  show(name: string): void {
    this.#name = name;
    this.#bar.update(this.#done, { name });
  }

  /** One more is done; what is printed scrolls away above the bar. */
  advance(text: string): void {
    this.#done += 1;
    this.stop();
    process.stdout.write(text);
    this.start(this.#total);
  }

  stop(): void {
    this.#bar.stop();
  }
}
