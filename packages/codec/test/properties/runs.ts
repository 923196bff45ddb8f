import type { Parameters } from 'fast-check';

/**
 * How often a property is tried: as often as it says itself, or `MM7_FUZZ_RUNS` times; from a random seed, which a failure
 * prints, or from `MM7_FUZZ_SEED`.
 */
export function runs(usual: number): Parameters<unknown> {
  const count = numberFrom('MM7_FUZZ_RUNS');
  const seed = numberFrom('MM7_FUZZ_SEED');
  return { numRuns: count ?? usual, ...(seed === undefined ? {} : { seed }) };
}

function numberFrom(variable: string): number | undefined {
  const value = process.env[variable];
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${variable} must be an integer, not ${value}`);
  return number;
}
