import { Presets, SingleBar } from 'cli-progress';

/** How far a run has come: a bar below what is printed, on a terminal alone. */
export class Progress {
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
