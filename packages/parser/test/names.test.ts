import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';
import {
  codesOf,
  deliverReq,
  envelope,
  message,
  refusal,
  schemaNamespace,
  soapNamespace,
  success,
} from './documents.ts';

describe('a prefix', () => {
  test('is not taken for that of the element before, if a name ends in the same letters', () => {
    const { message: read, warnings } = parseEnvelope(
      deliverReq('<mm7:Subject>a</mm7:Subject><abc:mm7 xmlns:abc="urn:x"/><abd:mm7:mm7 xmlns:abd="urn:y"/>'),
    );
    expect(read).toMatchObject({
      extensions: [
        { name: 'mm7', prefix: 'abc', namespace: 'urn:x' },
        { name: 'mm7', prefix: 'abd', namespace: 'urn:y' },
      ],
    });
    expect(warnings.map(({ code }) => code)).toEqual(['doubled-colon']);
  });

  test('may be longer or shorter than the one before, and begin like it', () => {
    const { message: read } = parseEnvelope(
      deliverReq('<mm7:Subject>a</mm7:Subject><mm7x:a xmlns:mm7x="urn:x"/><mm:b xmlns:mm="urn:y"/>'),
    );
    expect(read).toMatchObject({ extensions: [{ prefix: 'mm7x' }, { prefix: 'mm' }] });
  });
});

describe('the namespace of a message', () => {
  test('is that of its children where its root has none', () => {
    const body = message('DeliverRsp', `<mm7:Status>${success}</mm7:Status>`).replaceAll(
      'mm7:DeliverRsp',
      'DeliverRsp',
    );
    const parsed = parseEnvelope(envelope(body, { header: '' }));
    expect(parsed.message).toMatchObject({ namespace: schemaNamespace(), status: { statusCode: 1000 } });
    expect(codesOf(parsed)).toContain('unqualified-element');
  });

  test('may be one that nobody knows, for its attributes too', () => {
    const body =
      '<o:DeliverReq xmlns:o="urn:own"><o:MM7Version>6.8.0</o:MM7Version><o:Sender><o:Number o:displayOnly="true">1</o:Number></o:Sender></o:DeliverReq>';
    const { message: read } = parseEnvelope(envelope(body, { header: '' }));
    expect(read).toMatchObject({ namespace: 'urn:own', sender: { kind: 'number', value: '1', displayOnly: true } });
  });
});

test('a namespace may be declared again inside, and is the same', () => {
  const declaration = 'xmlns:o="urn:own"';
  const body = `<o:DeliverReq ${declaration}><o:Sender ${declaration}><o:Number ${declaration}>1</o:Number></o:Sender></o:DeliverReq>`;
  expect(parseEnvelope(envelope(body, { header: '' })).message).toMatchObject({ sender: { value: '1' } });
});

test('a known slip of the SOAP namespace counts as SOAP for attributes', () => {
  const slip = 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope" s:';
  const header = '<mm7:TransactionID soapenv:mustUnderstand="1">t-1</mm7:TransactionID>'.replace('soapenv:', slip);
  const body = message('DeliverRsp', `<mm7:Status>${success}</mm7:Status>`);
  expect(codesOf(parseEnvelope(envelope(body, { header })))).toEqual([]);
});

describe('the dialect', () => {
  test('is that of the message where its header is written otherwise, or there is none', () => {
    const older = schemaNamespace('REL-6-MM7-1-3');
    const header = `<h:TransactionID xmlns:h="${older}" soapenv:mustUnderstand="1">t-1</h:TransactionID>`;
    const body = message('DeliverRsp', `<mm7:Status>${success}</mm7:Status>`);
    const expected = { namespace: schemaNamespace(), prefixes: { soap: 'soapenv', mm7: 'mm7' } };
    expect(parseEnvelope(envelope(body, { header })).dialect).toMatchObject(expected);
    expect(parseEnvelope(envelope(body, { header: '' })).dialect).toMatchObject(expected);
  });

  test('has the namespace of the envelope, and no version where none is given', () => {
    const slip = soapNamespace.slice(0, -1);
    const body = `<mm7:DeliverRsp><mm7:Status>${success}</mm7:Status></mm7:DeliverRsp>`;
    const xml = envelope(body)
      .replaceAll('soapenv:Envelope', 's:Envelope')
      .replace('<s:Envelope', `<s:Envelope xmlns:s="${slip}"`);
    const { dialect } = parseEnvelope(xml);
    expect(dialect.soapNamespace).toBe(slip);
    expect(Object.keys(dialect)).not.toContain('version');
  });

  test('holds the first spelling of a name in another case, and no misnomer', () => {
    const xml = deliverReq('<mm7:subject>a</mm7:subject><mm7:SUBJECT>b</mm7:SUBJECT><mm7:PRIORITY>Low</mm7:PRIORITY>');
    expect([...(parseEnvelope(xml).dialect.spellings ?? [])]).toEqual([
      ['Subject', 'subject'],
      ['Priority', 'PRIORITY'],
    ]);
    expect(parseEnvelope(deliverReq('<mm7:AuxApplicID>x</mm7:AuxApplicID>')).dialect.spellings).toBeUndefined();
    expect(Object.keys(parseEnvelope(deliverReq('')).dialect)).not.toContain('spellings');
  });
});

describe('an error', () => {
  const tooLong = { limits: { text: 200 } };

  test('stands at the innermost element that is open', () => {
    const error = refusal(deliverReq(`<mm7:Subject>${'a'.repeat(201)}</mm7:Subject>`), tooLong);
    expect(error).toMatchObject({ code: 'text-too-long', path: '/Envelope/Body/DeliverReq/Subject', line: 2 });
  });

  test('says what has been read of the envelope, and nothing of what has not', () => {
    const long = 'a'.repeat(201);
    const soFar = (xml: string): unknown => JSON.parse(JSON.stringify([refusal(xml, tooLong).envelope]))[0];
    const keysOf = (xml: string): string[] => Object.keys(refusal(xml, tooLong).envelope ?? {});
    expect(soFar(deliverReq(`<mm7:Subject>${long}</mm7:Subject>`))).toEqual({
      transactionId: 't-1',
      version: '6.8.0',
      namespace: schemaNamespace(),
      operation: 'DeliverReq',
    });
    const noHeader = envelope(`<mm7:DeliverReq><mm7:Subject>${long}</mm7:Subject></mm7:DeliverReq>`, { header: '' });
    expect(keysOf(noHeader)).toEqual(['namespace', 'operation']);
    const noRoot = `<s:Envelope xmlns:s="${soapNamespace}"><s:Body><x>${long}</x></s:Body></s:Envelope>`;
    expect(keysOf(noRoot)).toEqual([]);
  });
});
