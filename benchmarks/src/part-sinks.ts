import { createHash, type Hash } from 'node:crypto';
import type { ContentSink, PartSink } from './contender.ts';

/** What identifies a part. */
export interface PartDigest {
  /** Media type without parameters; empty if the reader was not asked for it, or there is none. */
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** Counts parts, their types and their bytes, which costs next to nothing. */
export class PartCounter implements PartSink, ContentSink {
  parts = 0;
  types = 0;
  bytes = 0;

  begin(): ContentSink {
    this.parts += 1;
    return this;
  }

  type(value: string): void {
    if (value !== '') this.types += 1;
  }

  data(bytes: Uint8Array): void {
    this.bytes += bytes.length;
  }

  end(): void {}
}

/** Takes size and hash of every part. */
export class PartHasher implements PartSink {
  readonly #contents: ContentHasher[] = [];

  begin(): ContentHasher {
    const content = new ContentHasher();
    this.#contents.push(content);
    return content;
  }

  /** In the order in which the parts began. */
  get digests(): PartDigest[] {
    return this.#contents.map(({ digest }) => digest);
  }
}

class ContentHasher implements ContentSink {
  readonly #hash: Hash = createHash('sha256');
  #type = '';
  #size = 0;
  #sha256 = 'of a part that did not end';

  type(value: string): void {
    this.#type = value.split(';', 1)[0]?.toLowerCase() ?? '';
  }

  data(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  end(): void {
    this.#sha256 = this.#hash.digest('hex');
  }

  get digest(): PartDigest {
    return { type: this.#type, size: this.#size, sha256: this.#sha256 };
  }
}

/** The digest of content that comes in one or more pieces, with the type of its part where that is known. */
export function digestOf(pieces: Iterable<Uint8Array>, type = ''): PartDigest {
  const content = new ContentHasher();
  content.type(type);
  for (const bytes of pieces) content.data(bytes);
  content.end();
  return content.digest;
}

/**
 * Compares what was found with what was put in.
 *
 * @throws {Error} that says where they differ
 */
export function requireDigests(found: readonly PartDigest[], expected: readonly PartDigest[]): void {
  if (found.length !== expected.length) throw new Error(`${found.length} parts instead of ${expected.length}`);
  for (const [index, { type, size, sha256 }] of expected.entries()) {
    const part = found[index];
    if (part?.type !== type) throw new Error(`part ${index + 1} is of type ${part?.type} instead of ${type}`);
    if (part.size !== size) throw new Error(`part ${index + 1} has ${part.size} bytes instead of ${size}`);
    if (part.sha256 !== sha256) throw new Error(`part ${index + 1} has the right size, but other bytes`);
  }
}
