import { types } from 'node:util';
import type { ChunkSource } from './chunk-source.ts';
import { IteratorChunks } from './iterator-chunks.ts';
import { MemoryChunks } from './memory-chunks.ts';
import { isNodeStream, NodeStreamChunks } from './node-stream-chunks.ts';
import { type ByteStream, WebStreamChunks } from './web-stream-chunks.ts';

/** Where the bytes of a body come from: memory, a Node stream or anything else iterable, or a web stream. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | ByteStream;

/**
 * Opens a source for reading.
 *
 * @throws what a web stream throws that someone else is reading
 *
 * @example
 * for await (const chunk of chunksOf(request)) splitter.write(chunk);
 */
export function chunksOf(source: ByteSource): ChunkSource {
  if (types.isUint8Array(source)) return new MemoryChunks(source);
  if ('getReader' in source) return new WebStreamChunks(source);
  return isNodeStream(source) ? new NodeStreamChunks(source) : new IteratorChunks(source);
}
