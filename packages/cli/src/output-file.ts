import { randomUUID } from 'node:crypto';
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { unwritable } from './command-error.ts';

/** A file that is being written. */
export class OutputFile {
  /** The path it will have. */
  readonly path: string;
  readonly #handle: FileHandle;
  /** The path it has until it is whole. */
  readonly #draft: string;

  constructor(path: string, handle: FileHandle, draft = path) {
    this.path = path;
    this.#handle = handle;
    this.#draft = draft;
  }

  /**
   * A file that takes the place of `path`, and of what is there, once it is whole. A device or a pipe is written to as
   * it is.
   *
   * @throws CommandError `unwritable-file`
   */
  static async replacing(path: string): Promise<OutputFile> {
    try {
      const present = await stat(path).catch(() => undefined);
      if (present === undefined) return await draftOf(path, 0o666);
      if (present.isFile()) return await draftOf(await realpath(path), present.mode);
      return new OutputFile(path, await open(path, 'w'));
    } catch (error) {
      throw unwritable(path, error);
    }
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
    if (this.#draft !== this.path) await rename(this.#draft, this.path);
  }

  /** Removes the file, so that no half of one is taken for the whole; a device stays. */
  async discard(): Promise<void> {
    const status = await this.#handle.stat();
    await this.#handle.close();
    if (status.isFile()) await unlink(this.#draft);
  }
}

async function draftOf(path: string, mode: number): Promise<OutputFile> {
  const draft = `${path}.${randomUUID()}.partial`;
  return new OutputFile(path, await open(draft, 'wx', mode), draft);
}
