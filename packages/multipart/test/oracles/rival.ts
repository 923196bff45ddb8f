import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./rival-process.mjs', import.meta.url));

/** Splitters of others. */
export const rivals = ['dicer', '@fastify/busboy', 'mailsplit'] as const;
/** One of them. */
export type Rival = (typeof rivals)[number];

/** What a splitter makes of a body: its parts, and how it came to its end. */
export interface RivalOutcome {
  readonly parts: readonly {
    /** Names of header fields, in any case and order. */
    readonly names: readonly string[];
    readonly content: string;
  }[];
  readonly ending: 'good' | 'error' | 'crash' | 'hang';
}

/** Splits bodies with splitters of others, one body after the other, in a process that may die of it. */
export class RivalProcess {
  #child: ChildProcess | undefined;

  async split(rival: Rival, boundary: string, body: string): Promise<RivalOutcome> {
    const child = this.#child ?? fork(program);
    this.#child = child;
    const answered = once(child, 'message');
    child.send({ rival, boundary, body });
    const [outcome]: RivalOutcome[] = await answered;
    if (outcome === undefined) throw new Error('no answer');
    if (outcome.ending === 'crash') this.stop();
    return outcome;
  }

  stop(): void {
    this.#child?.kill();
    this.#child = undefined;
  }
}
