import { basename } from 'node:path';
import { resolveMultipartLimits } from '@mm7/multipart';
import { Mm7Error } from '@mm7/schema';
import type { Failure } from '../failure.ts';
import { openInput } from '../input.ts';
import { jsonText } from '../json.ts';
import { outlineText } from '../outline/outline-text.ts';
import { OutputFile } from '../output-file.ts';
import { Progress } from '../progress.ts';
import { type Terminal, write } from '../terminal.ts';
import { terminalText } from '../terminal-text.ts';
import { collect } from './collected-bytes.ts';
import { type Inspected, inspect } from './inspect.ts';
import { Mask } from './mask.ts';
import { outlineOf } from './outline.ts';
import { page } from './page.ts';

/** The options of `mm7 inspect`. */
export interface InspectCommandOptions {
  readonly json?: boolean;
  /** File for the HTML page. */
  readonly html?: string;
  /** Whether credentials and the VASPID are shown. */
  readonly showSecrets?: boolean;
  /** Content-Type of the file, which is then all body. */
  readonly contentType?: string;
}

/**
 * Explains a captured message, whatever is wrong with it.
 *
 * @returns why the message cannot be read, once that has been explained
 * @throws CommandError; Mm7Error `body-too-large`
 */
export async function inspectCommand(
  file: string,
  options: InspectCommandOptions,
  terminal: Terminal,
): Promise<Failure | undefined> {
  const { json = false, html, showSecrets = false, contentType } = options;
  const bytes = await readCaptured(file, terminal);
  const inspected = await inspect(bytes, { contentType, mask: new Mask(showSecrets) });
  const { inspection, failure } = inspected;
  if (html !== undefined) await writePage(html, file, inspected);
  const text = json ? jsonText(inspection) : outlineText(outlineOf(inspection), terminal.columns, terminal.hasColors);
  await write(terminal.stdout, text);
  return failure;
}

async function readCaptured(file: string, terminal: Terminal): Promise<Uint8Array> {
  // What is explained must be in memory.
  const limit = resolveMultipartLimits().bodySize;
  const input = await openInput(file, terminal);
  const progress = new Progress(terminal.stderr, 'Reading', input.size);
  progress.start();
  try {
    const { bytes, error } = await collect(progress.watch(input.bytes), limit);
    if (error !== undefined) throw error;
    if (bytes.length <= limit) return bytes;
    throw new Mm7Error('body-too-large', `The capture exceeds the ${limit} bytes that can be inspected`);
  } finally {
    progress.stop();
  }
}

async function writePage(path: string, file: string, { inspection, contentAt }: Inspected): Promise<void> {
  const title = file === '-' ? 'standard input' : terminalText(basename(file));
  const sections = outlineOf(inspection);
  const output = await OutputFile.replacing(path);
  try {
    await output.write(
      new TextEncoder().encode(page({ title, result: inspection.verdict.result, sections, contentAt })),
    );
  } catch (error) {
    await output.discard();
    throw error;
  }
  await output.close();
}
