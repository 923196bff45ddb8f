import type { Parameters } from 'fast-check';

/** How often a property is tried: as often as it says itself, or `MM7_FUZZ_RUNS` times. */
export function runs(usual: number): Parameters<unknown> {
  const value = process.env['MM7_FUZZ_RUNS'];
  if (value === undefined || value === '') return { numRuns: usual };
  const numRuns = Number(value);
  if (!Number.isSafeInteger(numRuns)) throw new RangeError(`MM7_FUZZ_RUNS must be an integer, not ${value}`);
  return { numRuns };
}
