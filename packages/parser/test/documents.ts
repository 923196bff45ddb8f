import { Mm7Error, type Mode, namespacePrefix, soapNamespace } from '@mm7/schema';
import { type ParsedEnvelope, type ParseOptions, parseEnvelope } from '../src/index.ts';

export { soapNamespace };

/** Namespace of the schema with that identifier. */
export function schemaNamespace(id = 'REL-6-MM7-1-4'): string {
  return namespacePrefix + id;
}

/** The header that every correct document here has. */
export const transactionId = '<mm7:TransactionID soapenv:mustUnderstand="1">t-1</mm7:TransactionID>';

/** What may differ from a plain, correct envelope. */
export interface EnvelopeParts {
  readonly header?: string;
  readonly namespace?: string;
  readonly soap?: string;
}

/** An envelope with the prefixes soapenv and mm7 around a body. */
export function envelope(body: string, parts: EnvelopeParts = {}): string {
  const { header = transactionId, namespace = schemaNamespace(), soap = soapNamespace } = parts;
  const declarations = `xmlns:soapenv="${soap}" xmlns:mm7="${namespace}"`;
  const content = `<soapenv:Header>${header}</soapenv:Header><soapenv:Body>${body}</soapenv:Body>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<soapenv:Envelope ${declarations}>${content}</soapenv:Envelope>`;
}

/** A message with the version that belongs to the last schema; `children` use the prefix mm7. */
export function message(operation: string, children: string, version = '6.8.0'): string {
  return `<mm7:${operation}><mm7:MM7Version>${version}</mm7:MM7Version>${children}</mm7:${operation}>`;
}

export const sender = '<mm7:Sender><mm7:Number>12025550147</mm7:Number></mm7:Sender>';

/** A DeliverReq with elements before and behind its sender. */
export function deliverReq(behind: string, before = ''): string {
  return envelope(message('DeliverReq', `${before}${sender}${behind}`));
}

export const recipients = '<mm7:Recipients><mm7:To><mm7:Number>447700900123</mm7:Number></mm7:To></mm7:Recipients>';
export const identification =
  '<mm7:SenderIdentification><mm7:VASPID>acme</mm7:VASPID><mm7:VASID>news</mm7:VASID></mm7:SenderIdentification>';

/** A SubmitReq with elements behind its recipients. */
export function submitReq(behind: string, before = identification): string {
  return envelope(message('SubmitReq', `${before}${recipients}${behind}`));
}

export const success = '<mm7:StatusCode>1000</mm7:StatusCode><mm7:StatusText>Success</mm7:StatusText>';

/** A SubmitRsp with that in its Status. */
export function submitRsp(status: string): string {
  return envelope(message('SubmitRsp', `<mm7:Status>${status}</mm7:Status><mm7:MessageID>m-1</mm7:MessageID>`));
}

/** A SOAP fault with that in its detail. */
export function fault(detail: string, code = 'soapenv:Client'): string {
  return envelope(
    `<soapenv:Fault><faultcode>${code}</faultcode><faultstring>Client error</faultstring><detail>${detail}</detail></soapenv:Fault>`,
  );
}

/** The codes of the warnings, each once, in alphabetical order. */
export function codesOf({ warnings }: ParsedEnvelope): string[] {
  return [...new Set(warnings.map(({ code }) => code))].sort();
}

/** The error that a document is refused with. */
export function refusal(xml: string | Uint8Array, options: ParseOptions | Mode = 'strict'): Mm7Error {
  try {
    parseEnvelope(xml, typeof options === 'string' ? { mode: options } : options);
  } catch (error) {
    if (Mm7Error.is(error)) return error;
    throw error;
  }
  throw new Error(`not refused: ${String(xml).slice(0, 200)}`);
}
