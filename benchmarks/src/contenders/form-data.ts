import { Buffer } from 'node:buffer';
import FormData from 'form-data';
import type { Contender, OutgoingContent } from '../contender.ts';

/** Writes parts with form-data, which streams them. */
export function writeForm(parts: readonly OutgoingContent[], sink: (chunk: Uint8Array) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const { contentType, contentId, bytes } of parts) {
      const options = { filename: contentId, contentType, header: { 'Content-ID': `<${contentId}>` } };
      form.append(contentId, bytes, options);
    }
    form.on('data', (chunk: string | Uint8Array) => sink(typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
    form.on('end', () => resolve(`multipart/form-data; boundary="${form.getBoundary()}"`));
    form.on('error', reject);
    form.resume();
  });
}

/** The writer of forms under many HTTP clients. */
export const formData: Contender = { name: 'form-data', role: 'rival', writeMultipart: writeForm };
