import { Form, type Part } from 'multiparty';
import { ChunkStream } from '../chunk-stream.ts';
import type { Contender } from '../contender.ts';

const unlimited = { maxFields: Number.POSITIVE_INFINITY };

/** Another reader of forms. */
export const multiparty: Contender = {
  name: 'multiparty',
  role: 'rival',
  form: 'form-data',
  split({ contentType, chunks }, sink) {
    return new Promise((resolve, reject) => {
      const form = new Form(unlimited);
      form.on('part', (part: Part) => {
        const content = sink.begin();
        content.type(String(part.headers['content-type'] ?? ''));
        part.on('data', (bytes: Uint8Array) => content.data(bytes));
        part.on('end', () => content.end());
      });
      form.on('close', resolve);
      form.on('error', reject);
      const request = Object.assign(new ChunkStream(chunks), { headers: { 'content-type': contentType } });
      Reflect.apply(form.parse, form, [request]);
    });
  },
};
