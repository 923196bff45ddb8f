import pico from 'picocolors';
import { columnsOf } from './columns.ts';
import { run } from './run.ts';

// Each write reports its own error; without a listener a closed pipe would end the process before that.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

// The first interruption lets files be tidied up; the second ends the process at once.
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interruption.abort());

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  hasColors: pico.isColorSupported && process.stdout.isTTY,
  columns: columnsOf(process.stdout.columns, process.env['COLUMNS']),
  interruption: interruption.signal,
});
