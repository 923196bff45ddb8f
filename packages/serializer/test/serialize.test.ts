import {
  type Address,
  addressFields,
  type DeliverReq,
  type DeviationCode,
  deviations,
  type Extension,
  type Fault,
  type Field,
  type Message,
  Mm7Error,
  messages,
  namespacePrefix,
  type Operation,
  type SubmitReq,
  soapNamespace,
  type Warning,
} from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../../parser/src/index.ts';
import { type SerializeOptions, serializeEnvelope } from '../src/index.ts';
import { message as randomMessage } from './messages.ts';

const last = `${namespacePrefix}REL-6-MM7-1-4`;
const first = `${namespacePrefix}REL-5-MM7-1-0`;

const submitReq: SubmitReq = {
  operation: 'SubmitReq',
  transactionId: 't-1',
  senderIdentification: { vaspId: 'acme' },
  recipients: { to: [{ kind: 'number', value: '1' }] },
};

const deliverReq: DeliverReq = {
  operation: 'DeliverReq',
  transactionId: 't-1',
  sender: { kind: 'number', value: '1' },
};

const fault: Fault = { operation: 'Fault', transactionId: 't-1', faultCode: 'Client', faultString: 'Client error' };

function refusal(message: unknown, options: SerializeOptions = {}): Mm7Error {
  try {
    // @ts-expect-error callers of JavaScript may pass anything
    serializeEnvelope(message, options);
  } catch (error) {
    if (Mm7Error.is(error)) return error;
    throw error;
  }
  throw new Error(`not refused: ${JSON.stringify(message)}`);
}

function body(xml: string): string {
  return /<soapenv:Body>(.*)<\/soapenv:Body>/s.exec(xml)?.[1] ?? '';
}

test('an envelope is written as the specification prints one', () => {
  expect(serializeEnvelope(submitReq)).toBe(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapNamespace}" xmlns:mm7="${last}">` +
      '<soapenv:Header><mm7:TransactionID soapenv:mustUnderstand="1">t-1</mm7:TransactionID></soapenv:Header>' +
      '<soapenv:Body><mm7:SubmitReq><mm7:MM7Version>6.8.0</mm7:MM7Version>' +
      '<mm7:SenderIdentification><mm7:VASPID>acme</mm7:VASPID></mm7:SenderIdentification>' +
      '<mm7:Recipients><mm7:To><mm7:Number>1</mm7:Number></mm7:To></mm7:Recipients>' +
      '</mm7:SubmitReq></soapenv:Body></soapenv:Envelope>',
  );
});

