import { types } from 'node:util';
import { Mm7Error } from '@mm7/schema';
import type { ChunkResult, ChunkSource } from './chunk-source.ts';
import { IteratorSource } from './iterator-source.ts';
import { isNodeStream, NodeStreamSource } from './node-stream-source.ts';

/** A web stream of bytes, described by the part of it that is used, so that the types of no platform are needed. */
export interface ReadableByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(reason?: unknown): Promise<void>;
  };
}

/**
 * The body of a message: bytes in memory, a Node stream or any other asynchronous iterable of bytes, a web stream (such
 * as the `body` of a `Request`), or nothing.
 */
export type MessageBody = Uint8Array | AsyncIterable<Uint8Array> | ReadableByteStream | null;

/**
 * Opens a body for reading.
 *
 * @throws {Mm7Error} `invalid-option` when `body` is no body, or a stream that someone else is reading
 */
export function openBody(body: MessageBody): ChunkSource {
  if (body === null) return new MemorySource(new Uint8Array());
  if (types.isUint8Array(body)) return new MemorySource(body);
  if (typeof body === 'object' && 'getReader' in body) return new WebStreamSource(body);
  if (typeof body === 'object' && Symbol.asyncIterator in body) {
    return isNodeStream(body) ? new NodeStreamSource(body) : new IteratorSource(body);
  }
  throw new Mm7Error(
    'invalid-option',
    `the body must be a Uint8Array, an asynchronous iterable or a web stream, not ${typeof body}`,
    { statusCode: 3000 },
  );
}

class MemorySource implements ChunkSource {
  #bytes: Uint8Array | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  atHand(): unknown {
    const bytes = this.#bytes ?? null;
    this.#bytes = undefined;
    return bytes;
  }

  async next(): Promise<ChunkResult> {
    return { done: true };
  }

  async release(): Promise<void> {
    this.#bytes = undefined;
  }
}

class WebStreamSource implements ChunkSource {
  readonly #reader: ReturnType<ReadableByteStream['getReader']>;

  constructor(stream: ReadableByteStream) {
    try {
      this.#reader = stream.getReader();
    } catch (cause) {
      throw new Mm7Error('invalid-option', 'the body is a stream that is being read already', {
        statusCode: 3000,
        cause,
      });
    }
  }

  atHand(): unknown {
    return null;
  }

  next(): Promise<ChunkResult> {
    return this.#reader.read();
  }

  async release(): Promise<void> {
    await this.#reader.cancel();
  }
}

/**
 * A chunk, if it is one.
 *
 * @throws {Mm7Error} `invalid-option` when a source yields anything else
 */
export function checkedChunk(chunk: unknown): Uint8Array {
  if (types.isUint8Array(chunk)) return chunk;
  throw new Mm7Error('invalid-option', `the body must yield Uint8Arrays, not ${typeof chunk}`, { statusCode: 3000 });
}
