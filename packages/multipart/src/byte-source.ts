import { types } from 'node:util';
import type { ChunkSource } from './chunk-source.ts';
import { MultipartError } from './errors.ts';
import { IteratorChunks } from './iterator-chunks.ts';
import { MemoryChunks } from './memory-chunks.ts';
import { isNodeStream, NodeStreamChunks } from './node-stream-chunks.ts';
import { type ByteStream, WebStreamChunks } from './web-stream-chunks.ts';

/** Where the bytes of a body come from: memory, a Node stream or anything else iterable, or a web stream. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | ByteStream;

/**
 * Opens a source for reading.
 *
 * @throws MultipartError `invalid-chunk` when it is none of these; what a web stream throws that someone else is reading
 *
 * @example
 * for await (const chunk of chunksOf(request)) splitter.write(chunk);
 */
export function chunksOf(source: ByteSource): ChunkSource {
  if (types.isUint8Array(source)) return new MemoryChunks(source);
  if (typeof source === 'object' && source !== null) {
    if ('getReader' in source) return new WebStreamChunks(source);
    if (isNodeStream(source)) return new NodeStreamChunks(source);
    if (Symbol.asyncIterator in source) return new IteratorChunks(source);
  }
  throw new MultipartError('invalid-chunk', `expected bytes, or a source of them, got ${typeof source}`);
}