test('the elements of every message stand in the order of the schema, whatever the order of the properties', () => {
  fc.assert(
    fc.property(randomMessage, (message) => {
      if (message.operation === 'Fault') return;
      const shuffled = Object.fromEntries(Object.entries(message).reverse()) as unknown as Message;
      const xml = serializeEnvelope(shuffled);
      expect(xml).toBe(serializeEnvelope(message));
      const fields: readonly Field[] = Object.values(messages[message.operation].fields);
      const order = fields.map(({ name }) => name);
      const positions = childNames(body(xml)).flatMap((name) => (order.includes(name) ? [order.indexOf(name)] : []));
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});

// Local names of the children of the one element in this XML, those with the prefix mm7 alone.
function childNames(xml: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, slash, name, empty] of xml.matchAll(/<(\/?)([^\s/>]+)[^>]*?(\/?)>/g)) {
    if (slash === '/') depth -= 1;
    else {
      if (depth === 1 && name?.startsWith('mm7:')) names.push(name.slice(4));
      if (empty !== '/') depth += 1;
    }
  }
  return names;
}

describe('prefixes', () => {
  test.each([
    [{ soap: '', mm7: '' }, `<Envelope xmlns="${soapNamespace}"`, `<SubmitReq xmlns="${last}">`],
    [{ mm7: '' }, '<soapenv:Envelope ', `<SubmitReq xmlns="${last}"><MM7Version>`],
    [{ soap: '' }, `<Envelope xmlns="${soapNamespace}"`, '<mm7:SubmitReq><mm7:MM7Version>'],
    [{ soap: 'S', mm7: 'ns3' }, '<S:Envelope xmlns:S=', '<ns3:SubmitReq>'],
    [{ soap: 'a', mm7: 'a' }, '<a:Envelope xmlns:a=', '<mm7:SubmitReq>'],
    [{ soap: 'mm7', mm7: 'mm7' }, '<mm7:Envelope xmlns:mm7=', '<mm71:SubmitReq>'],
    [{ soap: '', mm7: 'soapenv' }, `<Envelope xmlns="${soapNamespace}"`, '<soapenv:SubmitReq>'],
    [{ soap: 'é', mm7: '𐀀' }, '<é:Envelope', '<𐀀:SubmitReq>'],
    [{ soap: 'xmlsoap' }, '<xmlsoap:Envelope', '<mm7:SubmitReq>'],
  ])('%j', (prefixes, envelope, root) => {
    const xml = serializeEnvelope(submitReq, { prefixes });
    expect(xml).toContain(envelope);
    expect(xml).toContain(root);
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toEqual({ ...submitReq, namespace: last, version: '6.8.0' });
  });

  test.each(['a:b', 'a b', '1a', '-', 'xml', 'xmlns', 'µ', 'a"', '\ud800', ' ', 5, true, null, {}])(
    '%j is refused',
    (prefix) => {
      for (const name of ['soap', 'mm7']) {
        // null says no more than undefined: the default.
        if (prefix === null) continue;
        expect(refusal(submitReq, { prefixes: { [name]: prefix } as never }).code).toBe('invalid-option');
      }
    },
  );

  test('TransactionID and fault code have a prefix for SOAP even where the envelope has none', () => {
    const xml = serializeEnvelope(fault, { prefixes: { soap: '' } });
    expect(xml).toContain('soapenv:mustUnderstand="1"');
    expect(xml).toContain('<faultcode xmlns="">soapenv:Client</faultcode>');
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toMatchObject({ faultCode: 'Client' });
  });
});

test('an envelope is the same whatever other envelopes were written before it under its prefix', () => {
  const styles: readonly [SerializeOptions, string][] = [
    [{ namespace: last }, `xmlns:mm7="${last}"`],
    [{ namespace: first }, `xmlns:mm7="${first}"`],
    [{ prefixes: { soap: 'env' } }, 'xmlns:env='],
    [{ encoding: 'UTF-16' }, 'encoding="UTF-16"'],
    [{ dialect: { prefixes: { soap: 'soapenv', mm7: 'mm7' }, soapNamespace: 'urn:soap' } }, 'xmlns:soapenv="urn:soap"'],
  ];
  for (const [before] of styles) {
    for (const [options, part] of styles) {
      serializeEnvelope(submitReq, before);
      expect(serializeEnvelope(submitReq, options)).toContain(part);
    }
  }
});

describe('a list of addresses', () => {
  const list = (to: readonly Address[]): string =>
    /<mm7:To>(.*)<\/mm7:To>/.exec(serializeEnvelope({ ...submitReq, recipients: { to } }))?.[1] ?? '';

  test('is written in its own order, whatever kinds follow each other', () => {
    const number = (value: string): Address => ({ kind: 'number', value });
    const shown: Address = { kind: 'number', value: '3', displayOnly: true };
    expect(list([number('1'), number('2'), shown, { kind: 'shortCode', value: '4' }, number('5'), shown])).toBe(
      '<mm7:Number>1</mm7:Number><mm7:Number>2</mm7:Number><mm7:Number displayOnly="true">3</mm7:Number>' +
        '<mm7:ShortCode>4</mm7:ShortCode><mm7:Number>5</mm7:Number><mm7:Number displayOnly="true">3</mm7:Number>',
    );
  });

  test('has every attribute that the schema gives an address', () => {
    for (const [key, field] of Object.entries<Field>(addressFields.fields)) {
      if (field.placement !== 'attribute') continue;
      const value = field.type.kind === 'boolean' ? false : 'encrypted';
      const plain: Address = { kind: 'number', value: '1' };
      expect(list([plain, { ...plain, [key]: value }, plain])).toContain(`<mm7:Number ${field.name}="${value}">1<`);
    }
  });
});

describe('namespace and version', () => {
  const own = (message: object, options: SerializeOptions = {}): object => {
    const { namespace, version } = parseEnvelope(serializeEnvelope({ ...submitReq, ...message }, options)).dialect;
    return { schema: namespace?.slice(namespacePrefix.length), version };
  };

  test.each<[object, SerializeOptions, object]>([
    [{}, {}, { schema: 'REL-6-MM7-1-4', version: '6.8.0' }],
    [{ version: '5.6.0' }, {}, { schema: 'REL-5-MM7-1-3', version: '5.6.0' }],
    [{ namespace: first }, {}, { schema: 'REL-5-MM7-1-0', version: '5.3.0' }],
    [{ version: '6.7.0' }, {}, { schema: 'REL-6-MM7-1-3', version: '6.7.0' }],
    [{ version: '9.9.9' }, {}, { schema: 'REL-6-MM7-1-4', version: '9.9.9' }],
    [{ namespace: first, version: '6.8.0' }, {}, { schema: 'REL-5-MM7-1-0', version: '6.8.0' }],
    [{ namespace: last, version: '6.8.0' }, { version: '5.3.0' }, { schema: 'REL-5-MM7-1-0', version: '5.3.0' }],
    [{ namespace: last, version: '6.8.0' }, { namespace: first }, { schema: 'REL-5-MM7-1-0', version: '5.3.0' }],
    [
      { version: '5.3.0' },
      { namespace: `${namespacePrefix}REL-5-MM7-1-2` },
      { schema: 'REL-5-MM7-1-2', version: '5.3.0' },
    ],
    [{}, { namespace: first, version: '6.8.0' }, { schema: 'REL-5-MM7-1-0', version: '6.8.0' }],
  ])('%j with %j is written as %j', (message, options, expected) => {
    expect(own(message, options)).toEqual(expected);
  });

  test('a fault is in the namespace of its error response', () => {
    const status = { statusCode: 2000, statusText: 'x' };
    const xml = serializeEnvelope({ ...fault, detail: { operation: 'RSErrorRsp', namespace: first, status } });
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toMatchObject({
      namespace: first,
      detail: { namespace: first, version: '5.3.0' },
    });
  });

  test('an empty namespace means none', () => {
    const xml = serializeEnvelope(submitReq, { namespace: '' });
    expect(xml).not.toContain('xmlns:mm7');
    expect(parseEnvelope(xml).message).not.toHaveProperty('namespace');
  });

  test.each(['http://www.w3.org/XML/1998/namespace', 'http://www.w3.org/2000/xmlns/', 5, {}])(
    '%j is refused',
    (namespace) => {
      expect(refusal({ ...submitReq, namespace }).code).toBe('invalid-option');
      expect(refusal(submitReq, { namespace: namespace as never }).code).toBe('invalid-option');
    },
  );

  test.each(['', 'a b', '8859', 'UTF-8"?><x', 'é', 5])('%j is no encoding', (encoding) => {
    expect(refusal(submitReq, { encoding: encoding as never })).toMatchObject({
      code: 'invalid-option',
      statusCode: 3000,
    });
  });

  test('the encoding is named in the declaration', () => {
    expect(serializeEnvelope(submitReq, { encoding: 'gb18030' })).toMatch(
      /^<\?xml version="1.0" encoding="gb18030"\?>/,
    );
  });
});

describe('characters', () => {
  test.each([
    '<',
    '>',
    '&',
    ']]>',
    '\r',
    '\r\n',
    '\t',
    '\n',
    '"',
    "'",
    '😀',
    '\u0085',
    '\u2028',
    '\ufeff',
    '&amp;',
    '<![CDATA[',
    '\u007f',
    '\ufffd',
    '\u{10ffff}',
  ])('%j is read as it was written, in text and in attributes', (character) => {
    const text = `a${character}b`;
    const message: DeliverReq = { ...deliverReq, subject: text, content: { href: text } };
    expect(parseEnvelope(serializeEnvelope(message), { mode: 'strict' }).message).toMatchObject(message);
  });

  test.each(['\u0000', '\u0008', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', '\udc00', '\udc00\ud800'])(
    '%j is refused wherever it stands',
    (character) => {
      const extension: Extension = { name: 'a', namespace: 'urn:a', attributes: [], children: [character] };
      for (const message of [
        { ...deliverReq, subject: character },
        { ...deliverReq, content: { href: character } },
        { ...deliverReq, transactionId: character },
        { ...deliverReq, extensions: [extension] },
        { ...deliverReq, extensions: [{ ...extension, children: [], attributes: [{ name: 'b', value: character }] }] },
        { ...deliverReq, extensions: [{ ...extension, children: [], namespace: character }] },
        { ...deliverReq, headerBlocks: [extension] },
        { ...fault, faultString: character },
      ]) {
        expect(refusal(message).code).toBe('unwritable-text');
      }
      expect(refusal(deliverReq, { namespace: character }).code).toBe('unwritable-text');
    },
  );

  test('the error says where', () => {
    expect(refusal({ ...deliverReq, subject: '\u0001' })).toMatchObject({
      path: '/DeliverReq/Subject',
      statusCode: 2007,
    });
    expect(refusal({ ...deliverReq, content: { href: '\u0001' } })).toMatchObject({
      path: '/DeliverReq/Content/@href',
    });
  });
});

describe('elements of a later release', () => {
  const message: DeliverReq = {
    ...deliverReq,
    namespace: first,
    vaspId: 'a',
    applicId: 'b',
    uaCapabilities: { uaProf: 'c' },
    subject: 'd',
  };

  test('are left out, and the caller is told', () => {
    const warnings: Warning[] = [];
    const xml = serializeEnvelope(message, { onWarning: (warning) => warnings.push(warning) });
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toEqual({
      ...deliverReq,
      namespace: first,
      version: '5.3.0',
      subject: 'd',
    });
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'not-in-release /DeliverReq/VASPID',
      'not-in-release /DeliverReq/ApplicID',
      'not-in-release /DeliverReq/UACapabilities',
    ]);
  });

  test('are refused in strict mode, or when asked', () => {
    for (const options of [{ mode: 'strict' }, { unsupported: 'refuse' }] as const) {
      expect(refusal(message, options)).toMatchObject({
        code: 'not-in-release',
        statusCode: 4002,
        path: '/DeliverReq/VASPID',
      });
    }
  });

  test('are kept for a peer that sends them, or when asked', () => {
    const expected = { ...message, version: '5.3.0' };
    expect(parseEnvelope(serializeEnvelope(message, { unsupported: 'keep' })).message).toEqual(expected);
    const { dialect } = parseEnvelope(serializeEnvelope(message, { unsupported: 'keep' }));
    expect(parseEnvelope(serializeEnvelope(message, { dialect })).message).toEqual(expected);
    expect(refusal(message, { dialect, unsupported: 'refuse' }).code).toBe('not-in-release');
  });

  test('follow the namespace that is asked for, not the one of the message', () => {
    expect(serializeEnvelope(message, { namespace: last })).toContain('<mm7:UACapabilities UAProf="c"/>');
    expect(serializeEnvelope({ ...message, namespace: last }, { namespace: first })).not.toContain('UACapabilities');
  });

  test('are written in a namespace of which nothing is known', () => {
    expect(serializeEnvelope(message, { namespace: 'urn:mm7' })).toContain('UACapabilities');
  });

  test('a whole message of a later release is refused, unless it is to be kept', () => {
    const cancel: Message = {
      operation: 'extendedCancelReq',
      transactionId: 't',
      senderIdentification: {},
      cancelId: 'c',
    };
    expect(refusal(cancel, { namespace: first }).code).toBe('not-in-release');
    expect(parseEnvelope(serializeEnvelope(cancel, { namespace: first, unsupported: 'keep' })).message).toMatchObject({
      operation: 'extendedCancelReq',
      cancelId: 'c',
    });
    expect(parseEnvelope(serializeEnvelope(cancel), { mode: 'strict' }).message).toMatchObject(cancel);
  });
});

