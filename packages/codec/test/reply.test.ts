import { describe, expect, it } from 'vitest';
import {
  type Dialect,
  decode,
  decodeBuffer,
  encode,
  type Fault,
  fault,
  type Message,
  Mm7Error,
  respond,
  statusOf,
} from '../src/index.ts';
import { bytesOf, deliverEnvelope, deliverReq, errorOf, namespace, relatedType, textFrom } from './fixtures.ts';

const dialect: Dialect = { namespace, version: '6.8.0', prefixes: { soap: 'env', mm7: 'mm7' } };
const recipient = { kind: 'number', value: '1' } as const;
const common = { transactionId: 'tx', version: '6.8.0', namespace } as const;
const fromProvider = { ...common, senderIdentification: {} };
const report = { ...common, messageId: 'm', recipient, sender: recipient };

const requests: [Message, string][] = [
  [{ operation: 'SubmitReq', ...fromProvider, recipients: {} }, 'SubmitRsp'],
  [{ operation: 'CancelReq', ...fromProvider, messageId: 'm' }, 'CancelRsp'],
  [{ operation: 'ReplaceReq', ...fromProvider, messageId: 'm' }, 'ReplaceRsp'],
  [{ operation: 'extendedCancelReq', ...fromProvider, cancelId: 'c' }, 'extendedCancelRsp'],
  [{ operation: 'extendedReplaceReq', ...common }, 'extendedReplaceRsp'],
  [{ operation: 'DeliverReq', ...common, sender: recipient }, 'DeliverRsp'],
  [
    { operation: 'DeliveryReportReq', ...report, date: '2026-01-01T00:00:00Z', mmStatus: 'Retrieved' },
    'DeliveryReportRsp',
  ],
  [{ operation: 'ReadReplyReq', ...report, timeStamp: '2026-01-01T00:00:00Z', mmStatus: 'Read' }, 'ReadReplyRsp'],
];

describe('respond', () => {
  it.each(requests.map(([message, operation]) => ({ message, operation })))(
    'answers $message.operation with $operation',
    async ({ message, operation }) => {
      const reply = respond({ message, dialect }, 1000);
      expect(reply).toMatchObject({ operation, ...common, status: { statusCode: 1000 } });
      const { body, headers } = encode(reply);
      const again = decodeBuffer(headers, bytesOf(await textFrom(body)), { mode: 'strict' });
      expect(again.message).toEqual(reply);
    },
  );

  it('adds the text of the specification, and takes a status as it is', () => {
    const decoded = { message: deliverReq, dialect };
    expect(respond(decoded, 1000).status).toEqual({ statusCode: 1000, statusText: 'Success' });
    expect(respond(decoded, 2512).status).toEqual({ statusCode: 2512, statusText: 'Client error' });
    expect(respond(decoded, { statusCode: 1000, statusText: 'Merci', details: 'x' }).status).toEqual({
      statusCode: 1000,
      statusText: 'Merci',
      details: 'x',
    });
  });

  it('takes the fields that the response has, and refuses others', async () => {
    const submit = { message: requests[0]?.[0] ?? deliverReq, dialect };
    expect(respond(submit, 1000, { messageId: 'id-1' })).toMatchObject({ operation: 'SubmitRsp', messageId: 'id-1' });
    const deliver = { message: deliverReq, dialect };
    expect(respond(deliver, 1000, { serviceCode: 'free' })).toMatchObject({ serviceCode: 'free' });
    expect((await errorOf(() => respond(deliver, 1000, { messageId: 'id' }))).code).toBe('invalid-option');
    expect((await errorOf(() => respond(submit, 1000, { serviceCode: 'x' }))).code).toBe('invalid-option');
  });

  it('refuses to answer what is no request', async () => {
    const response = respond({ message: deliverReq, dialect }, 1000);
    expect((await errorOf(() => respond({ message: response, dialect }, 1000))).code).toBe('invalid-option');
  });

  it('is written with the prefixes and the namespace of the peer', async () => {
    const odd = deliverEnvelope('')
      .replaceAll('mm7:', 'ns9:')
      .replaceAll('xmlns:mm7', 'xmlns:ns9')
      .replaceAll('env:', 'S:')
      .replaceAll(':env', ':S')
      .replaceAll('REL-6-MM7-1-4', 'REL-5-MM7-1-2');
    const decoded = await decode('application/xml', bytesOf(odd.replace('6.8.0', '5.3.0')));
    const { headers, body } = encode(respond(decoded, 1000));
    const xml = await textFrom(body);
    expect(headers['Content-Type']).toBe('application/xml; charset=utf-8');
    expect(xml).toContain('<S:Body><ns9:DeliverRsp>');
    expect(xml).toContain('REL-5-MM7-1-2"');
    expect(xml).toContain('<ns9:MM7Version>5.3.0<');
  });

  it('follows a dialect given on writing instead', async () => {
    const reply = respond({ message: deliverReq, dialect }, 1000);
    const { body } = encode(reply, [], { dialect: { ...dialect, prefixes: { soap: 'q', mm7: '' } } });
    expect(await textFrom(body)).toContain('<q:Body><DeliverRsp');
  });

  it('labels as text/xml for a peer whose own label is a mistake', async () => {
    const decoded = decodeBuffer('text/html', bytesOf(deliverEnvelope('')));
    expect(encode(respond(decoded, 1000)).headers['Content-Type']).toBe('text/xml; charset=utf-8');
  });
});

