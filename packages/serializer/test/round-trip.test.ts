import { type Dialect, type Message, Mm7Error, schemas } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../../parser/src/index.ts';
import { type SerializeOptions, serializeEnvelope } from '../src/index.ts';
import { message } from './messages.ts';

const prefix = fc.constantFrom('', 'soapenv', 'mm7', 'ns1', 'S', 'v', 'p', 'é', '_', 'a.b-c');
const style: fc.Arbitrary<SerializeOptions> = fc.record({
  prefixes: fc.record({ soap: prefix, mm7: prefix }, { noNullPrototype: true }),
  mode: fc.constantFrom('lenient', 'strict'),
});

test('every message is read as it was written, in every style, by strict mode', () => {
  fc.assert(
    fc.property(message, style, (written, options) => {
      const { message: read, warnings } = parseEnvelope(serializeEnvelope(written, options), { mode: 'strict' });
      expect(read).toEqual(written);
      expect(warnings).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test('a message written as its sender writes is the same text again', () => {
  fc.assert(
    fc.property(message, style, (written, options) => {
      // A fault in which nothing is of MM7 does not show how its sender writes MM7.
      fc.pre(written.namespace !== undefined);
      const xml = serializeEnvelope(written, options);
      const { message: read, dialect } = parseEnvelope(xml);
      expect(serializeEnvelope(read, { dialect })).toBe(xml);
    }),
    { numRuns: 500 },
  );
});

test('what strict mode writes, strict mode reads, whatever namespace and version are asked for', () => {
  const namespace = fc.option(fc.constantFrom(...schemas.map((entry) => entry.namespace), 'urn:mm7', 'urn:x', ''), {
    nil: undefined,
  });
  const version = fc.option(fc.constantFrom(...schemas.map((entry) => entry.version), '6.7.0', '9.9.9', ''), {
    nil: undefined,
  });
  fc.assert(
    fc.property(
      message,
      namespace,
      version,
      fc.constantFrom('refuse', 'drop', 'keep'),
      (written, ns, v, unsupported) => {
        const options: SerializeOptions = {
          mode: 'strict',
          unsupported,
          ...(ns === undefined ? {} : { namespace: ns }),
          ...(v === undefined ? {} : { version: v }),
        };
        let xml: string;
        try {
          xml = serializeEnvelope(written, options);
        } catch (error) {
          if (!Mm7Error.is(error)) throw error;
          return;
        }
        if (unsupported !== 'keep')
          expect(parseEnvelope(xml, { mode: 'strict' }).message.operation).toBe(written.operation);
      },
    ),
    { numRuns: 1000 },
  );
});

describe('a reply in the dialect of a peer that deviates', () => {
  const reply: Message = {
    operation: 'DeliverRsp',
    transactionId: 't-1',
    status: { statusCode: 1000, statusText: 'Success' },
  };
  const plain = serializeEnvelope({ ...reply, version: '6.8.0' });

  test.each([
    ['a prefix that is not declared', plain.replace(/ xmlns:mm7="[^"]*"/, '')],
    ['a SOAP prefix that is not declared', plain.replace(/ xmlns:soapenv="[^"]*"/, '')],
    ['no namespace', plain.replaceAll('mm7:', '').replace(/ xmlns:mm7="[^"]*"/, '')],
    ['a namespace that ends with .xsd', plain.replace('REL-6-MM7-1-4', 'REL-6-MM7-1-4.xsd')],
    ['a namespace that white space breaks', plain.replace('/schema/', '/\nschema/')],
    ['an unknown namespace', plain.replace('REL-6-MM7-1-4', 'REL-6-MM7-1-9')],
    ['the SOAP namespace without slash', plain.replace('/soap/envelope/', '/soap/envelope')],
    ['no version', plain.replace(/<mm7:MM7Version>.*<\/mm7:MM7Version>/, '')],
    ['another version', plain.replace('6.8.0', '5.3.0')],
    [
      'no SOAP envelope',
      (/<mm7:DeliverRsp>.*<\/mm7:DeliverRsp>/.exec(plain)?.[0] ?? '').replace('>', ' xmlns:mm7="urn:mm7">'),
    ],
    [
      'one prefix for both',
      plain
        .replaceAll('mm7:', 'soapenv:')
        .replace(/ xmlns:mm7="([^"]*)"/, '')
        .replace(
          /<soapenv:(DeliverRsp|TransactionID)/g,
          '<soapenv:$1 xmlns:soapenv="http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4"',
        ),
    ],
  ])('%s: is well-formed, and repeats namespace and version', (_what, xml) => {
    const { dialect, message: received } = parseEnvelope(xml);
    const answer = serializeEnvelope(
      { ...reply, ...(received.operation === 'DeliverRsp' ? pick(received) : {}) },
      { dialect },
    );
    const { message: read, dialect: again } = parseEnvelope(answer);
    expect(read).toMatchObject(reply);
    expect(facts(again)).toEqual(facts(dialect));
    expect(received).toMatchObject({ status: reply.status });
  });
});

function pick({ version, namespace }: { version?: string; namespace?: string }): object {
  return { ...(version === undefined ? {} : { version }), ...(namespace === undefined ? {} : { namespace }) };
}

// What a peer can compare: prefixes may have to differ where the peer's own do not hold together.
function facts({ namespace, version }: Dialect): object {
  return { namespace, version };
}
