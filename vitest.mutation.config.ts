import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import base from './vitest.config.ts';

/** A mutant that a quick file kills never meets a slow one: those of properties, and of messages cut everywhere. */
class SlowFilesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => Number(isSlow(one)) - Number(isSlow(other)));
  }
}

function isSlow({ moduleId }: TestSpecification): boolean {
  return /\/(?:base64|hostile|hostile-input|round-trip|splitter-properties)\.test\.ts$/.test(moduleId);
}

/**
 * The tests as mutants meet them, thousands of times: those of the packages that are mutated, with few runs of each
 * property, and without those that measure resources or compare with other people's packages.
 */
export default mergeConfig(base, {
  test: {
    exclude: [
      '**/node_modules/**',
      'packages/!(multipart|parser)/**',
      'test-vectors/**',
      '**/oracles/**',
      '**/resources.test.ts',
    ],
    // Stryker has a limit of its own for each mutant, which goes by how long the tests took without one.
    testTimeout: 0,
    setupFiles: ['scripts/mutation/properties.mts'],
    isolate: false,
    sequence: { sequencer: SlowFilesLast },
  },
});
