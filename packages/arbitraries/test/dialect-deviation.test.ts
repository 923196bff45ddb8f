import { deviations } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialectDeviation, dialectDeviationCodes } from '../src/index.ts';

const namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

function envelope(header: string, body: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' +
    ` xmlns:mm7="${namespace}"><soapenv:Header>${header}</soapenv:Header>` +
    `<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}

const request = envelope(
  '<mm7:TransactionID soapenv:mustUnderstand="1">1</mm7:TransactionID>',
  '<mm7:DeliverReq><mm7:MM7Version>6.8.0</mm7:MM7Version><mm7:MMSRelayServerID>r</mm7:MMSRelayServerID>' +
    '<mm7:VASPID>v</mm7:VASPID><mm7:Sender><mm7:Number>44321</mm7:Number></mm7:Sender>' +
    '<mm7:Recipients><mm7:To><mm7:ShortCode displayOnly="true">1</mm7:ShortCode></mm7:To></mm7:Recipients>' +
    '<mm7:DeliveryReport>true</mm7:DeliveryReport>' +
    '<mm7:TimeStamp>2014-04-04T06:05:03Z</mm7:TimeStamp><mm7:Subject>é &amp; b</mm7:Subject>' +
    '<mm7:Content href="cid:a" allowAdaptations="false"/></mm7:DeliverReq>',
);
const report = envelope(
  '<mm7:TransactionID soapenv:mustUnderstand="1">1</mm7:TransactionID>',
  '<soapenv:Fault><faultcode>soapenv:Client</faultcode><faultstring>no</faultstring><detail><mm7:RSErrorRsp>' +
    '<mm7:MM7Version>6.8.0</mm7:MM7Version><mm7:Status><mm7:StatusCode>2000</mm7:StatusCode>' +
    '<mm7:Details>d</mm7:Details></mm7:Status></mm7:RSErrorRsp></detail></soapenv:Fault>',
);

describe('every deviation is one that readers know, and can be done to a request or to a fault', () => {
  test.each(dialectDeviationCodes)('%s', (code) => {
    expect(Object.hasOwn(deviations, code)).toBe(true);
    for (const deviation of fc.sample(dialectDeviation({ code }), { numRuns: 20, seed: 7 })) {
      expect(deviation.code).toBe(code);
      const [deviant] = [request, report].flatMap((xml) => deviation.apply(xml) ?? []);
      expect(deviant).toBeDefined();
      expect([request, report]).not.toContain(deviant);
    }
  });
});

test('what is no envelope in the default style is left alone', () => {
  const others = ['', 'text', '<a/>', request.replaceAll('soapenv', 'env'), request.slice(0, -1)];
  fc.assert(
    fc.property(dialectDeviation(), fc.constantFrom(...others), (deviation, xml) => {
      expect(deviation.apply(xml)).toBeUndefined();
    }),
  );
});

test('what belongs to somebody else is left alone', () => {
  const foreign = '<mm7:Subject xmlns:mm7="urn:x"><mm7:Number>1</mm7:Number></mm7:Subject>';
  const xml = request.replace('</mm7:DeliverReq>', `${foreign}</mm7:DeliverReq>`);
  fc.assert(
    fc.property(dialectDeviation(), ({ apply }) => {
      expect(apply(xml) ?? xml).toContain('<mm7:Number>1</mm7:Number>');
    }),
  );
});

test('a code that no deviation has is refused', () => {
  expect(() => dialectDeviation({ code: 'broken-base64' })).toThrow(RangeError);
});