describe('fault', () => {
  it('refuses a decoded request, on the side to whom it was sent', () => {
    for (const [message] of requests) {
      const isForProvider = ['DeliverReq', 'DeliveryReportReq', 'ReadReplyReq'].includes(message.operation);
      expect(fault({ message, dialect }, 4001)).toEqual({
        operation: 'Fault',
        transactionId: 'tx',
        namespace,
        faultCode: 'Client',
        faultString: 'Client error',
        detail: {
          operation: isForProvider ? 'VASPErrorRsp' : 'RSErrorRsp',
          version: '6.8.0',
          status: { statusCode: 4001, statusText: 'Improper identification' },
        },
      });
    }
  });

  it('answers for the side that is named', () => {
    expect(fault({ message: deliverReq, dialect }, 4001, { side: 'relay' }).detail).toMatchObject({
      operation: 'RSErrorRsp',
    });
  });

  it('blames the server for server errors and for a service that is down', () => {
    for (const code of [3000, 3002, 4000, 4005, 4006, 9999]) {
      expect(fault({ message: deliverReq, dialect }, code).faultCode).toBe('Server');
    }
    for (const code of [2000, 2004, 4001, 4004, 4007]) {
      expect(fault({ message: deliverReq, dialect }, code).faultCode).toBe('Client');
    }
  });

  it('answers an error with as much as had been read', async () => {
    const error = await errorOf(() =>
      decodeBuffer(relatedType, bytesOf(deliverEnvelope('').replaceAll('DeliverReq', 'UnheardOfReq'))),
    );
    const answer = fault(error, error.statusCode, { side: 'vasp' });
    expect(answer).toMatchObject({
      transactionId: 'tx-1',
      faultCode: 'Client',
      detail: { operation: 'VASPErrorRsp', status: { statusCode: 4003 } },
    });
    const { headers, body } = encode(answer);
    const { message } = decodeBuffer(headers, bytesOf(await textFrom(body)), { mode: 'strict' });
    expect(statusOf(message)).toMatchObject({ statusCode: 4003, statusClass: 'serviceError' });
  });

  it('answers an error of which nothing is known', async () => {
    const error = await errorOf(() => decodeBuffer('text/xml', bytesOf('nonsense')));
    const { headers, body } = encode(fault(error, error.statusCode));
    const { message } = decodeBuffer(headers, bytesOf(await textFrom(body)), { mode: 'strict' });
    expect(message).toMatchObject({ operation: 'Fault', detail: { operation: 'RSErrorRsp' } });
  });

  it('answers a missing TransactionID with the code that the specification has for it', async () => {
    const without = deliverEnvelope('').replace(/<mm7:TransactionID.*<\/mm7:TransactionID>/, '');
    const error = await errorOf(() => decodeBuffer('text/xml', bytesOf(without), { mode: 'strict' }));
    const answer = fault(error, error.statusCode);
    expect(answer.faultCode).toBe('Client.TransactionID');
    expect(answer).not.toHaveProperty('detail');
  });

  it('is in the dialect of the peer', async () => {
    const decoded = decodeBuffer('text/xml', bytesOf(deliverEnvelope('')));
    const xml = await textFrom(encode(fault(decoded, 4001)).body);
    expect(xml).toContain('<env:Fault>');
    expect(xml).toContain('<faultcode>env:Client</faultcode>');
  });

  it('is not made of a success', async () => {
    expect((await errorOf(() => fault({ message: deliverReq, dialect }, 1000))).code).toBe('invalid-option');
  });
});

