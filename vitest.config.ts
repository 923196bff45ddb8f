import { defineConfig } from 'vitest/config';

const conditions = ['@mm7/source', 'import', 'node', 'default'];

const isFuzzing = process.env['MM7_FUZZ_SEED'] !== undefined;

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test-vectors/test/**/*.test.ts'],
    setupFiles: isFuzzing ? ['scripts/fuzz/properties.mts'] : [],
    testTimeout: isFuzzing ? 0 : 30_000,
  },
});
