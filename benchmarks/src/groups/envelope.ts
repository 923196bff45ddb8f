import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import type { Contender, EnvelopeFacts } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import { submitEnvelope, submitRequest } from '../messages.ts';

const recipientCounts = [1, 10, 1000];
const styles = ['prefixed', 'default namespace'] as const;

/** Reading envelopes. */
export const envelope: Group = {
  name: 'envelope',
  title: 'Reading envelopes',
  description:
    'From the bytes of an envelope to what each contender makes of one: mm7 a message, fast-xml-parser a plain object, ' +
    '@xmldom/xmldom a document, sax and htmlparser2 a list of element names and texts. The limit is saxes, the XML parser ' +
    'that mm7 uses, with namespaces and handlers that do nothing. Decoding UTF-8 is included everywhere.',
  measures: 'time',
  suits: ({ readEnvelope }) => readEnvelope !== undefined,
  samples: styles.flatMap((style) => recipientCounts.map((count) => sample(count, style))),
};

function sample(recipientCount: number, style: (typeof styles)[number]): Sample {
  const xml = Buffer.from(submitEnvelope(recipientCount, style));
  return {
    name: `${recipientCount === 1 ? '1 recipient' : `${recipientCount} recipients`}, ${style}`,
    isQuick: style === 'prefixed' && recipientCount === 1,
    size: 0,
    prepare: (contender) => reading(contender, xml, recipientCount),
  };
}

function reading(contender: Contender, xml: Uint8Array, recipientCount: number): Work {
  const { readEnvelope, factsOf, role } = contender;
  if (readEnvelope === undefined) throw new Error(`${contender.name} reads no envelopes`);
  return {
    run() {
      readEnvelope(xml);
    },
    verify() {
      const read = readEnvelope(xml);
      if (role !== 'limit') requireFacts(factsOf?.(read), recipientCount);
    },
  };
}

/**
 * Compares what was read with what the envelope says.
 *
 * @throws {Error} if it is not that
 */
export function requireFacts(facts: EnvelopeFacts | undefined, recipientCount: number): void {
  const { transactionId = '', subject = '', recipients } = submitRequest(recipientCount);
  const expected: EnvelopeFacts = {
    transactionId,
    subject,
    recipients: (recipients.to ?? []).map(({ value }) => value),
  };
  if (!isDeepStrictEqual(facts, expected)) throw new Error('what was read is not what the envelope says');
}