describe('statusOf', () => {
  const plain: Fault = { operation: 'Fault', faultCode: 'Client', faultString: 'Bad thing' };
  const cases: [string, Message, object | undefined][] = [
    [
      'a response',
      { operation: 'SubmitRsp', status: { statusCode: 1100, statusText: 'Almost', details: 'why' } },
      { statusCode: 1100, statusClass: 'success', statusText: 'Almost', details: 'why' },
    ],
    [
      'a response without text',
      { operation: 'CancelRsp', status: { statusCode: 2005 } },
      { statusCode: 2005, statusClass: 'clientError', statusText: 'Message ID Not found' },
    ],
    [
      'an error response that stands alone',
      { operation: 'RSErrorRsp', status: { statusCode: 4006 } },
      { statusCode: 4006, statusClass: 'serviceError', statusText: 'Service unavailable' },
    ],
    [
      'the detail of a fault',
      { ...plain, detail: { operation: 'VASPErrorRsp', status: { statusCode: 4002, statusText: 'No' } } },
      { statusCode: 4002, statusClass: 'serviceError', statusText: 'No' },
    ],
    [
      'a fault string that is a number',
      { ...plain, faultString: ' 4001 ' },
      { statusCode: 4001, statusClass: 'serviceError', statusText: 'Improper identification' },
    ],
    ['a fault of the client', plain, { statusCode: 2000, statusClass: 'clientError', statusText: 'Bad thing' }],
    [
      'a fault with a refined code and no text',
      { ...plain, faultCode: 'Client.TransactionID', faultString: '' },
      { statusCode: 2000, statusClass: 'clientError', statusText: 'Client error' },
    ],
    [
      'a fault of the server',
      { ...plain, faultCode: 'Server', detail: 'log entry 5' },
      { statusCode: 3000, statusClass: 'serverError', statusText: 'Bad thing', details: 'log entry 5' },
    ],
    [
      'a fault with a code nobody knows',
      { ...plain, faultCode: 'Receiver' },
      { statusCode: 3000, statusClass: 'serverError', statusText: 'Bad thing' },
    ],
    ['a request', deliverReq, undefined],
  ];
  it.each(cases)('gives one status for %s', (_name, message, expected) => {
    expect(statusOf(message)).toEqual(expected);
  });
});

describe('an error', () => {
  it('is recognised by Mm7Error.is, and tells where it stands', async () => {
    const error = await errorOf(() => decodeBuffer('multipart/related; boundary=b', bytesOf('--b\r\n\r\n\r\n--b--')));
    expect(Mm7Error.is(error)).toBe(true);
    expect(error).toMatchObject({ name: 'Mm7Error', code: 'envelope-not-found', statusCode: 4004, offset: 14 });
  });

  it('of the layers below keeps its code, its place and its cause', async () => {
    const deep = '--b\r\nContent-Type: multipart/mixed\r\n\r\nx\r\n--b--';
    const error = await errorOf(() => decodeBuffer('multipart/related; boundary=b', bytesOf(deep)));
    expect(error).toMatchObject({ code: 'missing-boundary', path: '1', cause: { name: 'MultipartError' } });
  });
});
