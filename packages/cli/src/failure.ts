import { Mm7Error, type ReadSoFar } from '@mm7/schema';
import { CommandError, systemCode } from './command-error.ts';
import type { Place } from './place.ts';

/** Why the command failed: what `--json` prints under the key `error`. */
export interface Failure extends Place {
  readonly code: string;
  readonly message: string;
  /** The MM7 status code with which a server should answer; absent when the trouble is not in the message. */
  readonly statusCode?: number;
  /** What had been read of the envelope. */
  readonly envelope?: ReadSoFar | undefined;
}

/** What is told of an error, in the order in which it is printed. */
export function failureOf(error: unknown): Failure {
  if (Mm7Error.is(error)) {
    const { code, message, statusCode, path, offset, line, column, envelope } = error;
    return { code, message, statusCode, path, offset, line, column, envelope };
  }
  if (error instanceof CommandError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal-error', message };
}

/** Whether an error says that the reader of our output has gone, as `head` does when it has enough. */
export function isBrokenPipe(error: unknown): boolean {
  return systemCode(error) === 'EPIPE';
}
