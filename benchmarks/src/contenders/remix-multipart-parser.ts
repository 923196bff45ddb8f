import { MultipartParser } from '@remix-run/multipart-parser';
import type { Contender } from '../contender.ts';

const unlimited = {
  maxFileSize: Number.POSITIVE_INFINITY,
  maxParts: Number.POSITIVE_INFINITY,
  maxTotalSize: Number.POSITIVE_INFINITY,
};

/** The parser of Remix, which holds every part until it is whole. */
export const remixMultipartParser: Contender = {
  name: '@remix-run/multipart-parser',
  role: 'rival',
  split({ boundary, chunks }, sink) {
    const parser = new MultipartParser(boundary, unlimited);
    for (const chunk of chunks) {
      for (const { headers, content } of parser.write(chunk)) {
        const part = sink.begin();
        part.type(headers['content-type'] ?? '');
        for (const bytes of content) part.data(bytes);
        part.end();
      }
    }
    parser.finish();
  },
};
