import { type DeviationCode, deviations, Mm7Error, type Mode, type ReadSoFar, type Warning } from '@mm7/schema';

/** Collects the deviations of one message: warnings in lenient mode, an error at the first one in strict mode. */
export class WarningLog {
  /** What was reported, in the order in which it was found. */
  readonly warnings: Warning[] = [];
  /** What the errors of strict mode say of the envelope, once it has been read. */
  envelope: ReadSoFar | undefined;
  readonly #mode: Mode;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  /**
   * Reports a deviation.
   *
   * @throws {Mm7Error} in strict mode, with the code of the deviation
   */
  report(code: DeviationCode, message: string, place: Omit<Warning, 'code' | 'message'> = {}): void {
    if (this.#mode === 'strict') {
      const { statusCode } = deviations[code];
      const envelope = this.envelope === undefined ? {} : { envelope: this.envelope };
      throw new Mm7Error(code, message, { statusCode, ...place, ...envelope });
    }
    this.warnings.push({ code, message, ...place });
  }
}
