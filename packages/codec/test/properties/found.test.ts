import { expect, test } from 'vitest';
import type { Extension, Message } from '../../src/index.ts';
import { outcomeOfBuffer } from './outcome.ts';
import { collected, encoded } from './written-message.ts';

// What the properties have found, kept so that it is tried every time.

async function read(message: Message, attachments: Parameters<typeof encoded>[0]['attachments'] = []) {
  const { headers, body } = encoded({ message, attachments });
  const outcome = outcomeOfBuffer(headers, await collected(body), { mode: 'strict' });
  if ('error' in outcome) throw new Error(outcome.error.message);
  return outcome;
}

const deliverReq = {
  operation: 'DeliverReq',
  transactionId: '1',
  version: '6.8.0',
  namespace: 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4',
  sender: { kind: 'number', value: '44321' },
} as const;

const foreign: Extension = { name: 'x', namespace: 'urn:example', attributes: [], children: [] };

test('an element of somebody else beside the text of an element is written back', async () => {
  const dateTime = [{ value: '2014-04-14T16:15:23Z', sequence: 1, extensions: [foreign] }];
  const message: Message = { ...deliverReq, previouslySentDateAndTime: { dateTime } };
  expect((await read(message)).message).toEqual(message);
});

test('every name that XML allows can be written, and no other', async () => {
  const message: Message = { ...deliverReq, extensions: [{ ...foreign, name: 'Ͱ⁰' }] };
  expect((await read(message)).message).toEqual(message);
  await expect(read({ ...deliverReq, extensions: [{ ...foreign, name: 'µ' }] })).rejects.toMatchObject({
    code: 'invalid-value',
  });
});

test('in a fault, an element of another namespace that is called as one of ours is kept as what it is', async () => {
  const { transactionId, namespace } = deliverReq;
  const fault: Message = {
    operation: 'Fault',
    transactionId,
    namespace,
    faultCode: 'Client',
    faultString: 'no',
    detail: { extensions: [{ ...foreign, name: 'RSErrorRsp' }] },
    extensions: [{ ...foreign, name: 'faultcode' }],
  };
  expect((await read(fault)).message).toEqual(fault);
});

test('a file name that looks like an encoded word is read as it was', async () => {
  const { parts } = await read(deliverReq, [{ contentType: 'image/jpeg', fileName: '=?utf-8?Q?x?=', body: 'a' }]);
  expect(parts.map(({ fileName }) => fileName)).toEqual(['=?utf-8?Q?x?=']);
});

test('a reference means the part whose Content-ID it encodes, not one that is called like its encoding', async () => {
  const attachments = ['a%20b', 'a b'].map((contentId) => ({ contentType: 'image/jpeg', contentId, body: contentId }));
  const { parts } = await read({ ...deliverReq, content: { href: 'cid:a%20b' } }, attachments);
  expect(parts.filter(({ isContent }) => isContent).map(({ contentId }) => contentId)).toEqual(['a b']);
});
