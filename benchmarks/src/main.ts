import { Command } from 'commander';
import { benchmark } from './benchmark.ts';
import { groups } from './groups.ts';
import { hostile } from './hostile/hostile.ts';
import { writePageAgain } from './page.ts';

const groupNames = groups.map(({ name }) => name);

const program = new Command('npm run bench --')
  .description('Measures mm7 beside everything a user might pick instead, in one run.')
  // What stands behind the name of a command is for that command.
  .enablePositionalOptions()
  .option('--quick', 'a selection of samples, in less than a minute', false)
  .option('--only <group>', `one group: ${groupNames.join(', ')} (may be repeated)`, collect, [])
  .option('--json', 'print the figures as JSON', false)
  .option('--write', 'keep the figures in results.json, and write RESULTS.md and its plots', false)
  .action(benchmark);
program
  .command('hostile')
  .description('Feeds hostile messages at one size and at eight times that, and prints what it costs.')
  .option('--json', 'print the figures as JSON', false)
  .option('--write', 'write HOSTILE.md, and what the README shows of it', false)
  .action(hostile);
program.command('page').description('Writes RESULTS.md and its plots anew from results.json.').action(writePageAgain);

await program.parseAsync();

function collect(name: string, names: readonly string[]): string[] {
  if (!groupNames.includes(name))
    program.error(`error: no group is called ${name}; there are ${groupNames.join(', ')}`);
  return [...names, name];
}
