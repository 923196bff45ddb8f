import { Buffer } from 'node:buffer';
import type { SubmitReq } from '@mm7/schema';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import type { Contender, EnvelopeFacts } from '../contender.ts';
import { envelopeTree } from './envelope-tree.ts';

const parser = new XMLParser({ ignoreAttributes: false, removeNSPrefix: true, parseTagValue: false });
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressBooleanAttributes: false });

/** Reads an envelope into a plain object. */
export function parseToObject(xml: Uint8Array): unknown {
  return parser.parse(Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString());
}

/** Writes an envelope out of a plain object. */
export function buildEnvelope(message: SubmitReq): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(envelopeTree(message))}`;
}

/** What such an object says. */
export function factsOfObject(envelope: unknown): EnvelopeFacts {
  const body = at(envelope, 'Envelope', 'Body', 'SubmitReq');
  const numbers = at(body, 'Recipients', 'To', 'Number');
  return {
    transactionId: String(at(envelope, 'Envelope', 'Header', 'TransactionID', '#text')),
    subject: String(at(body, 'Subject')),
    recipients: (Array.isArray(numbers) ? numbers : [numbers]).map(String),
  };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );
}

/** The XML library that most people take. */
export const fastXmlParser: Contender = {
  name: 'fast-xml-parser',
  role: 'rival',
  readEnvelope: parseToObject,
  factsOf: factsOfObject,
  writeEnvelope: buildEnvelope,
};
