import { type SubmitReq, soapNamespace } from '@mm7/schema';

/** The object out of which libraries write the envelope, attributes marked by an `@`. */
export function envelopeTree(message: SubmitReq): object {
  const { senderIdentification: sender } = message;
  return {
    'soapenv:Envelope': {
      '@xmlns:soapenv': soapNamespace,
      '@xmlns:mm7': message.namespace,
      'soapenv:Header': {
        'mm7:TransactionID': { '@soapenv:mustUnderstand': '1', '#text': message.transactionId },
      },
      'soapenv:Body': {
        'mm7:SubmitReq': {
          'mm7:MM7Version': message.version,
          'mm7:SenderIdentification': {
            'mm7:VASPID': sender.vaspId,
            'mm7:VASID': sender.vasId,
            'mm7:SenderAddress': { 'mm7:ShortCode': sender.senderAddress?.value },
          },
          'mm7:Recipients': { 'mm7:To': { 'mm7:Number': message.recipients.to?.map(({ value }) => value) } },
          'mm7:ServiceCode': message.serviceCode,
          'mm7:LinkedID': message.linkedId,
          'mm7:MessageClass': message.messageClass,
          'mm7:TimeStamp': message.timeStamp,
          'mm7:ExpiryDate': message.expiryDate,
          'mm7:DeliveryReport': String(message.deliveryReport),
          'mm7:Priority': message.priority,
          'mm7:Subject': message.subject,
          'mm7:Content': {
            '@href': message.content?.href,
            '@allowAdaptations': String(message.content?.allowAdaptations),
          },
        },
      },
    },
  };
}