describe('what is missing', () => {
  const operations = Object.keys(messages) as Operation[];
  const required = operations.flatMap((operation) =>
    Object.entries(messages[operation].fields)
      .filter(([, { cardinality }]) => cardinality === 'required')
      .map(([key, { name }]) => ({ operation, key, name })),
  );

  test.each(required)('$key of $operation is missed', ({ operation, key, name }) => {
    const [message] = fc.sample(
      randomMessage.filter((each) => each.operation === operation || operation.endsWith('ErrorRsp')),
      1,
    );
    const { [key]: _, ...rest }: Record<string, unknown> = { ...message, operation };
    const error = refusal(operation.endsWith('ErrorRsp') ? { operation } : rest);
    expect(error).toMatchObject({ code: 'missing-element', statusCode: 4004, path: `/${operation}` });
    expect(error.message).toContain(name);
  });

  test('what peers leave out may be left out, but not in strict mode', () => {
    const { transactionId: _, ...rest } = deliverReq;
    expect(parseEnvelope(serializeEnvelope(rest)).message).not.toHaveProperty('transactionId');
    expect(refusal(rest, { mode: 'strict' })).toMatchObject({ code: 'missing-element' });
    const silent = { operation: 'DeliverRsp', transactionId: 't', status: { statusCode: 1000 } } as const;
    expect(parseEnvelope(serializeEnvelope(silent)).message).toMatchObject(silent);
    expect(refusal(silent, { mode: 'strict' })).toMatchObject({ code: 'missing-element', path: '/DeliverRsp/Status' });
  });

  test('a reference without href is missed', () => {
    expect(refusal({ ...deliverReq, content: {} })).toMatchObject({
      code: 'missing-element',
      path: '/DeliverReq/Content',
    });
  });

  test('empty lists of recipients are left out', () => {
    const xml = serializeEnvelope({ ...submitReq, recipients: { to: [], cc: [] } });
    expect(xml).toContain('<mm7:Recipients/>');
    expect(xml).not.toContain('Cc');
  });
});

