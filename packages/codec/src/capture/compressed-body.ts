import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Mm7Error } from '@mm7/schema';
import type { ByteReader } from './byte-reader.ts';

/** A compression that HTTP bodies come in (RFC 9110, section 8.4.1). */
export type Compression = 'gzip' | 'deflate' | 'br';

/**
 * Undoes a compression, a chunk at a time. How much comes out is for the reader of the result to bound.
 *
 * @throws Mm7Error `truncated-body`, `undecodable-body`; errors of the source pass through
 */
export async function* undoCompression(reader: ByteReader, compression: Compression): AsyncGenerator<Uint8Array> {
  const [first = 0] = await reader.peek(1);
  const compressed = Readable.from(reader.rest());
  const decompressor = decompressorOf(compression, first);
  compressed.on('error', (error) => decompressor.destroy(error));
  compressed.pipe(decompressor);
  try {
    for await (const bytes of decompressor) yield bytes;
  } catch (error) {
    throw wrapped(error, compression);
  } finally {
    decompressor.destroy();
    compressed.destroy();
  }
}

function decompressorOf(compression: Compression, first: number): Transform {
  if (compression === 'gzip') return createGunzip();
  if (compression === 'br') return createBrotliDecompress();
  // Some senders leave out the zlib wrapper (RFC 1950, section 2.2) that HTTP wants around deflate.
  return (first & 0x0f) === 8 ? createInflate() : createInflateRaw();
}

function wrapped(error: unknown, compression: Compression): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') {
    return new Mm7Error('truncated-body', `The capture ends inside the body, which is compressed with ${compression}`, {
      cause: error,
    });
  }
  // Brotli's own codes begin with ERR__.
  if (!code.startsWith('Z_') && !code.startsWith('ERR__')) return error;
  return new Mm7Error('undecodable-body', `The body is not the ${compression} that its head says it is`, {
    cause: error,
  });
}
