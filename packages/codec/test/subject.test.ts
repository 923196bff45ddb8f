import { expect, test } from 'vitest';
import { decodeBuffer, decodeEncodedWords } from '../src/index.ts';

test('a subject that a peer encodes as a mail header is kept to the letter, and can be read', () => {
  const { headers, body } = requestWith('=?utf-8?B?R3LDvMOfZQ==?=');
  const { message } = decodeBuffer(headers, body);
  if (message.operation !== 'SubmitReq') throw new Error(`got ${message.operation}`);
  expect(message.subject).toBe('=?utf-8?B?R3LDvMOfZQ==?=');
  expect(decodeEncodedWords(message.subject ?? '')).toBe('Grüße');
});

function requestWith(subject: string): { headers: Record<string, string>; body: Uint8Array } {
  const xml = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4"><e:Header><m:TransactionID e:mustUnderstand="1">5</m:TransactionID></e:Header><e:Body><m:SubmitReq><m:MM7Version>6.8.0</m:MM7Version><m:SenderIdentification/><m:Recipients><m:To><m:Number>12025550147</m:Number></m:To></m:Recipients><m:Subject>${subject}</m:Subject></m:SubmitReq></e:Body></e:Envelope>`;
  return { headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body: new TextEncoder().encode(xml) };
}