describe('values that are not of their type', () => {
  const odd: readonly unknown[] = [
    null,
    5,
    Number.NaN,
    true,
    {},
    [],
    () => 1,
    Symbol('s'),
    10n,
    new Date(0),
    Object.create(null),
    {
      toString: () => {
        throw new Error('not to be called');
      },
    },
  ];
  const unless = (...allowed: readonly unknown[]): readonly unknown[] =>
    odd.filter((value) => !allowed.includes(value));

  test('no value of a wrong type gets into a message or brings the writer down', () => {
    for (const value of odd) {
      for (const message of [
        { ...deliverReq, subject: value },
        { ...deliverReq, timeStamp: value },
        { ...deliverReq, priority: value },
        { ...deliverReq, transactionId: value },
        { ...deliverReq, sender: value },
        { ...deliverReq, sender: { kind: value, value: '1' } },
        { ...deliverReq, sender: { kind: 'number', value } },
        { ...deliverReq, content: { href: value } },
        { ...deliverReq, headerBlocks: [value] },
        { ...deliverReq, extensions: [value] },
        { ...fault, faultCode: value },
        { ...fault, faultString: value },
        { ...fault, detail: { operation: value } },
        { operation: value },
        value,
      ]) {
        expect(['invalid-value', 'missing-element', 'unknown-operation'], String(Object.keys(message ?? {}))).toContain(
          refusal(message).code,
        );
      }
    }
    for (const value of unless(null)) expect(refusal({ ...deliverReq, version: value }).code).toBe('invalid-value');
    for (const value of unless(true)) expect(refusal({ ...submitReq, readReply: value }).code).toBe('invalid-value');
    for (const value of [...unless(5), 1.5, 2 ** 53, Infinity, '1000']) {
      const error = refusal({ operation: 'DeliverRsp', status: { statusCode: value } });
      expect(error).toMatchObject({ code: 'invalid-value', path: '/DeliverRsp/Status/StatusCode', statusCode: 2007 });
    }
    for (const value of ['x', 5, null]) {
      expect(refusal({ ...submitReq, recipients: value }).code).toBe('invalid-value');
      expect(refusal({ ...submitReq, recipients: { to: value } }).code).toBe('invalid-value');
      expect(refusal({ ...submitReq, deliveryCondition: { dc: value } }).code).toBe('invalid-value');
      expect(refusal({ ...deliverReq, headerBlocks: value }).code).toBe('invalid-value');
      expect(refusal({ ...deliverReq, extensions: value }).code).toBe('invalid-value');
    }
  });

  test.each(['toString', '__proto__', 'constructor', 'submitReq', '', 'Envelope'])(
    '%s is no operation',
    (operation) => {
      expect(refusal({ ...deliverReq, operation })).toMatchObject({ code: 'unknown-operation', statusCode: 4003 });
    },
  );

  test.each(['toString', '__proto__', 'Number'])('%s is no kind of address', (kind) => {
    expect(refusal({ ...deliverReq, sender: { kind, value: '1' } }).code).toBe('invalid-value');
  });

  test('unknown values and dates are written, but not in strict mode', () => {
    const message: DeliverReq = { ...deliverReq, priority: 'Urgent', timeStamp: 'yesterday' };
    expect(parseEnvelope(serializeEnvelope(message)).message).toMatchObject({
      priority: 'Urgent',
      timeStamp: 'yesterday',
    });
    expect(refusal({ ...deliverReq, priority: 'Urgent' }, { mode: 'strict' })).toMatchObject({ code: 'unknown-value' });
    expect(refusal({ ...deliverReq, timeStamp: 'yesterday' }, { mode: 'strict' })).toMatchObject({
      code: 'date-format',
    });
  });
});

