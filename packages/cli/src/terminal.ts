import type { Readable, Writable } from 'node:stream';

/** What a run of the command reads from and writes to. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether standard output takes colours. */
  readonly hasColors: boolean;
  /** How many columns standard output has. */
  readonly columns: number;
  /** Is aborted when the user wants the run to end. */
  readonly interruption: AbortSignal;
}

/** Writes to a stream and waits until it has taken the bytes, so that memory does not grow with the output. */
export function write(stream: Writable, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(data, (error) => (error ? reject(error) : resolve()));
  });
}
