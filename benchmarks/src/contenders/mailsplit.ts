import { Buffer } from 'node:buffer';
import { Splitter, type SplitterEvent } from 'mailsplit';
import type { Contender, ContentSink } from '../contender.ts';

/** The splitter of Nodemailer's tools. It reads mail, so the body gets its Content-Type as a head. */
export const mailsplit: Contender = {
  name: 'mailsplit',
  role: 'rival',
  split({ contentType, chunks }, sink) {
    return new Promise((resolve, reject) => {
      const splitter = new Splitter();
      let content: ContentSink | undefined;
      splitter.on('data', (event: SplitterEvent) => {
        if (event.type === 'node') {
          content?.end();
          content = event.multipart === false ? sink.begin() : undefined;
          content?.type(event.headers.getFirst('content-type'));
        } else if (event.type === 'body') {
          content?.data(event.value);
        }
      });
      splitter.on('end', () => {
        content?.end();
        resolve();
      });
      splitter.on('error', reject);
      splitter.write(Buffer.from(`Content-Type: ${contentType}\r\n\r\n`));
      for (const chunk of chunks) splitter.write(chunk);
      splitter.end();
    });
  },
};
