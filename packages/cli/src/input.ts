import { open } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { unreadable } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/** Bytes to read, and how many there are where that is known. */
export interface Input {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly size?: number;
}

/**
 * Opens a file, or standard input for `-`. The file is closed when its bytes have been read or the loop is left.
 *
 * @throws CommandError `file-not-found`, `unreadable-file`; reading the bytes throws the latter too, for a directory say
 */
export async function openInput(file: string, terminal: Terminal): Promise<Input> {
  const { stdin, interruption } = terminal;
  if (file === '-') return { bytes: bytesOf('standard input', () => stdin, interruption) };
  try {
    const handle = await open(file);
    const status = await handle.stat();
    const bytes = bytesOf(file, () => handle.createReadStream(), interruption);
    return status.isFile() ? { bytes, size: status.size } : { bytes };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/**
 * The bytes of a stream, which is opened when they are wanted, until `signal` is aborted.
 *
 * @throws CommandError that names the file
 */
export async function* bytesOf(
  file: string,
  openStream: () => Readable,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of addAbortSignal(signal, openStream())) yield bytes;
  } catch (error) {
    throw unreadable(file, error);
  }
}
