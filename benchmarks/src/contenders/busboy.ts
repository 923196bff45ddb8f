import type { Readable } from 'node:stream';
import createBusboy from 'busboy';
import type { Contender } from '../contender.ts';

/** The reader of forms; it has a splitter of its own since 1.0. */
export const busboy: Contender = {
  name: 'busboy',
  role: 'rival',
  form: 'form-data',
  split({ contentType, chunks }, sink) {
    return new Promise((resolve, reject) => {
      const form = createBusboy({ headers: { 'content-type': contentType } });
      form.on('file', (_name: string, file: Readable, info: { readonly mimeType: string }) => {
        const content = sink.begin();
        content.type(info.mimeType);
        file.on('data', (bytes: Uint8Array) => content.data(bytes));
        file.on('end', () => content.end());
      });
      form.on('close', resolve);
      form.on('error', reject);
      for (const chunk of chunks) form.write(chunk);
      form.end();
    });
  },
};
