import { type FileHandle, unlink } from 'node:fs/promises';
import { unwritable } from './command-error.ts';

/** A file that is being written. */
export class OutputFile {
  /** Its path as it was given. */
  readonly path: string;
  readonly #handle: FileHandle;

  constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  /** @throws CommandError `unwritable-file` */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.#handle.writeFile(bytes);
    } catch (error) {
      throw unwritable(this.path, error);
    }
  }

  /** Keeps the file: all of it has been written. */
  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** Removes the file, so that no half of one is taken for the whole; a device stays. */
  async discard(): Promise<void> {
    const status = await this.#handle.stat();
    await this.#handle.close();
    if (status.isFile()) await unlink(this.path);
  }
}
