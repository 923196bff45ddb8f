import pico from 'picocolors';
import { run } from './run.ts';

// Each write reports its own error; without a listener a closed pipe would end the process before that.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  hasColors: pico.isColorSupported && process.stdout.isTTY,
});
