import { defineConfig } from 'vitest/config';

const conditions = ['@mm7/source', 'import', 'node', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test-vectors/test/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