describe('strict mode refuses what strict mode would not read', () => {
  const status = { statusCode: 1000, statusText: 'Success' };

  test.each<[DeviationCode, object, SerializeOptions]>([
    ['version-mismatch', { ...deliverReq, version: '5.3.0', namespace: last }, {}],
    ['unknown-namespace', { ...deliverReq, namespace: 'urn:mm7' }, {}],
    ['missing-namespace', deliverReq, { namespace: '' }],
    [
      'soap-namespace',
      deliverReq,
      { dialect: { namespace: last, version: '6.8.0', soapNamespace: 'urn:soap', prefixes: { soap: 's', mm7: 'm' } } },
    ],
    ['fault-placement', { operation: 'RSErrorRsp', transactionId: 't', status }, {}],
    [
      'unknown-element',
      { ...deliverReq, extensions: [{ name: 'a', namespace: last, attributes: [], children: [] }] },
      {},
    ],
    ['unknown-element', { ...deliverReq, extensions: [{ name: 'a', attributes: [], children: [] }] }, {}],
    ['attribute-white-space', { ...deliverReq, content: { href: ' cid:a' } }, {}],
    ['attribute-white-space', { ...deliverReq, sender: { kind: 'number', value: '1', id: 'a\n' } }, {}],
    ['no-break-space', { ...deliverReq, linkedId: ' \u00a0a' }, {}],
    ['no-break-space', { ...deliverReq, content: { href: 'cid:a\u00a0' } }, {}],
    ['no-break-space', { ...deliverReq, transactionId: 't\u00a0' }, {}],
    ['no-break-space', { operation: 'Fault', faultCode: 'Client\u00a0', faultString: 'no', namespace: last }, {}],
  ])('%s: %j', (code, message, options) => {
    expect(refusal(message, { ...options, mode: 'strict' })).toMatchObject({
      code,
      statusCode: deviations[code].statusCode,
    });
    const xml = serializeEnvelope(message as Message, options);
    expect(() => parseEnvelope(xml, { mode: 'strict' })).toThrow(Mm7Error);
  });

  test('white space around the text of an element is layout, and a no-break space in prose is text', () => {
    const message = { ...deliverReq, linkedId: 'a ', subject: '\u00a0a' } as const;
    const xml = serializeEnvelope(message, { mode: 'strict' });
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toMatchObject({ linkedId: 'a', subject: '\u00a0a' });
  });

  test('a mode, a policy and a namespace of SOAP that cannot be are refused, whatever the mode', () => {
    const dialect = { soapNamespace: '', prefixes: { soap: 's', mm7: 'm' } };
    for (const options of [{ mode: 'STRICT' }, { unsupported: 'discard' }, { dialect }]) {
      expect(refusal(deliverReq, options as never)).toMatchObject({ code: 'invalid-option', statusCode: 3000 });
    }
  });
});

