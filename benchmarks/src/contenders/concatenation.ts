import { Buffer } from 'node:buffer';
import { type SubmitReq, soapNamespace } from '@mm7/schema';
import type { Contender, OutgoingContent } from '../contender.ts';

// Writing without looking at what is written: nothing is escaped, no boundary is checked, and the shape is fixed.

const boundary = 'next-part-118';

function writeEnvelope(message: SubmitReq): string {
  const { senderIdentification: sender, content } = message;
  let recipients = '';
  for (const { value } of message.recipients.to ?? []) recipients += `<mm7:Number>${value}</mm7:Number>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapNamespace}" xmlns:mm7="${message.namespace}">` +
    `<soapenv:Header><mm7:TransactionID soapenv:mustUnderstand="1">${message.transactionId}</mm7:TransactionID></soapenv:Header>` +
    `<soapenv:Body><mm7:SubmitReq><mm7:MM7Version>${message.version}</mm7:MM7Version><mm7:SenderIdentification>` +
    `<mm7:VASPID>${sender.vaspId}</mm7:VASPID><mm7:VASID>${sender.vasId}</mm7:VASID>` +
    `<mm7:SenderAddress><mm7:ShortCode>${sender.senderAddress?.value}</mm7:ShortCode></mm7:SenderAddress>` +
    `</mm7:SenderIdentification><mm7:Recipients><mm7:To>${recipients}</mm7:To></mm7:Recipients>` +
    `<mm7:ServiceCode>${message.serviceCode}</mm7:ServiceCode><mm7:LinkedID>${message.linkedId}</mm7:LinkedID>` +
    `<mm7:MessageClass>${message.messageClass}</mm7:MessageClass><mm7:TimeStamp>${message.timeStamp}</mm7:TimeStamp>` +
    `<mm7:ExpiryDate>${message.expiryDate}</mm7:ExpiryDate>` +
    `<mm7:DeliveryReport>${message.deliveryReport}</mm7:DeliveryReport><mm7:Priority>${message.priority}</mm7:Priority>` +
    `<mm7:Subject>${message.subject}</mm7:Subject>` +
    `<mm7:Content href="${content?.href}" allowAdaptations="${content?.allowAdaptations}"/>` +
    '</mm7:SubmitReq></soapenv:Body></soapenv:Envelope>'
  );
}

function writeMultipart(parts: readonly OutgoingContent[], sink: (chunk: Uint8Array) => void): string {
  let lead = '';
  for (const { contentType, contentId, bytes } of parts) {
    sink(Buffer.from(`${lead}--${boundary}\r\nContent-Type: ${contentType}\r\nContent-ID: <${contentId}>\r\n\r\n`));
    sink(bytes);
    lead = '\r\n';
  }
  sink(Buffer.from(`${lead}--${boundary}--\r\n`));
  return `multipart/related; boundary="${boundary}"`;
}

/** Strings and bytes put one behind the other. */
export const concatenation: Contender = {
  name: 'concatenation',
  role: 'limit',
  writeEnvelope,
  writeMultipart,
  writeMessage: (message, attachments, sink) => {
    const envelope = { contentType: 'text/xml', contentId: 'envelope', bytes: Buffer.from(writeEnvelope(message)) };
    return writeMultipart([envelope, ...attachments], sink);
  },
};
