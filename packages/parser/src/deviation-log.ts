import {
  type DeviationCode,
  deviations,
  Mm7Error,
  type Mm7ErrorCode,
  type Mode,
  type ReadSoFar,
  type Warning,
} from '@mm7/schema';

import { copied } from './copied.ts';

// No message needs more to tell its sender what is wrong, and a hostile one could ask for a hundred thousand.
const mostWarningsOfACode = 100;

/** Collects deviations: warnings in lenient mode, an error at the first one in strict mode. */
export class DeviationLog {
  /** What was reported. */
  readonly warnings: Warning[] = [];
  readonly #mode: Mode;
  // Made at the first deviation: a clean message has none.
  #counts: Map<DeviationCode, number> | undefined;
  #once: Set<string> | undefined;
  readonly #readSoFar: () => ReadSoFar;

  constructor(mode: Mode, readSoFar: () => ReadSoFar) {
    this.#mode = mode;
    this.#readSoFar = readSoFar;
  }

  /** Reports a deviation. */
  report(code: DeviationCode, message: string, place: Omit<Warning, 'code' | 'message'>): void {
    if (this.#mode === 'strict') throw this.error(code, message, deviations[code].statusCode, place);
    this.#counts ??= new Map();
    const count = this.#counts.get(code) ?? 0;
    this.#counts.set(code, count + 1);
    // The message may have been put together with slices of the document.
    if (count < mostWarningsOfACode) this.warnings.push({ code, message: copied(message), ...place });
  }

  /** Reports a deviation that concerns the whole document, the first time alone; `subject` tells such deviations apart. */
  reportOnce(code: DeviationCode, subject: string, message: string, place: Omit<Warning, 'code' | 'message'>): void {
    const key = `${code} ${subject}`;
    this.#once ??= new Set();
    if (this.#once.has(key)) return;
    this.#once.add(key);
    this.report(code, message, place);
  }

  /** An error that tells what had been read. */
  error(
    code: Mm7ErrorCode,
    message: string,
    statusCode: number,
    place: Omit<Warning, 'code' | 'message'>,
    cause?: unknown,
  ): Mm7Error {
    return new Mm7Error(code, message, { statusCode, ...place, envelope: this.#readSoFar(), cause });
  }
}
