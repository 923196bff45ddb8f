import { describe, expect, it } from 'vitest';
import { decode, decodeBuffer, type Limits } from '../src/index.ts';
import { bytesOf, deliverEnvelope, errorOf, part, related, relatedType, rootPart, withImage } from './fixtures.ts';

const everyLimit: readonly (keyof Limits)[] = [
  'boundaryLength',
  'headerBlockSize',
  'headersPerPart',
  'parts',
  'nesting',
  'bodySize',
  'envelope',
  'depth',
  'attributes',
  'text',
  'extensions',
  'bytesBeforeRoot',
];

describe('limits', () => {
  it('that are no numbers are refused when they are set, whatever the message is', async () => {
    for (const name of everyLimit) {
      for (const value of [Number.NaN, -1, '5', {}]) {
        const options: object = { limits: { [name]: value } };
        const error = await errorOf(() =>
          Reflect.apply(decodeBuffer, undefined, ['text/xml', bytesOf('<a/>'), options]),
        );
        expect(error, `${name}: ${String(value)}`).toMatchObject({ code: 'invalid-option' });
      }
    }
  });

  it('hold each for itself', async () => {
    const deep = part(['Content-Type: multipart/mixed; boundary=c', 'Content-ID: <content>'], '--c\r\n\r\n\r\n--c--');
    const cases: [Partial<Limits>, string][] = [
      [{ boundaryLength: 0 }, 'boundary-too-long'],
      [{ headerBlockSize: 20 }, 'header-block-too-large'],
      [{ headersPerPart: 1 }, 'too-many-headers'],
      [{ parts: 1 }, 'too-many-parts'],
      [{ nesting: 1 }, 'nesting-too-deep'],
      [{ bodySize: 100 }, 'body-too-large'],
      [{ envelope: 100 }, 'envelope-too-large'],
      [{ depth: 3 }, 'xml-too-deep'],
      [{ attributes: 1 }, 'too-many-attributes'],
      [{ text: 3 }, 'text-too-long'],
    ];
    const body = bytesOf(related(rootPart, deep));
    for (const [limits, code] of cases) {
      expect((await errorOf(() => decodeBuffer(relatedType, body, { limits }))).code).toBe(code);
    }
  });

  it('of the whole body hold for plain XML, and Infinity lifts them', async () => {
    const body = bytesOf(deliverEnvelope(''));
    const limits = { bodySize: body.length - 1 };
    expect((await errorOf(() => decode('text/xml', body, { limits }))).code).toBe('body-too-large');
    expect(decodeBuffer('text/xml', body, { limits: { bodySize: Infinity } }).message.operation).toBe('DeliverReq');
  });
});

describe('other options', () => {
  it('are refused when they make no sense', async () => {
    const options: unknown[] = [{ mode: 'loose' }, { fallbackCharset: 'no-such-charset' }];
    for (const each of options) {
      const error = await errorOf(() => Reflect.apply(decode, undefined, [relatedType, bytesOf(withImage), each]));
      expect(error.code).toBe('invalid-option');
    }
  });

  it('name the character set of text in no declared one, of envelopes and of parts', async () => {
    const latin1 = Buffer.from(
      related(rootPart, part(['Content-Type: text/plain', 'Content-ID: <content>'], 'caf\u00e9')),
      'latin1',
    );
    const { parts } = decodeBuffer(relatedType, latin1, { fallbackCharset: 'windows-1252' });
    expect(parts.map((each) => each.text())).toEqual(['café']);
    const streamed = await decode(relatedType, latin1, { fallbackCharset: 'windows-1252' });
    for await (const each of streamed.parts) expect(await each.text()).toBe('café');
    const [unreadable] = decodeBuffer(relatedType, latin1).parts;
    expect((await errorOf(() => unreadable?.text())).code).toBe('undecodable-body');
    const other = await decode(relatedType, latin1);
    for await (const each of other.parts) expect((await errorOf(() => each.text())).code).toBe('undecodable-body');
  });
});
