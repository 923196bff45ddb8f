// Set-up of a test run on a mutant: properties start from one seed, so that a score can be had again, and are tried a few
// times only, since they are tried on thousands of mutants.
import type fastCheck from 'fast-check';
import type { IProperty, Parameters } from 'fast-check';
import { vi } from 'vitest';

const seed = 1;
const mostRuns = 30;

vi.mock('fast-check', async (importOriginal) => {
  const { default: original } = await importOriginal<{ readonly default: typeof fastCheck }>();
  // The promise of an asynchronous property is awaited by its test.
  function assert<T>(property: IProperty<T>, parameters: Parameters<T> = {}): unknown {
    return original.assert(property, {
      ...parameters,
      seed,
      numRuns: Math.min(parameters.numRuns ?? mostRuns, mostRuns),
    });
  }
  return { default: { ...original, assert } };
});
