/** What can go wrong around a message: with files, and with the JSON of one. */
export type CommandErrorCode =
  | 'file-not-found'
  | 'unreadable-file'
  | 'unwritable-file'
  | 'invalid-json'
  | 'interrupted';

/** An error of the command itself. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: CommandErrorCode;

  constructor(code: CommandErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const reasons = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'it is a directory'],
  ['ENOTDIR', 'a part of the path is no directory'],
  ['ENOENT', 'no such file or directory'],
  ['EEXIST', 'it exists already'],
  ['ELOOP', 'too many symbolic links'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOSPC', 'no space left'],
  ['EROFS', 'the file system is read-only'],
]);

/** Code of an error of the operating system, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A file that cannot be read. */
export function unreadable(file: string, error: unknown): CommandError {
  const code = systemCode(error);
  if (code === 'ENOENT') return new CommandError('file-not-found', `There is no file ${file}`, error);
  if (code === 'ABORT_ERR') return new CommandError('interrupted', 'The run was interrupted', error);
  return new CommandError('unreadable-file', `${file} cannot be read: ${reasonOf(error)}`, error);
}

/** A file or directory that cannot be written. */
export function unwritable(file: string, error: unknown): CommandError {
  return new CommandError('unwritable-file', `${file} cannot be written: ${reasonOf(error)}`, error);
}

function reasonOf(error: unknown): string {
  const code = systemCode(error);
  return (
    (code === undefined ? undefined : reasons.get(code)) ?? (error instanceof Error ? error.message : String(error))
  );
}
