import { encode } from '@mm7/codec';
import type { Message } from '@mm7/schema';
import { attachmentFiles } from './attachment-file.ts';
import { contentOf } from './content.ts';
import { openInput } from './input.ts';
import { readMessage } from './message-json.ts';
import { OutputFile } from './output-file.ts';
import { Progress } from './progress.ts';
import { type Terminal, write } from './terminal.ts';
import { terminalText } from './terminal-text.ts';

/** The options of `mm7 encode`. */
export interface EncodeCommandOptions {
  /** Files to send with the message. */
  readonly attach?: readonly string[];
  /** File to write; standard output when absent. */
  readonly output?: string;
}

/**
 * Writes the HTTP message that carries a message and its attachments.
 *
 * @throws Mm7Error, CommandError
 */
export async function encodeCommand(file: string, options: EncodeCommandOptions, terminal: Terminal): Promise<void> {
  const message = await readMessage((await openInput(file, terminal)).bytes);
  const files = await attachmentFiles(options.attach ?? [], terminal.interruption);
  const encoded = encode(message, contentOf(message, files));
  for (const { code, message: text } of encoded.warnings) {
    await write(terminal.stderr, `${terminalText(`mm7: ${code}: ${text}`)}\n`);
  }
  const head = headOf(message, encoded.headers);
  const progress = new Progress(terminal.stderr, 'Encoding', encoded.contentLength);
  progress.start();
  try {
    await writeMessage(head, progress.watch(encoded.body), options.output, terminal);
  } finally {
    progress.stop();
  }
}

function headOf({ operation }: Message, headers: Readonly<Record<string, string>>): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...startOf(operation), ...fields, '', ''].join('\r\n');
}

function startOf(operation: Message['operation']): string[] {
  // SOAP 1.1, section 6.2.
  if (operation === 'Fault') return ['HTTP/1.1 500 Internal Server Error'];
  if (operation.endsWith('Rsp')) return ['HTTP/1.1 200 OK'];
  // A request without a known host has an empty Host (RFC 9112, section 3.2).
  return ['POST / HTTP/1.1', 'Host: '];
}

async function writeMessage(
  head: string,
  body: AsyncIterable<Uint8Array>,
  output: string | undefined,
  terminal: Terminal,
): Promise<void> {
  if (output === undefined) {
    await write(terminal.stdout, head);
    for await (const bytes of body) await write(terminal.stdout, bytes);
    return;
  }
  const file = await OutputFile.replacing(output);
  try {
    await file.write(new TextEncoder().encode(head));
    for await (const bytes of body) await file.write(bytes);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.close();
}
