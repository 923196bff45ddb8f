import { type DeviationCode, deviations, Mm7Error, type Mode, type Warning } from '@mm7/schema';

/** Gathers the deviations of an HTTP head. */
export class HeadDeviations {
  readonly #lines = new Map<DeviationCode, number>();

  /** Notes a deviation in line `line` of the head, counted from 1. Of several of one kind the first counts. */
  report(code: DeviationCode, line: number): void {
    this.#lines.set(code, Math.min(line, this.#lines.get(code) ?? line));
  }

  /**
   * What was gathered, in the order of the lines.
   *
   * @throws Mm7Error with the code of the first deviation, in strict mode
   */
  warnings(mode: Mode): Warning[] {
    const warnings = [...this.#lines]
      .sort(([, line], [, other]) => line - other)
      .map(([code, line]) => ({ code, message: deviations[code].explanation, path: 'HTTP head', line }));
    const first = warnings[0];
    if (mode === 'lenient' || first === undefined) return warnings;
    const { code, message, path, line } = first;
    throw new Mm7Error(code, message, { path, line, statusCode: deviations[code].statusCode });
  }
}
