import { Readable } from 'node:stream';
import { types } from 'node:util';
import { Mm7Error } from '@mm7/schema';

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

/** What a source answers: a chunk, if it keeps its promises, or that it has ended. */
export interface ChunkResult {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
}

/** Chunks of a body, pulled one by one. */
export interface ChunkSource {
  /** The next chunk, unchecked, if it is there already; else `undefined`. A source may be one that never knows. */
  atHand?(): unknown;
  /** Waits for the next chunk, which is unchecked, when none is at hand. */
  next(): Promise<ChunkResult>;
  /** Gives the source up before its end; `isPending` says that a call of `next` has not been answered yet. */
  release(isPending: boolean): Promise<void>;
}

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

/**
 * Below this many bytes, what is done for each chunk costs more than its content. Above, promises are worth their price:
 * without them the engine would collect its garbage later, and the memory of chunks with it.
 */
const smallChunk = 16 * 1024;

class MemorySource implements ChunkSource {
  #bytes: Uint8Array | undefined;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  atHand(): unknown {
    const bytes = this.#bytes;
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

  next(): Promise<ChunkResult> {
    return this.#reader.read();
  }

  async release(): Promise<void> {
    await this.#reader.cancel();
  }
}

class IteratorSource implements ChunkSource {
  readonly #body: AsyncIterable<Uint8Array>;
  readonly #iterator: AsyncIterator<Uint8Array>;

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#body = body;
    this.#iterator = body[Symbol.asyncIterator]();
  }

  next(): Promise<ChunkResult> {
    return this.#iterator.next();
  }

  async release(isPending: boolean): Promise<void> {
    if (!isPending) {
      await this.#iterator.return?.();
      return;
    }
    // A generator answers `return` only when what it waits for has come, so a stalled Node stream is destroyed directly.
    if ('destroy' in this.#body && typeof this.#body.destroy === 'function') this.#body.destroy();
    void this.#iterator.return?.()?.catch(() => undefined);
  }
}

/**
 * A stream of Node. Its iterator takes several promises for each chunk, so where chunks are small it does no more than
 * wait, and see to errors, the end and release: whenever it is not waiting, what the stream has at hand is read past it.
 */
class NodeStreamSource extends IteratorSource {
  readonly #stream: Readable;
  #isInSmallChunks = false;

  constructor(stream: Readable) {
    super(stream);
    this.#stream = stream;
  }

  atHand(): unknown {
    return this.#isInSmallChunks && !this.#stream.destroyed ? (this.#stream.read() ?? undefined) : undefined;
  }

  override async next(): Promise<ChunkResult> {
    const result = await super.next();
    this.#isInSmallChunks = types.isUint8Array(result.value) && result.value.length < smallChunk;
    return result;
  }
}

/** Whether a body is a stream of Node that gives the same when it is read as when it is iterated. */
function isNodeStream(body: object): body is Readable {
  return body instanceof Readable && body[Symbol.asyncIterator] === Readable.prototype[Symbol.asyncIterator];
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
