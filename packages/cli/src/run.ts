import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { type DecodeCommandOptions, decodeCommand } from './decode-command.ts';
import { type DiffCommandOptions, diffCommand } from './diff/diff-command.ts';
import { type EncodeCommandOptions, encodeCommand } from './encode-command.ts';
import { errorLine } from './error-line.ts';
import { type Failure, failureOf, isBrokenPipe } from './failure.ts';
import { type InspectCommandOptions, inspectCommand } from './inspect/inspect-command.ts';
import { failureJson } from './json.ts';
import { type Terminal, write } from './terminal.ts';

const good = 0;
const badInput = 1;
const wrongUsage = 2;
/** As a shell reports the end by Ctrl-C. */
const interrupted = 130;

/**
 * Runs the command line.
 *
 * @param args what stands after the name of the command
 * @returns the exit status: 0 good, 1 the input is bad, 2 wrong usage, 130 interrupted
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let status = good;
  const program = new Command('mm7')
    .description('Looks into captured MM7 messages, and builds MM7 messages.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  program
    .command('decode')
    .description('Show the message in a capture: an HTTP message, a SOAP envelope alone, or a multipart body alone.')
    .argument('<file>', 'the capture; - is standard input')
    .option('--json', 'print JSON instead of a tree')
    .option('--strict', 'refuse the first deviation from the standards instead of warning of it')
    .option('--extract <directory>', 'write the parts beside the envelope into this directory')
    .option('--content-type <type>', 'the whole file is the body, and this is its Content-Type')
    .action(async (file: string, options: DecodeCommandOptions) => {
      status = await statusOf(
        decodeCommand(file, options, terminal).then(() => good),
        terminal,
        options.json,
      );
    });
  program
    .command('inspect')
    .description('Explain a capture, whatever is wrong with it: what it holds, what each thing means, what to mend.')
    .argument('<file>', 'the capture; - is standard input')
    .option('--json', 'print JSON instead of text')
    .option('--html <file>', 'write a page for a browser to this file, besides what is printed')
    .option('--show-secrets', 'show credentials and the VASPID, which are masked otherwise')
    .option('--content-type <type>', 'the whole file is the body, and this is its Content-Type')
    .addHelpText('after', '\nExit status: 0 the message can be read, 1 it cannot, 2 wrong usage.')
    .action(async (file: string, options: InspectCommandOptions) => {
      status = await statusOf(inspected(file, options, terminal), terminal, options.json);
    });
  program
    .command('diff')
    .description('Compare two captures by what they mean: the fields of the message, and the content of its parts.')
    .argument('<a>', 'a capture; - is standard input')
    .argument('<b>', 'another one')
    .option('--json', 'print JSON instead of text')
    .option('--show-secrets', 'show the VASPID, which is masked otherwise')
    .addHelpText(
      'after',
      '\nThe namespace, the version, identifiers of parts and deviations are how a message is written, not what it means:' +
        '\ndifferences in them are shown but do not count.' +
        '\n\nExit status: 0 same meaning, 1 another meaning or bad input, 2 wrong usage.',
    )
    .action(async (a: string, b: string, options: DiffCommandOptions, command: Command) => {
      if (a === '-' && b === '-') command.error('error: only one of the captures can be standard input');
      const isSame = diffCommand([a, b], options, terminal);
      status = await statusOf(
        isSame.then((same) => (same ? good : badInput)),
        terminal,
        options.json,
      );
    });
  program
    .command('encode')
    .description('Write the HTTP message that carries a message given as JSON.')
    .argument('<message>', 'what decode --json prints, or its message alone; - is standard input')
    .option('--attach <file>', 'send this file with the message; may be repeated', addedTo)
    .option('--output <file>', 'write to this file instead of standard output')
    .action(async (file: string, options: EncodeCommandOptions) => {
      status = await statusOf(
        encodeCommand(file, options, terminal).then(() => good),
        terminal,
      );
    });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? good : wrongUsage;
  }
}

function addedTo(file: string, files: readonly string[] = []): readonly string[] {
  return [...files, file];
}

/** Waits for a command, and tells of its failure: on one line, and as JSON where that is wanted. */
async function statusOf(command: Promise<number>, terminal: Terminal, json = false): Promise<number> {
  try {
    return await command;
  } catch (error) {
    // Whoever closed our output early has what they wanted.
    if (isBrokenPipe(error)) return good;
    const failure = failureOf(error);
    if (json) await write(terminal.stdout, failureJson(failure));
    return await failed(failure, terminal);
  }
}

async function failed(failure: Failure, terminal: Terminal): Promise<number> {
  await write(terminal.stderr, `${errorLine(failure)}\n`);
  return failure.code === 'interrupted' ? interrupted : badInput;
}

/** Inspects a capture; that a message cannot be read has been explained by then. */
async function inspected(file: string, options: InspectCommandOptions, terminal: Terminal): Promise<number> {
  const failure = await inspectCommand(file, options, terminal);
  return failure === undefined ? good : await failed(failure, terminal);
}
