import { Readable } from 'node:stream';
import { types } from 'node:util';
import type { ChunkResult } from './chunk-source.ts';
import { IteratorSource } from './iterator-source.ts';

/**
 * Below this many bytes, what is done for each chunk costs more than its content. Above, promises are worth their price:
 * without them the engine would collect its garbage later, and the memory of chunks with it.
 */
const smallChunk = 16 * 1024;

/**
 * A stream of Node. Its iterator takes several promises for each chunk, so where chunks are small it does no more than
 * wait, and see to errors, the end and release: whenever it is not waiting, what the stream has at hand is read past it.
 */
export class NodeStreamSource extends IteratorSource {
  readonly #stream: Readable;
  #isInSmallChunks = false;

  constructor(stream: Readable) {
    super(stream);
    this.#stream = stream;
  }

  override atHand(): unknown {
    if (!this.#isInSmallChunks || this.#stream.destroyed) return null;
    const chunk: unknown = this.#stream.read();
    if (chunk !== null) this.#isInSmallChunks = isSmall(chunk);
    return chunk;
  }

  override async next(): Promise<ChunkResult> {
    const result = await super.next();
    this.#isInSmallChunks = isSmall(result.value);
    return result;
  }
}

/** Whether a body is a stream of Node that gives the same when it is read as when it is iterated. */
export function isNodeStream(body: object): body is Readable {
  return body instanceof Readable && body[Symbol.asyncIterator] === Readable.prototype[Symbol.asyncIterator];
}

function isSmall(chunk: unknown): boolean {
  return types.isUint8Array(chunk) && chunk.length < smallChunk;
}
