import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Request } from './protocol.ts';

const program = fileURLToPath(new URL('./contestant.js', import.meta.url));

/** A contender in a process of its own. */
export class ContestantProcess {
  readonly #child: ChildProcess;
  readonly #patience: number;

  /**
   * @param patience seconds to wait for an answer
   * @param flags for the engine
   */
  constructor(patience: number, flags: readonly string[] = []) {
    this.#child = fork(program, { execArgv: [...flags], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#patience = patience;
  }

  /**
   * Asks for something and waits for it.
   *
   * @throws {Error} why there is no answer
   */
  async ask<Type extends Answer['type']>(request: Request, wanted: Type): Promise<Extract<Answer, { type: Type }>> {
    const answer = await this.#answerTo(request);
    if (answer.type === 'failed') throw new Error(answer.reason);
    if (!isOfType(answer, wanted)) throw new Error(`${answer.type} instead of ${wanted}`);
    return answer;
  }

  /** Ends the process. */
  end(): void {
    this.#child.kill('SIGKILL');
  }

  async #answerTo(request: Request): Promise<Answer> {
    const waiting = new AbortController();
    const { signal } = waiting;
    const timer = setTimeout(() => waiting.abort(), this.#patience * 1000);
    this.#child.send(request);
    try {
      const [answer] = await Promise.race([
        once(this.#child, 'message', { signal }),
        once(this.#child, 'exit', { signal }).then((): never => {
          throw new Error('the process has died');
        }),
      ]);
      return answer;
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') throw new Error(`no result in ${this.#patience} s`);
      throw error;
    } finally {
      clearTimeout(timer);
      waiting.abort();
    }
  }
}

function isOfType<Type extends Answer['type']>(answer: Answer, type: Type): answer is Extract<Answer, { type: Type }> {
  return answer.type === type;
}
