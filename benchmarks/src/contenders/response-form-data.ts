import type { Contender } from '../contender.ts';

/** What Node has built in. */
export const responseFormData: Contender = {
  name: 'Response.formData()',
  role: 'rival',
  form: 'form-data',
  async split({ contentType, chunks }, sink) {
    const form = await new Response(ReadableStream.from(chunks), {
      headers: { 'content-type': contentType },
    }).formData();
    for (const value of form.values()) {
      const content = sink.begin();
      content.type(typeof value === 'string' ? '' : value.type);
      content.data(
        typeof value === 'string' ? new TextEncoder().encode(value) : new Uint8Array(await value.arrayBuffer()),
      );
      content.end();
    }
  },
};
