import { Readable, Writable } from 'node:stream';
import type { Terminal } from '../src/terminal.ts';

/** A terminal in memory: what is put into standard input, and what comes out. */
export class MemoryTerminal implements Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly hasColors = false;
  readonly columns: number;
  readonly #interruption = new AbortController();
  readonly interruption = this.#interruption.signal;
  readonly #out: Uint8Array[] = [];
  readonly #err: Uint8Array[] = [];

  constructor(stdin: Readable | Uint8Array | string = '', columns = 80) {
    this.columns = columns;
    this.stdin = stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]);
    this.stdout = collecting(this.#out);
    this.stderr = collecting(this.#err);
  }

  /** What Ctrl-C does. */
  interrupt(): void {
    this.#interruption.abort();
  }

  /** Bytes written to standard output. */
  get outBytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#out));
  }

  /** Text written to standard output. */
  get out(): string {
    return new TextDecoder().decode(this.outBytes);
  }

  /** Text written to standard error. */
  get err(): string {
    return new TextDecoder().decode(Buffer.concat(this.#err));
  }
}

function collecting(chunks: Uint8Array[]): Writable {
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
}
