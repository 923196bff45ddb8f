import { type FileHandle, open } from 'node:fs/promises';
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
  if (file === '-') return { bytes: terminal.stdin };
  try {
    const handle = await open(file);
    const status = await handle.stat();
    const bytes = bytesOf(file, handle);
    return status.isFile() ? { bytes, size: status.size } : { bytes };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Reads all of an input, as text in UTF-8. */
export async function readText(input: Input): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of input.bytes) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

async function* bytesOf(file: string, handle: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of handle.createReadStream()) yield bytes;
  } catch (error) {
    throw unreadable(file, error);
  }
}
