import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';
import { codesOf, refusal, schemaNamespace, soapNamespace } from './documents.ts';

// Envelopes in the shape of published examples, mistakes included, with values of their own.

const request = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<soap-env:Envelope xmlns:ns1="${soapNamespace}" xmlns=
"${schemaNamespace()}">
<soap-env::Header>
   <TransactionID soap-env:mustUnderstand="1">5500017</TransactionID>
</soap-env::Header>
<soap-env::Body>
   <DeliverReq>
      <MM7Version>6.8.0</MM7Version>
      <LinkedID>5500017</LinkedID>
      <Sender>
         <Number>12025550143</Number>
      </Sender>
      <Recipients>
         <To>
         <Number displayOnly="false">70707</Number>
         </To>
      </Recipients>
      <TimeStamp>2025-11-12T13:14:15.161Z</TimeStamp>
      <Priority>Normal</Priority>
      <Content href="cid:trip.cid" allowAdaptations="true"/>
   </DeliverReq>
</soap-env:Body>
</soap-env:Envelope>
`;

const response = `<?xml version="1.0" encoding="UTF-8" ?>
<soap-env:Envelope xmlns:soap-env="${soapNamespace}" xmlns:xsi=
"http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<soap-env:Header>
   <TransactionID soap-env:mustUnderstand="1">5500017</TransactionID>
</soap-env:Header>
<soap-env:Body>
   <DeliverRsp xmlns="${schemaNamespace().replace('schema/', '\n   schema/')}">
      <MM7Version>6.8.0</MM7Version>
      <Status>
         <StatusCode>1000</StatusCode>
         <StatusText>Taken</StatusText>
      </Status>
   </DeliverRsp>
</soap-env:Body>
</soap-env:Envelope>
`;

const deliverReq = {
  operation: 'DeliverReq',
  transactionId: '5500017',
  namespace: schemaNamespace(),
  version: '6.8.0',
  linkedId: '5500017',
  sender: { kind: 'number', value: '12025550143' },
  recipients: { to: [{ kind: 'number', value: '70707', displayOnly: false }] },
  timeStamp: '2025-11-12T13:14:15.161Z',
  priority: 'Normal',
  content: { href: 'cid:trip.cid', allowAdaptations: true },
};

const deliverRsp = {
  operation: 'DeliverRsp',
  transactionId: '5500017',
  namespace: schemaNamespace(),
  version: '6.8.0',
  status: { statusCode: 1000, statusText: 'Taken' },
};

// As a web page shows it: no-break spaces instead of the first blanks of a line and at its end.
function pasted(xml: string): string {
  return xml.replace(/^ +/gm, (blanks) => '\u00a0'.repeat(blanks.length)).replace(/>$/gm, '>\u00a0');
}

describe('the published request', () => {
  test('is read, with two colons in some tags and a prefix that nobody declares', () => {
    const parsed = parseEnvelope(request);
    expect(parsed.message).toEqual(deliverReq);
    expect(codesOf(parsed)).toEqual(['doubled-colon', 'undeclared-prefix']);
    expect(parsed.dialect).toEqual({
      namespace: schemaNamespace(),
      version: '6.8.0',
      prefixes: { soap: 'soap-env', mm7: '' },
    });
  });

  test('is refused by strict mode, and taken once it is corrected', () => {
    expect(['doubled-colon', 'undeclared-prefix']).toContain(refusal(request).code);
    const corrected = request.replaceAll('::', ':').replace('xmlns:ns1', 'xmlns:soap-env');
    const { message, warnings } = parseEnvelope(corrected, { mode: 'strict' });
    expect(message).toEqual(deliverReq);
    expect(warnings).toEqual([]);
  });

  test('is read when it was copied from a web page', () => {
    const parsed = parseEnvelope(pasted(request));
    expect(parsed.message).toEqual(deliverReq);
    expect(codesOf(parsed)).toEqual(['doubled-colon', 'no-break-space', 'undeclared-prefix']);
  });
});

describe('the published response', () => {
  test('is read, with a namespace that a line end breaks and a TransactionID in no namespace', () => {
    const parsed = parseEnvelope(response);
    expect(parsed.message).toEqual(deliverRsp);
    expect(codesOf(parsed)).toEqual(['namespace-white-space', 'unqualified-element']);
  });

  test('is refused by strict mode, and taken once it is corrected', () => {
    expect(['namespace-white-space', 'unqualified-element']).toContain(refusal(response).code);
    const corrected = response
      .replace('\n   schema/', 'schema/')
      .replace('<TransactionID', `<TransactionID xmlns="${schemaNamespace()}"`);
    expect(parseEnvelope(corrected, { mode: 'strict' }).message).toEqual(deliverRsp);
  });

  test('is read when it was copied from a web page', () => {
    const parsed = parseEnvelope(pasted(response));
    expect(parsed.message).toEqual(deliverRsp);
    expect(codesOf(parsed)).toEqual(['namespace-white-space', 'no-break-space', 'unqualified-element']);
  });
});

test.each([request, response])('what runs through a whole document is told once', (xml) => {
  const codes = parseEnvelope(xml).warnings.map(({ code }) => code);
  expect(codes).toHaveLength(new Set(codes).size);
});