describe('faults', () => {
  test('hold their error response in the namespace of MM7, themselves in none', () => {
    const detail = { operation: 'VASPErrorRsp', status: { statusCode: 2000, statusText: 'no' } } as const;
    for (const prefixes of [{}, { mm7: '' }, { soap: '' }, { soap: '', mm7: '' }]) {
      const xml = serializeEnvelope({ ...fault, detail }, { prefixes });
      expect(parseEnvelope(xml, { mode: 'strict' }).message).toMatchObject({ ...fault, detail });
    }
  });

  test.each<NonNullable<Fault['detail']>>([
    '',
    ' text & more ',
    { extensions: [] },
    { extensions: [{ name: 'why', attributes: [], children: ['so'] }] },
    { extensions: [{ name: 'why', namespace: 'urn:x', prefix: 'x', attributes: [], children: [] }] },
  ])('hold any other detail: %j', (detail) => {
    for (const prefixes of [{}, { soap: '', mm7: '' }]) {
      const { message } = parseEnvelope(serializeEnvelope({ ...fault, detail }, { prefixes }), { mode: 'strict' });
      const empty = typeof detail === 'object' && 'extensions' in detail && detail.extensions?.length === 0;
      expect(message).toMatchObject({ detail: empty ? '' : detail });
    }
  });

  test('have a code without prefix', () => {
    expect(refusal({ ...fault, faultCode: 'soapenv:Client' })).toMatchObject({
      code: 'invalid-value',
      path: '/Fault/faultcode',
    });
  });

  test('hold no other message', () => {
    for (const operation of ['SubmitReq', 'Fault', 'Nothing', 'toString', null, 5]) {
      expect(refusal({ ...fault, detail: { operation } }).code).toBe('invalid-value');
    }
    expect(refusal({ ...fault, detail: null }).code).toBe('invalid-value');
  });
});

