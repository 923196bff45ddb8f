import { expect, test } from 'vitest';
import { type DeliverReq, decodeBuffer } from '../../src/index.ts';
import { collected, encoded } from './written-message.ts';

// What the properties have found is kept as test vectors: messages/deliver-req-extension-beside-text,
// messages/fault-extensions-called-as-elements, mime/file-name-like-encoded-word, text/names-beyond-ascii and
// refused/malformed-xml-name. Here is what a vector cannot express.

const deliverReq: DeliverReq = {
  operation: 'DeliverReq',
  transactionId: '1',
  version: '6.8.0',
  namespace: 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4',
  sender: { kind: 'number', value: '44321' },
};

// Vectors are of what is read.
test('a name that XML does not allow is refused before it is written', () => {
  const extensions = [{ name: 'µ', namespace: 'urn:example', attributes: [], children: [] }];
  expect(() => encoded({ message: { ...deliverReq, extensions }, attachments: [] })).toThrow(
    expect.objectContaining({ code: 'invalid-value' }),
  );
});

// Which part the message refers to is nothing that an expectation says.
test('a reference means the part whose Content-ID it encodes, not one that is called like its encoding', async () => {
  const attachments = ['a%20b', 'a b'].map((contentId) => ({ contentType: 'image/jpeg', contentId, body: contentId }));
  const message = { ...deliverReq, content: { href: 'cid:a%20b' } };
  const { headers, body } = encoded({ message, attachments });
  const { parts } = decodeBuffer(headers, await collected(body), { mode: 'strict' });
  expect(parts.filter(({ isContent }) => isContent).map(({ contentId }) => contentId)).toEqual(['a b']);
});
