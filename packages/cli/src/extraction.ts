import { constants, mkdir, open } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { systemCode, unwritable } from './command-error.ts';
import { type NamedPart, safeFileName } from './file-name.ts';
import { OutputFile } from './output-file.ts';

// A new file or none: an existing one is not touched, a symbolic link not followed.
const createOnly = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** Writes parts into one directory, each into a new file of its own. */
export class Extraction {
  readonly #directory: string;
  /** For each name that was asked for, without regard to case, the number that the next file of that name gets. */
  readonly #numbers = new Map<string, number>();

  /** @param directory is made when the first file is created, if it is not there */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Creates the file of a part. Where the name is taken, a number is added.
   *
   * @throws CommandError `unwritable-file`
   */
  async create(part: NamedPart): Promise<OutputFile> {
    await mkdir(this.#directory, { recursive: true }).catch((error: unknown) => {
      throw unwritable(this.#directory, error);
    });
    const { name, ext } = parse(safeFileName(part));
    for (;;) {
      const path = join(this.#directory, `${name}${this.#suffix(name + ext)}${ext}`);
      try {
        return new OutputFile(path, await open(path, createOnly));
      } catch (error) {
        if (systemCode(error) !== 'EEXIST') throw unwritable(path, error);
      }
    }
  }

  #suffix(name: string): string {
    const key = name.toLowerCase();
    const number = this.#numbers.get(key) ?? 1;
    this.#numbers.set(key, number + 1);
    return number === 1 ? '' : `-${number}`;
  }
}
