import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';
import { deliverReq, envelope, fault, message, refusal, submitReq, submitRsp, success } from './documents.ts';

describe('what stands several times', () => {
  test('is a list, in the order of the document, and in its place', () => {
    const xml = deliverReq(
      '<mm7:Previouslysentby><mm7:UserAgent sequence="1"><mm7:Number>1</mm7:Number></mm7:UserAgent>' +
        '<mm7:UserAgent><mm7:RFC2822Address>a@b</mm7:RFC2822Address></mm7:UserAgent></mm7:Previouslysentby>' +
        '<mm7:Previouslysentdateandtime><mm7:DateTime sequence="1">2026-01-02T03:04:05Z</mm7:DateTime>' +
        '<mm7:DateTime sequence="2">2026-01-03T03:04:05Z</mm7:DateTime></mm7:Previouslysentdateandtime>',
    );
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toMatchObject({
      previouslySentBy: {
        userAgent: [
          { kind: 'number', value: '1', sequence: 1 },
          { kind: 'rfc2822Address', value: 'a@b' },
        ],
      },
      previouslySentDateAndTime: {
        dateTime: [
          { value: '2026-01-02T03:04:05Z', sequence: 1 },
          { value: '2026-01-03T03:04:05Z', sequence: 2 },
        ],
      },
    });
    expect(
      parseEnvelope(
        submitReq(
          '<mm7:DeliveryCondition><mm7:DC>1</mm7:DC><mm7:DC>2</mm7:DC><mm7:DC>1</mm7:DC></mm7:DeliveryCondition>',
        ),
        { mode: 'strict' },
      ).message,
    ).toMatchObject({ deliveryCondition: { dc: [1, 2, 1] } });
  });

  test('has nothing of the one before', () => {
    const to =
      '<mm7:Number displayOnly="true" id="a">1</mm7:Number><mm7:Number>2</mm7:Number><mm7:Number><x/>3</mm7:Number>';
    const xml = submitReq('').replace('<mm7:Number>447700900123</mm7:Number>', `${to}<mm7:Number>4</mm7:Number>`);
    expect(parseEnvelope(xml).message).toMatchObject({
      recipients: {
        to: [
          { kind: 'number', value: '1', displayOnly: true, id: 'a' },
          { kind: 'number', value: '2' },
          { kind: 'number', value: '3', extensions: [{ name: 'x' }] },
          { kind: 'number', value: '4' },
        ],
      },
    });
    const { message: read } = parseEnvelope(xml);
    const { recipients } = read.operation === 'SubmitReq' ? read : { recipients: undefined };
    expect(recipients?.to?.map((address) => Object.keys(address))).toEqual([
      ['kind', 'value', 'displayOnly', 'id'],
      ['kind', 'value'],
      ['kind', 'value', 'extensions'],
      ['kind', 'value'],
    ]);
  });

  test('although the schema does not know it is kept, all of it, and in order', () => {
    const unknown = '<x:a xmlns:x="urn:x"/><x:b xmlns:x="urn:x"/><x:a xmlns:x="urn:x">2</x:a>';
    const extensions = [{ name: 'a' }, { name: 'b' }, { name: 'a', children: ['2'] }];
    expect(parseEnvelope(deliverReq(unknown)).message).toMatchObject({ extensions });
    expect(parseEnvelope(submitRsp(`${success}${unknown}`)).message).toMatchObject({ status: { extensions } });
  });
});

describe('an element that comes too late', () => {
  test('is a deviation once for each object, however many do', () => {
    const late = deliverReq(
      '<mm7:Subject>a</mm7:Subject><mm7:Priority>Low</mm7:Priority><mm7:TimeStamp>2026-01-02T03:04:05Z</mm7:TimeStamp>',
    );
    const { warnings } = parseEnvelope(late);
    expect(warnings.map(({ code, path }) => ({ code, path }))).toEqual([
      { code: 'element-order', path: '/Envelope/Body/DeliverReq/Priority' },
    ]);
  });
});

describe('the keys of a message', () => {
  test('stand in one order, those that are absent left out', () => {
    const children = '<mm7:Subject>a</mm7:Subject><x xmlns="urn:x"/>';
    expect(Object.keys(parseEnvelope(deliverReq(children)).message)).toEqual([
      'operation',
      'transactionId',
      'version',
      'namespace',
      'sender',
      'subject',
      'extensions',
    ]);
    const req = message('DeliverReq', '<mm7:Sender><mm7:Number>1</mm7:Number></mm7:Sender>');
    expect(Object.keys(parseEnvelope(envelope(req, { header: '' })).message)).toEqual([
      'operation',
      'version',
      'namespace',
      'sender',
    ]);
    const rsp = message('DeliverRsp', `<mm7:Status>${success}</mm7:Status>`);
    const { message: bare } = parseEnvelope(envelope(rsp, { header: '' }));
    expect(Object.keys(bare)).toEqual(['operation', 'version', 'namespace', 'status']);
    const noVersion = envelope(`<mm7:DeliverRsp><mm7:Status>${success}</mm7:Status></mm7:DeliverRsp>`);
    expect(Object.keys(parseEnvelope(noVersion).message)).toEqual([
      'operation',
      'transactionId',
      'namespace',
      'status',
    ]);
  });
});

describe('what is missing', () => {
  test('is named with the place where it should stand', () => {
    expect(refusal(submitRsp('<mm7:StatusText>x</mm7:StatusText>'), 'lenient')).toMatchObject({
      code: 'missing-element',
      message: expect.stringContaining('element StatusCode'),
      path: '/Envelope/Body/SubmitRsp/Status',
    });
    expect(refusal(envelope(message('DeliverReq', '<mm7:Sender/>')), 'lenient')).toMatchObject({
      code: 'missing-element',
      path: '/Envelope/Body/DeliverReq/Sender',
      line: 2,
    });
    const bare = `<mm7:SubmitRsp xmlns:mm7="urn:mm7"><mm7:Status/></mm7:SubmitRsp>`;
    expect(refusal(bare, 'lenient').path).toBe('/SubmitRsp/Status');
    const error = `<mm7:RSErrorRsp><mm7:MM7Version>6.8.0</mm7:MM7Version><mm7:Status/></mm7:RSErrorRsp>`;
    expect(refusal(fault(error), 'lenient')).toMatchObject({
      code: 'missing-element',
      path: '/Envelope/Body/Fault/detail/RSErrorRsp/Status',
    });
    expect(refusal(fault('<mm7:Status/>'), 'lenient')).toMatchObject({
      code: 'missing-element',
      path: '/Envelope/Body/Fault/detail/Status',
    });
  });
});
