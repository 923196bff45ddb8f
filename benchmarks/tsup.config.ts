import { defineConfig } from 'tsup';

/** The benchmarks alone are bundled; mm7 and its rivals are imported as their users import them. */
export default defineConfig({
  entry: { main: 'src/main.ts', contestant: 'src/contestant.ts', subject: 'src/hostile/subject.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  clean: true,
  silent: true,
  skipNodeModulesBundle: true,
});
