import { defineConfig } from 'vitest/config';

const conditions = ['@mm7/source', 'import', 'node', 'default'];

const isFuzzing = process.env['MM7_FUZZ_SEED'] !== undefined;

/** The packages that a codec consists of; each keeps the floor by itself. */
const codecPackages = ['charset', 'multipart', 'schema', 'parser', 'serializer', 'codec'].map(
  (name) => `packages/${name}/src/**/*.ts`,
);

const floor = { lines: 95, branches: 95 };

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test-vectors/test/**/*.test.ts'],
    setupFiles: [isFuzzing ? 'scripts/fuzz/properties.mts' : 'scripts/one-seed.mts'],
    testTimeout: isFuzzing ? 0 : 120_000,
    coverage: {
      include: codecPackages,
      reporter: ['text-summary'],
      thresholds: Object.fromEntries(codecPackages.map((sources) => [sources, floor])),
    },
  },
});
