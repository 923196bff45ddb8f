import { Command } from 'commander';
import { benchmark } from './benchmark.ts';
import { groups } from './groups.ts';

const groupNames = groups.map(({ name }) => name);

const program = new Command('npm run bench --')
  .description('Measures mm7 beside everything a user might pick instead, in one run.')
  .option('--quick', 'a selection of samples, in less than a minute', false)
  .option('--only <group>', `one group: ${groupNames.join(', ')} (may be repeated)`, collect, [])
  .option('--json', 'print the figures as JSON', false)
  .action(benchmark);

await program.parseAsync();

function collect(name: string, names: readonly string[]): string[] {
  if (!groupNames.includes(name))
    program.error(`error: no group is called ${name}; there are ${groupNames.join(', ')}`);
  return [...names, name];
}
