import { Buffer } from 'node:buffer';
import { DOMParser, Document } from '@xmldom/xmldom';
import type { Contender } from '../contender.ts';
import { mm7Namespace } from '../messages.ts';

/** A whole document in memory. */
export const xmldom: Contender = {
  name: '@xmldom/xmldom',
  role: 'rival',
  readEnvelope: (xml) =>
    new DOMParser().parseFromString(Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString(), 'text/xml'),
  factsOf(envelope) {
    if (!(envelope instanceof Document)) throw new Error('no document was read');
    const textsOf = (name: string): string[] =>
      [...envelope.getElementsByTagNameNS(mm7Namespace, name)].map((element) => element.textContent ?? '');
    return {
      transactionId: textsOf('TransactionID')[0] ?? '',
      subject: textsOf('Subject')[0] ?? '',
      recipients: textsOf('Number'),
    };
  },
};
