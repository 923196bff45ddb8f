import type { Writable } from 'node:stream';
import { Presets, SingleBar } from 'cli-progress';

/** Below this many bytes the work is done before a bar could be read. */
const worthwhile = 8 * 1024 * 1024;

const MiB = 1024 * 1024;

/**
 * A bar that shows how far a stream has come: on a terminal alone, and for large streams alone.
 */
export class Progress {
  readonly #stream: Writable;
  readonly #label: string;
  readonly #total: number;
  #passed = 0;
  #bar: SingleBar | undefined;

  /** @param total bytes that will come; no bar is shown when that is not known */
  constructor(stream: Writable, label: string, total = 0) {
    this.#stream = stream;
    this.#label = label;
    this.#total = total;
  }

  /** Counts bytes as they pass. */
  async *watch(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#passed += chunk.length;
      this.#bar?.update(this.#passed);
      yield chunk;
    }
  }

  /** Shows the bar. */
  start(): void {
    if (this.#total < worthwhile || !isTerminal(this.#stream)) return;
    const format = `${this.#label} {bar} {percentage}% of ${(this.#total / MiB).toFixed(0)} MiB`;
    const options = { stream: this.#stream, format, clearOnComplete: true, hideCursor: true, gracefulExit: false };
    this.#bar = new SingleBar(options, Presets.shades_classic);
    this.#bar.start(this.#total, this.#passed);
  }

  /** Takes the bar away. */
  stop(): void {
    this.#bar?.stop();
  }
}

function isTerminal(stream: Writable): boolean {
  return 'isTTY' in stream && stream.isTTY === true;
}
