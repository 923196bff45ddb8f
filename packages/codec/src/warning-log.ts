import { type DeviationCode, deviations, Mm7Error, type Mode, type ReadSoFar, type Warning } from '@mm7/schema';

/** The place of what stands in the header fields of the HTTP message. */
export const httpHead = { path: 'HTTP head' } as const;

/** Deviations of the message as a whole: where the first is, the others are no news. */
const reportedOnce: ReadonlySet<DeviationCode> = new Set(['lf-line-endings']);

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
   * Reports a deviation, in the header fields of the HTTP message where no other place is given.
   *
   * @throws {Mm7Error} in strict mode, with the code of the deviation
   */
  report(code: DeviationCode, message: string, place: Omit<Warning, 'code' | 'message'> = httpHead): void {
    if (this.#mode === 'strict') {
      const { statusCode } = deviations[code];
      const envelope = this.envelope === undefined ? {} : { envelope: this.envelope };
      throw new Mm7Error(code, message, { statusCode, ...place, ...envelope });
    }
    if (reportedOnce.has(code) && this.warnings.some((warning) => warning.code === code)) return;
    this.warnings.push({ code, message, ...place });
  }
}
