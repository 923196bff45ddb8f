import { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import FormData from 'form-data';
import type { Contender } from '../contender.ts';
import { buildEnvelope } from './fast-xml-parser.ts';
import { writeForm } from './form-data.ts';

/** What a developer glues together to send: fast-xml-parser writes the envelope, form-data the body. */
export const formDataAndFastXmlParser: Contender = {
  name: 'fast-xml-parser + form-data',
  role: 'rival',
  writeMessage: (message, attachments, sink) =>
    writeForm(
      [{ contentType: 'text/xml', contentId: 'envelope', bytes: Buffer.from(buildEnvelope(message)) }, ...attachments],
      sink,
    ),
  async sendFile(message, file, size, target) {
    const form = new FormData();
    form.append('envelope', Buffer.from(buildEnvelope(message)), { contentType: 'text/xml' });
    form.append('picture', createReadStream(file), { contentType: 'image/jpeg', knownLength: size });
    await pipeline(form, target);
  },
};
