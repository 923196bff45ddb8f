import { defineConfig } from 'tsup';

/** Every package is built alike; the entry points are named on the command line. */
export default defineConfig({
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'node',
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  clean: true,
  treeshake: true,
  sourcemap: false,
});