describe('elements of others', () => {
  const element = (more: object): object => ({ name: 'a', namespace: 'urn:a', attributes: [], children: [], ...more });
  const write = (extension: object): string =>
    serializeEnvelope({ ...deliverReq, extensions: [extension as Extension] });

  test('declare what they need, and no more', () => {
    const inner = element({ name: 'b', prefix: 'p', children: ['x'] });
    expect(write(element({ children: [inner, element({})] }))).toContain(
      '<a xmlns="urn:a"><p:b xmlns:p="urn:a">x</p:b><a/></a>',
    );
    const none = { name: 'c', attributes: [], children: [] };
    expect(write(element({ children: [none] }))).toContain('<a xmlns="urn:a"><c xmlns=""/></a>');
    expect(write(none)).toContain('<c/>');
    expect(serializeEnvelope({ ...deliverReq, extensions: [none] }, { prefixes: { mm7: '' } })).toContain(
      '<c xmlns=""/>',
    );
  });

  test('may have attributes of other namespaces, and xml:lang', () => {
    const attributes = [
      { name: 'x', namespace: 'urn:b', prefix: 'b', value: '1' },
      { name: 'x', value: '2' },
      { name: 'lang', namespace: 'http://www.w3.org/XML/1998/namespace', prefix: 'xml', value: 'en' },
    ];
    expect(write(element({ attributes }))).toContain('<a xmlns="urn:a" xmlns:b="urn:b" b:x="1" x="2" xml:lang="en"/>');
  });

  test('stand behind the declared children of the object they belong to, text first', () => {
    const extensions = [element({}) as Extension];
    const xml = serializeEnvelope({
      ...submitReq,
      senderIdentification: { vaspId: 'v', extensions },
      recipients: { to: [{ kind: 'number', value: '1', extensions }], extensions },
      content: { href: 'cid:c', extensions },
    });
    expect(xml).toContain('<mm7:VASPID>v</mm7:VASPID><a xmlns="urn:a"/></mm7:SenderIdentification>');
    expect(xml).toContain('<mm7:Number>1<a xmlns="urn:a"/></mm7:Number></mm7:To><a xmlns="urn:a"/></mm7:Recipients>');
    expect(xml).toContain('<mm7:Content href="cid:c"><a xmlns="urn:a"/></mm7:Content>');
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toMatchObject({
      recipients: { to: [{ kind: 'number', value: '1', extensions }] },
    });
  });

  test.each<[string, object]>([
    ['no name', { name: undefined }],
    ['a name that is none', { name: 'a b' }],
    ['a name with a prefix', { name: 'p:a' }],
    ['a name that would end the tag', { name: 'a><b' }],
    ['a prefix that is none', { prefix: '1' }],
    ['a prefix without namespace', { prefix: 'p', namespace: undefined }],
    ['the prefix xmlns', { prefix: 'xmlns' }],
    ['the prefix xml for another namespace', { prefix: 'xml' }],
    ['the namespace of xml without its prefix', { namespace: 'http://www.w3.org/XML/1998/namespace' }],
    ['no attributes', { attributes: undefined }],
    ['no children', { children: undefined }],
    ['a child that is a number', { children: [5] }],
    ['an attribute without value', { attributes: [{ name: 'x' }] }],
    ['an attribute that declares a namespace', { attributes: [{ name: 'xmlns', value: 'urn:x' }] }],
    [
      'an attribute that declares a prefix',
      { attributes: [{ name: 'x', prefix: 'xmlns', namespace: 'urn:x', value: '' }] },
    ],
    ['an attribute in a namespace without prefix', { attributes: [{ name: 'x', namespace: 'urn:x', value: '' }] }],
    [
      'an attribute twice',
      {
        attributes: [
          { name: 'x', value: '1' },
          { name: 'x', value: '2' },
        ],
      },
    ],
    [
      'an attribute twice by expanded name',
      { attributes: ['p', 'q'].map((prefix) => ({ name: 'x', prefix, namespace: 'urn:x', value: '' })) },
    ],
    [
      'one prefix for two namespaces',
      { prefix: 'p', attributes: [{ name: 'x', prefix: 'p', namespace: 'urn:x', value: '' }] },
    ],
  ])('are refused with %s', (_what, more) => {
    expect(refusal({ ...deliverReq, extensions: [element(more)] }).code).toBe('invalid-value');
    expect(refusal({ ...deliverReq, headerBlocks: [element(more)] }).code).toBe('invalid-value');
  });

  test('are refused when they hold themselves', () => {
    const children: unknown[] = [];
    const endless = element({ children });
    children.push(endless);
    expect(refusal({ ...deliverReq, extensions: [endless] }).code).toBe('invalid-value');
  });
});
