import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import createBusboy from 'busboy';
import type { Contender } from '../contender.ts';
import { factsOfObject, parseToObject } from './fast-xml-parser.ts';

/** The other glue: busboy splits what has been sent as a form, fast-xml-parser reads its first file. */
export const busboyAndFastXmlParser: Contender = {
  name: 'busboy + fast-xml-parser',
  role: 'rival',
  form: 'form-data',
  factsOf: factsOfObject,

  readMessage({ contentType }, bytes) {
    return new Promise((resolve, reject) => {
      const leaves: Uint8Array[] = [];
      const form = createBusboy({ headers: { 'content-type': contentType } });
      form.on('file', (_name: string, file: Readable) => collect(file, leaves));
      form.on('close', () => {
        const [root = new Uint8Array(), ...parts] = leaves;
        resolve({ envelope: parseToObject(root), parts });
      });
      form.on('error', reject);
      form.end(bytes);
    });
  },

  async streamMessage({ contentType }, source, sink) {
    const leaves: Uint8Array[] = [];
    const form = createBusboy({ headers: { 'content-type': contentType } });
    let isRoot = true;
    form.on('file', (_name: string, file: Readable) => {
      if (isRoot) {
        collect(file, leaves);
        isRoot = false;
        return;
      }
      const content = sink.begin();
      file.on('data', (bytes: Uint8Array) => content.data(bytes));
      file.on('end', () => content.end());
    });
    await pipeline(source, form);
    return parseToObject(leaves[0] ?? new Uint8Array());
  },
};

function collect(file: Readable, leaves: Uint8Array[]): void {
  const index = leaves.push(new Uint8Array()) - 1;
  const pieces: Uint8Array[] = [];
  file.on('data', (bytes: Uint8Array) => pieces.push(bytes));
  file.on('end', () => {
    const [only] = pieces;
    leaves[index] = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  });
}
