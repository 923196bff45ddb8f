import type { Readable, Writable } from 'node:stream';
import type { MultipartBody, PartSink } from '../contender.ts';

/** Feeds a Dicer, the original or the one of fastify, which have the same events. */
export function splitWithDicer(dicer: Writable, { chunks }: MultipartBody, sink: PartSink): Promise<void> {
  return new Promise((resolve, reject) => {
    dicer.on('part', (part: Readable) => {
      const content = sink.begin();
      part.on('header', (headers: Readonly<Record<string, readonly string[] | undefined>>) => {
        content.type(headers['content-type']?.[0] ?? '');
      });
      part.on('data', (bytes: Uint8Array) => content.data(bytes));
      part.on('end', () => content.end());
      part.on('error', reject);
    });
    dicer.on('finish', resolve);
    dicer.on('error', reject);
    for (const chunk of chunks) dicer.write(chunk);
    dicer.end();
  });
}
