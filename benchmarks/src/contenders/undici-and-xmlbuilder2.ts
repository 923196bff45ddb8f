import { Buffer } from 'node:buffer';
import { create } from 'xmlbuilder2';
import type { Contender } from '../contender.ts';
import { envelopeTree } from './envelope-tree.ts';
import { writeFetchForm } from './undici.ts';

/** The other glue to send: xmlbuilder2 writes the envelope, fetch the body. */
export const undiciAndXmlbuilder2: Contender = {
  name: 'xmlbuilder2 + undici FormData',
  role: 'rival',
  writeMessage(message, attachments, sink) {
    const xml = create({ version: '1.0', encoding: 'UTF-8' }, envelopeTree(message)).end();
    return writeFetchForm(
      [{ contentType: 'text/xml', contentId: 'envelope', bytes: Buffer.from(xml) }, ...attachments],
      sink,
    );
  },
};
