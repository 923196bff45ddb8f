import { messages, namespacePrefix, schemas } from '@mm7/schema';
import { describe, expect, test } from 'vitest';
import { type ParseOptions, parseEnvelope } from '../src/index.ts';
import {
  codesOf,
  deliverReq,
  envelope,
  fault,
  message,
  recipients,
  refusal,
  schemaNamespace,
  sender,
  soapNamespace,
  submitReq,
  submitRsp,
  success,
  transactionId,
} from './documents.ts';

// What strict mode takes, lenient mode takes without a warning and with the same result.
function read(xml: string | Uint8Array, options: ParseOptions = {}): ReturnType<typeof parseEnvelope> {
  const lenient = parseEnvelope(xml, options);
  expect(lenient.warnings).toEqual([]);
  expect(parseEnvelope(xml, { ...options, mode: 'strict' })).toEqual(lenient);
  return lenient;
}

describe('prefixes of every kind say the same', () => {
  const plain = deliverReq('<mm7:Subject>hello</mm7:Subject>');
  const expected = read(plain).message;

  test.each(['env', 'SOAP-ENV', 'soap', 'soap-env', 'soapenv', 'S', 'ns1', '_', 'x.1', 'é'])(
    '%s for SOAP',
    (prefix) => {
      const { message, dialect } = read(plain.replaceAll('soapenv:', `${prefix}:`).replace(':soapenv=', `:${prefix}=`));
      expect(message).toEqual(expected);
      expect(dialect.prefixes).toEqual({ soap: prefix, mm7: 'mm7' });
    },
  );

  test.each(['mm7', 'ns1', 'ns3', 'mm7p6a0', 'm'])('%s for MM7', (prefix) => {
    const { message, dialect } = read(plain.replaceAll('mm7:', `${prefix}:`).replace(':mm7=', `:${prefix}=`));
    expect(message).toEqual(expected);
    expect(dialect.prefixes).toEqual({ soap: 'soapenv', mm7: prefix });
  });

  test('a default namespace for MM7, on the envelope', () => {
    const { message, dialect } = read(plain.replaceAll('mm7:', '').replace(':mm7=', '='));
    expect(message).toEqual(expected);
    expect(dialect.prefixes).toEqual({ soap: 'soapenv', mm7: '' });
  });

  test('a default namespace for SOAP, and another inside for MM7', () => {
    const xml = `<Envelope xmlns="${soapNamespace}"><Header><TransactionID xmlns="${schemaNamespace()}" xmlns:s="${soapNamespace}" s:mustUnderstand="1">t-1</TransactionID></Header><Body><DeliverReq xmlns="${schemaNamespace()}"><MM7Version>6.8.0</MM7Version><Sender><Number>12025550147</Number></Sender><Subject>hello</Subject></DeliverReq></Body></Envelope>`;
    const { message, dialect } = read(xml);
    expect(message).toEqual(expected);
    expect(dialect).toEqual({
      namespace: schemaNamespace(),
      version: '6.8.0',
      soapNamespace,
      prefixes: { soap: '', mm7: '' },
    });
  });

  test('declarations on the elements that need them, repeated and changed on the way', () => {
    const ns = schemaNamespace();
    const xml = `<a:Envelope xmlns:a="${soapNamespace}"><b:Header xmlns:b="${soapNamespace}"><c:TransactionID xmlns:c="${ns}" b:mustUnderstand="1">t-1</c:TransactionID></b:Header><a:Body xmlns:a="${soapNamespace}"><a:DeliverReq xmlns:a="${ns}"><c:MM7Version xmlns:c="${ns}">6.8.0</c:MM7Version><Sender xmlns="${ns}"><d:Number xmlns:d="${ns}">12025550147</d:Number></Sender><a:Subject>hello</a:Subject></a:DeliverReq></a:Body></a:Envelope>`;
    expect(read(xml).message).toEqual(expected);
  });

  test('an inner declaration ends with its element', () => {
    const xml = plain.replace(
      '<mm7:Sender>',
      '<mm7:Sender xmlns:mm7="urn:other" xmlns:x="urn:x"><x:a/></mm7:Sender><mm7:Sender>',
    );
    expect(read(xml).message).toMatchObject({ ...expected, extensions: [{ name: 'Sender', namespace: 'urn:other' }] });
  });
});

describe('namespaces and versions', () => {
  const pairs = schemas.flatMap(({ namespace, version, otherVersions }) =>
    [version, ...otherVersions].map((each) => ({ namespace, version: each })),
  );

  test.each(pairs)('$version belongs to $namespace', ({ namespace, version }) => {
    const { message: read_, dialect } = read(envelope(message('DeliverReq', sender, version), { namespace }));
    expect(read_).toMatchObject({ namespace, version });
    expect(dialect).toMatchObject({ namespace, version });
  });

  test.each(pairs)('$version of $namespace belongs to no other namespace', ({ version }) => {
    for (const other of schemas.filter(
      (entry) => entry.version !== version && !entry.otherVersions.includes(version),
    )) {
      const xml = envelope(message('DeliverReq', sender, version), { namespace: other.namespace });
      expect(codesOf(parseEnvelope(xml))).toEqual(['version-mismatch']);
    }
  });

  test('SOAP 1.2 is refused in both modes', () => {
    for (const soap of [
      'http://www.w3.org/2003/05/soap-envelope',
      'http://www.w3.org/2003/05/soap-envelope/',
      'http://www.w3.org/2001/12/soap-envelope',
    ]) {
      const xml = envelope(message('DeliverReq', sender), { soap });
      expect(refusal(xml, 'lenient').code).toBe('soap-version');
      expect(refusal(xml, 'strict').code).toBe('soap-version');
    }
  });
});

describe('what the schema and XML leave open is legal', () => {
  test('white space around TransactionID, identifiers, numbers, enumerations, dates and booleans is no part of them', () => {
    const xml = submitReq(
      '<mm7:MessageClass>\n Auto </mm7:MessageClass><mm7:TimeStamp> 2026-01-02T03:04:05Z </mm7:TimeStamp><mm7:ReadReply>\ttrue\r\n</mm7:ReadReply>',
    )
      .replace('t-1', '\n  t-1\t')
      .replace('acme', ' acme ')
      .replace('447700900123', ' 447700900123\n');
    expect(read(xml).message).toMatchObject({
      transactionId: 't-1',
      senderIdentification: { vaspId: 'acme' },
      recipients: { to: [{ value: '447700900123' }] },
      messageClass: 'Auto',
      timeStamp: '2026-01-02T03:04:05Z',
      readReply: true,
    });
  });

  test('prose is kept to the letter', () => {
    expect(read(deliverReq('<mm7:Subject>\n a\t\u00a0 b </mm7:Subject>')).message).toMatchObject({
      subject: '\n a\t\u00a0 b ',
    });
  });

  test.each([['+12025550147'], ['12025550147/TYPE=PLMN'], ['tel:1'], ['']])(
    'the address %j is kept to the letter',
    (value) => {
      expect(read(deliverReq('').replace('12025550147', value)).message).toMatchObject({
        sender: { kind: 'number', value },
      });
    },
  );

  test.each([
    ['RFC2822Address', 'rfc2822Address'],
    ['Number', 'number'],
    ['ShortCode', 'shortCode'],
  ])('%s is an address', (name, kind) => {
    const xml = deliverReq('').replaceAll('mm7:Number', `mm7:${name}`);
    expect(read(xml).message).toMatchObject({ sender: { kind, value: '12025550147' } });
  });

  test('To, Cc and Bcc may repeat and interleave; each list keeps its order', () => {
    const list = (name: string, ...numbers: string[]): string =>
      `<mm7:${name}>${numbers.map((n) => `<mm7:Number>${n}</mm7:Number>`).join('')}</mm7:${name}>`;
    const lists = list('Cc', '1') + list('To', '2', '3') + list('Bcc', '4') + list('To', '5') + list('Cc', '6');
    const xml = submitReq('').replace(recipients, `<mm7:Recipients>${lists}</mm7:Recipients>`);
    const value = (n: string): object => ({ kind: 'number', value: n });
    expect(read(xml).message).toMatchObject({
      recipients: { to: [value('2'), value('3'), value('5')], cc: [value('1'), value('6')], bcc: [value('4')] },
    });
  });

  test('an empty list of recipients is absent, an empty identifier is empty', () => {
    const { message } = read(
      submitReq('', '<mm7:SenderIdentification><mm7:VASID/></mm7:SenderIdentification>').replace(
        recipients,
        '<mm7:Recipients><mm7:To/><mm7:Cc></mm7:Cc></mm7:Recipients>',
      ),
    );
    expect(message).toMatchObject({ senderIdentification: { vasId: '' }, recipients: {} });
    expect(Object.keys(message.operation === 'SubmitReq' ? message.recipients : [''])).toEqual([]);
  });

  test.each([
    ['true', true],
    ['false', false],
    ['1', true],
    ['0', false],
  ])('%s is a boolean', (text, value) => {
    expect(read(submitReq(`<mm7:ReadReply>${text}</mm7:ReadReply>`)).message).toMatchObject({ readReply: value });
    expect(read(deliverReq(`<mm7:Content href="cid:a" allowAdaptations="${text}"/>`)).message).toMatchObject({
      content: { allowAdaptations: value },
    });
  });

  test.each([
    '2002-01-02T09:30:47-05:00',
    '2014-04-14T16:15:23.414Z',
    '2014-04-14T16:15:23',
    '2014-04-14T16:15:23.1234567+14:00',
  ])('the date %s is kept as sent', (text) => {
    expect(read(deliverReq(`<mm7:TimeStamp>${text}</mm7:TimeStamp>`)).message).toMatchObject({ timeStamp: text });
  });

  test.each(['P90D', 'PT1H', 'P1Y2M3DT4H5M6.7S', '-P1D'])('%s is a duration where one may stand', (text) => {
    expect(read(submitReq(`<mm7:ExpiryDate>${text}</mm7:ExpiryDate>`)).message).toMatchObject({ expiryDate: text });
  });

  test.each([
    ['1000', 1000],
    ['2512', 2512],
    ['6102', 6102],
    ['0', 0],
    ['+1000', 1000],
    ['-1', -1],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('%s is a status code', (text, statusCode) => {
    expect(read(submitRsp(success.replace('1000', text))).message).toMatchObject({ status: { statusCode } });
  });

  test('a status text may be a number, or empty', () => {
    expect(read(submitRsp(success.replace('Success', '1000'))).message).toMatchObject({
      status: { statusText: '1000' },
    });
    expect(read(submitRsp(success.replace('Success', ''))).message).toMatchObject({ status: { statusText: '' } });
  });

  test('the elements of a status stand in any order', () => {
    const status = '<mm7:Details>d</mm7:Details><mm7:StatusText>t</mm7:StatusText><mm7:StatusCode>1</mm7:StatusCode>';
    expect(read(submitRsp(status)).message).toMatchObject({ status: { statusCode: 1, statusText: 't', details: 'd' } });
  });

  test('an element of another declared namespace is kept where it stood', () => {
    const xml = submitReq(
      '<v:Billing xmlns:v="urn:vendor" v:zone="3" plain="p" xml:lang="en"><v:Code>7</v:Code>tail<w:x xmlns:w="urn:w"/></v:Billing>',
    ).replace('</mm7:SenderIdentification>', '<Plain xmlns="urn:plain">p</Plain></mm7:SenderIdentification>');
    const vendor = { namespace: 'urn:vendor', prefix: 'v' };
    expect(read(xml).message).toMatchObject({
      senderIdentification: {
        extensions: [{ name: 'Plain', namespace: 'urn:plain', attributes: [], children: ['p'] }],
      },
      extensions: [
        {
          name: 'Billing',
          ...vendor,
          attributes: [
            { name: 'zone', ...vendor, value: '3' },
            { name: 'plain', value: 'p' },
            { name: 'lang', namespace: 'http://www.w3.org/XML/1998/namespace', prefix: 'xml', value: 'en' },
          ],
          children: [
            { name: 'Code', ...vendor, attributes: [], children: ['7'] },
            'tail',
            { name: 'w:x'.slice(2), namespace: 'urn:w', prefix: 'w', attributes: [], children: [] },
          ],
        },
      ],
    });
  });

  test('white space in an element of others is kept where it is all there is, and is layout between elements', () => {
    const { extensions } = read(deliverReq('<a xmlns="urn:x">\n<b> </b>\n<c/>\n</a>')).message;
    const namespace = 'urn:x';
    expect(extensions).toStrictEqual([
      {
        name: 'a',
        namespace,
        attributes: [],
        children: [
          { name: 'b', namespace, attributes: [], children: [' '] },
          { name: 'c', namespace, attributes: [], children: [] },
        ],
      },
    ]);
    const bare = read(fault('<a b="1"/>')).message;
    expect(bare).toMatchObject({ detail: { extensions: [{ name: 'a' }] } });
    expect(Object(bare).detail.extensions).toStrictEqual([
      { name: 'a', attributes: [{ name: 'b', value: '1' }], children: [] },
    ]);
  });

  test('white space around a boolean, number or date is no part of an attribute', () => {
    expect(read(deliverReq('<mm7:Content href="cid:a" allowAdaptations=" true "/>')).message).toMatchObject({
      content: { allowAdaptations: true },
    });
  });

  test('a foreign element with a name of MM7 is foreign all the same', () => {
    const { message } = read(deliverReq('<x:Subject xmlns:x="urn:x">a</x:Subject><mm7:Subject>b</mm7:Subject>'));
    expect(message).toMatchObject({ subject: 'b', extensions: [{ name: 'Subject', namespace: 'urn:x' }] });
    const agent = '<mm7:UserAgent><x:sequence xmlns:x="urn:x">1</x:sequence><mm7:Number>2</mm7:Number></mm7:UserAgent>';
    expect(read(deliverReq(`<mm7:Previouslysentby>${agent}</mm7:Previouslysentby>`)).message).toMatchObject({
      previouslySentBy: {
        userAgent: [{ kind: 'number', value: '2' }],
        extensions: [{ name: 'sequence', namespace: 'urn:x' }],
      },
    });
    const holder = '<x:To xmlns:x="urn:x"><x:Number>1</x:Number></x:To>';
    expect(read(deliverReq('').replace('<mm7:Number>', `${holder}<mm7:Number>`)).message).toMatchObject({
      sender: { value: '12025550147' },
      extensions: [{ name: 'To', namespace: 'urn:x' }],
    });
  });

  test('xml:Sender is foreign: the prefix xml has a namespace of its own', () => {
    expect(read(deliverReq('<xml:Subject>a</xml:Subject>')).message).toMatchObject({
      extensions: [{ name: 'Subject', namespace: 'http://www.w3.org/XML/1998/namespace', prefix: 'xml' }],
    });
  });

  test('other header blocks are kept', () => {
    const block = '<w:Security xmlns:w="urn:wsse" soapenv:mustUnderstand="0"><w:Token>x</w:Token></w:Security>';
    const { message } = read(
      envelope(messageOf('DeliverRsp'), { header: `${block}${transactionId}<y:z xmlns:y="urn:y"/>` }),
    );
    expect(message.transactionId).toBe('t-1');
    expect(message.headerBlocks).toMatchObject([
      { name: 'Security', attributes: [{ name: 'mustUnderstand', prefix: 'soapenv', value: '0' }], children: [{}] },
      { name: 'z', namespace: 'urn:y' },
    ]);
  });

  test('attributes of another namespace are no concern of MM7', () => {
    const xsi =
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="string" xml:lang="en" xsi:displayOnly="true" xsi:actor="x"';
    const xml = deliverReq('<mm7:Subject>a</mm7:Subject>').replace(
      /<(mm7:(?:Subject|Number|Sender|DeliverReq|MM7Version|TransactionID)|soapenv:(?:Body|Header|Envelope))\b/g,
      `<$1 ${xsi}`,
    );
    expect(read(xml).message).toEqual(read(deliverReq('<mm7:Subject>a</mm7:Subject>')).message);
  });

  test('an attribute without prefix is not in the default namespace, and no second one of a name that is', () => {
    const namespaces = 'xmlns="urn:v" xmlns:v="urn:v" xmlns:w="urn:w"';
    const { message } = read(deliverReq(`<a ${namespaces} v:b="1" w:b="2" b="3"/>`));
    expect(message.extensions?.[0]?.attributes.map(({ value }) => value)).toEqual(['1', '2', '3']);
  });

  test('comments and processing instructions say nothing', () => {
    const xml = deliverReq("<mm7:Subject>a<!-- & <x> -->b<?p it's & ?>c</mm7:Subject>").replaceAll(
      '><',
      '><!-- - --><',
    );
    expect(read(xml).message).toMatchObject({ subject: 'abc' });
  });

  test('entities, character references and CDATA are text', () => {
    const text = '&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;<![CDATA[<&]]>]]&gt;';
    expect(read(deliverReq(`<mm7:Subject>${text}</mm7:Subject>`)).message).toMatchObject({ subject: `&<>"'A😀<&]]>` });
    expect(read(deliverReq('<mm7:Content href="cid:&amp;&#65;"/>')).message).toMatchObject({
      content: { href: 'cid:&A' },
    });
  });

  test('a percent-encoded reference is kept as sent', () => {
    expect(read(deliverReq('<mm7:Content href="cid:a%40b"/>')).message).toMatchObject({
      content: { href: 'cid:a%40b' },
    });
  });

  test('a document needs no XML declaration, and white space may stand around its root', () => {
    const xml = deliverReq('').replace(/^<\?.*\?>\n/, '');
    for (const each of [xml, `\n\t ${xml}\r\n`, `\ufeff${xml}`]) {
      expect(read(each).message).toMatchObject({ operation: 'DeliverReq' });
    }
  });

  test('XML 1.1 in the declaration changes nothing', () => {
    expect(read(deliverReq('').replace('version="1.0"', 'version="1.1"')).message.operation).toBe('DeliverReq');
  });

  test('reply charging is there when its empty element is', () => {
    expect(read(submitReq('<mm7:ReplyCharging/>')).message).toMatchObject({ replyCharging: {} });
    expect(read(submitReq('<mm7:ReplyCharging replyChargingSize="10" replyDeadline="P1D"/>')).message).toMatchObject({
      replyCharging: { replyChargingSize: 10, replyDeadline: 'P1D' },
    });
  });

  test('elements of Release 6 may stand in Release 6', () => {
    const xml = envelope(message('DeliverReq', `<mm7:VASPID>a</mm7:VASPID>${sender}`, '6.3.0'), {
      namespace: `${namespacePrefix}REL-6-MM7-1-0`,
    });
    expect(read(xml).message).toMatchObject({ vaspId: 'a' });
  });
});

describe('faults', () => {
  const error = `<mm7:RSErrorRsp><mm7:MM7Version>6.8.0</mm7:MM7Version><mm7:Status>${success}</mm7:Status></mm7:RSErrorRsp>`;

  test('hold an error response of either side', () => {
    for (const operation of ['RSErrorRsp', 'VASPErrorRsp']) {
      const { message, dialect } = read(fault(error.replaceAll('RSErrorRsp', operation)));
      expect(message).toEqual({
        operation: 'Fault',
        transactionId: 't-1',
        namespace: schemaNamespace(),
        faultCode: 'Client',
        faultString: 'Client error',
        detail: {
          operation,
          namespace: schemaNamespace(),
          version: '6.8.0',
          status: { statusCode: 1000, statusText: 'Success' },
        },
      });
      expect(dialect.prefixes).toEqual({ soap: 'soapenv', mm7: 'mm7' });
    }
  });

  test('may have no detail, no TransactionID and no namespace of MM7', () => {
    const xml = fault('')
      .replace('<detail></detail>', '')
      .replace(transactionId, '')
      .replace('Client<', 'Server.Busy<');
    expect(read(xml).message).toEqual({ operation: 'Fault', faultCode: 'Server.Busy', faultString: 'Client error' });
  });

  test('without an error response show the prefix of MM7 in their header', () => {
    expect(read(fault('').replace('<detail></detail>', '')).dialect.prefixes).toEqual({ soap: 'soapenv', mm7: 'mm7' });
  });

  test('may have any other detail: text to the letter, or elements', () => {
    expect(read(fault(' because ')).message).toMatchObject({ detail: ' because ' });
    expect(read(fault('<x:why xmlns:x="urn:x">so</x:why><plain/>')).message).toMatchObject({
      detail: { extensions: [{ name: 'why', namespace: 'urn:x', children: ['so'] }, { name: 'plain' }] },
    });
  });

  test('hold what is no error response as it is', () => {
    const answer = message('DeliverRsp', `<mm7:Status>${success}</mm7:Status>`);
    for (const detail of [answer, '<mm7:Other/>', '<x:Status xmlns:x="urn:x"/>', '<Status/>']) {
      const { detail: kept } = Object(read(fault(detail)).message);
      expect(kept.extensions).toHaveLength(1);
    }
    expect(read(fault(`${error}<mm7:Status/>`)).message).toMatchObject({
      detail: { operation: 'RSErrorRsp', status: { statusCode: 1000 } },
      extensions: [{ name: 'Status' }],
    });
  });

  test('hold an error response in a namespace that only other header blocks have as it is', () => {
    const header = '<x:Security xmlns:x="urn:x"/><y:TransactionID xmlns:y="urn:y">1</y:TransactionID>';
    const xml = fault('<x:RSErrorRsp xmlns:x="urn:x"/>').replace(transactionId, header);
    expect(read(xml).message).toMatchObject({ detail: { extensions: [{ name: 'RSErrorRsp', namespace: 'urn:x' }] } });
  });

  test('keep what stands beside the error response', () => {
    expect(read(fault(`<x:why xmlns:x="urn:x"/>${error}`)).message).toMatchObject({
      detail: { operation: 'RSErrorRsp' },
      extensions: [{ name: 'why' }],
    });
  });

  test('may name the actor', () => {
    expect(read(fault('').replace('<detail>', '<faultactor>urn:relay</faultactor><detail>')).message).toMatchObject({
      faultActor: 'urn:relay',
    });
  });

  test.each(['faultcode', 'faultstring'])('without %s are refused in both modes', (name) => {
    const xml = fault('').replace(new RegExp(`<${name}>.*</${name}>`), '');
    expect(refusal(xml, 'lenient').code).toBe('missing-element');
    expect(refusal(xml, 'strict').code).toBe('missing-element');
  });
});

describe('what nothing can be made of is refused in both modes', () => {
  test.each([
    ['an empty body', envelope(''), 'missing-element', 4004],
    ['no body', envelope('').replace('<soapenv:Body></soapenv:Body>', ''), 'missing-element', 4004],
    ['an unknown message', envelope('<mm7:SendReq/>'), 'unknown-operation', 4003],
    ['no sender', envelope(message('DeliverReq', '')), 'missing-element', 4004],
    ['a sender without address', envelope(message('DeliverReq', '<mm7:Sender/>')), 'missing-element', 4004],
    ['no status', envelope(message('DeliverRsp', '')), 'missing-element', 4004],
    ['no status code', submitRsp('<mm7:StatusText>x</mm7:StatusText>'), 'missing-element', 4004],
    ['a reference to no content', deliverReq('<mm7:Content/>'), 'missing-element', 4004],
    ['no XML', 'hello', 'not-mm7', 4004],
    ['nothing', '', 'not-mm7', 4004],
    ['white space', ' \n', 'not-mm7', 4004],
    ['HTML', '<html><body/></html>', 'not-mm7', 4004],
    ['a document type', deliverReq('').replace('?>\n', '?><!DOCTYPE a>'), 'doctype', 4004],
    [
      'a document type that declares entities',
      deliverReq('&e;').replace('?>\n', '?><!DOCTYPE a [<!ENTITY e "x">]>'),
      'doctype',
      4004,
    ],
    ['tags that do not match', deliverReq('<mm7:Subject></mm7:Priority>'), 'malformed-xml', 4004],
    ['two roots', deliverReq('') + deliverReq('').replace(/^<\?.*\?>\n/, ''), 'malformed-xml', 4004],
    ['text behind the root', `${deliverReq('')}--x`, 'malformed-xml', 4004],
    ['an attribute twice', deliverReq('<mm7:Content href="a" href="b"/>'), 'malformed-xml', 4004],
    [
      'an attribute twice by expanded name',
      deliverReq('<v:a xmlns:v="urn:v" xmlns:w="urn:v" v:b="" w:b=""/>'),
      'malformed-xml',
      4004,
    ],
    ['a declaration twice', deliverReq('<v:a xmlns:v="urn:v" xmlns:v="urn:w"/>'), 'malformed-xml', 4004],
    ['a prefix bound to nothing', deliverReq('<v:a xmlns:v=""/>'), 'malformed-xml', 4004],
    ['the prefix xml rebound', deliverReq('<a xmlns:xml="urn:x"/>'), 'malformed-xml', 4004],
    [
      'the namespace of xml under another prefix',
      deliverReq('<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>'),
      'malformed-xml',
      4004,
    ],
    ['the prefix xmlns declared', deliverReq('<a xmlns:xmlns="urn:x"/>'), 'malformed-xml', 4004],
    [
      'the namespace of xmlns declared',
      deliverReq('<a xmlns:x="http://www.w3.org/2000/xmlns/"/>'),
      'malformed-xml',
      4004,
    ],
    ['an element with the prefix xmlns', deliverReq('<xmlns:a/>'), 'malformed-xml', 4004],
    ['a name that begins with a colon', deliverReq('<:Subject>a</:Subject>'), 'malformed-xml', 4004],
    ['a name that ends with a colon', deliverReq('<mm7:>a</mm7:>'), 'malformed-xml', 4004],
    ['a local name that begins with a digit', deliverReq('<mm7:1a/>'), 'malformed-xml', 4004],
    ['an attribute that begins with a colon', deliverReq('<mm7:Content :href="a"/>'), 'malformed-xml', 4004],
    ['a declaration without prefix', deliverReq('<a xmlns:="urn:x"/>'), 'malformed-xml', 4004],
    ['a lone surrogate', deliverReq('<mm7:Subject>\ud800</mm7:Subject>'), 'malformed-xml', 4004],
  ])('%s', (_what, xml, code, statusCode) => {
    for (const mode of ['lenient', 'strict'] as const) {
      const error = refusal(xml, mode);
      expect({ code: error.code, statusCode: error.statusCode }).toEqual({ code, statusCode });
    }
  });

  test('an error says what had been read, so that the fault can echo it', () => {
    const { envelope: readSoFar } = refusal(envelope(message('DeliverReq', '')), 'lenient');
    expect(readSoFar).toEqual({
      transactionId: 't-1',
      version: '6.8.0',
      namespace: schemaNamespace(),
      operation: 'DeliverReq',
    });
    expect(refusal(deliverReq('<mm7:Subject>a & b</mm7:Subject>')).envelope).toMatchObject({ transactionId: 't-1' });
  });

  test('an empty envelope is told from one that is no XML', () => {
    for (const xml of ['', ' \n']) expect(refusal(xml, 'lenient').message).toBe('the envelope is empty');
    expect(refusal('hello', 'lenient').message).toBe('expected XML');
  });

  test('a place is a path of elements, a line and a column', () => {
    const error = refusal(deliverReq('\n <mm7:Subject lang="x"/>'));
    expect(error.path).toBe('/Envelope/Body/DeliverReq/Subject');
    expect(error.line).toBe(3);
    expect(error.column).toBeGreaterThan(1);
  });

  test('a column counts UTF-16 units, and no other count stands in the message', () => {
    const xml = deliverReq('\n<mm7:Subject>😀😀</mm7:Subject><mm7:LinkedID');
    const { column, message: text } = refusal(`${xml.slice(0, xml.indexOf('<mm7:LinkedID'))}<<`);
    expect(column).toBe('<mm7:Subject>😀😀</mm7:Subject><<'.length + 1);
    expect(text).not.toMatch(/\d+:\d+/);
  });
});

test('every message of the schema is read', () => {
  for (const operation of Object.keys(messages)) {
    if (operation.endsWith('ErrorRsp')) continue;
    expect(read(envelope(messageOf(operation))).message.operation).toBe(operation);
  }
});

// The least that each message must hold.
function messageOf(operation: string): string {
  const address = (name: string): string => `<mm7:${name}><mm7:Number>1</mm7:Number></mm7:${name}>`;
  const identification = '<mm7:SenderIdentification/>';
  const date = '2026-01-02T03:04:05Z';
  if (operation.endsWith('Rsp')) return message(operation, `<mm7:Status>${success}</mm7:Status>`);
  switch (operation) {
    case 'SubmitReq':
      return message(operation, `${identification}${recipients}`);
    case 'DeliverReq':
      return message(operation, sender);
    case 'extendedCancelReq':
      return message(operation, `${identification}<mm7:CancelID>c</mm7:CancelID>`);
    case 'extendedReplaceReq':
      return message(operation, '');
    case 'DeliveryReportReq':
      return message(
        operation,
        `<mm7:MessageID>m</mm7:MessageID>${address('Recipient')}${address('Sender')}<mm7:Date>${date}</mm7:Date><mm7:MMStatus>Expired</mm7:MMStatus>`,
      );
    case 'ReadReplyReq':
      return message(
        operation,
        `<mm7:MessageID>m</mm7:MessageID>${address('Recipient')}${address('Sender')}<mm7:TimeStamp>${date}</mm7:TimeStamp><mm7:MMStatus>Read</mm7:MMStatus>`,
      );
    default:
      return message(operation, `${identification}<mm7:MessageID>m</mm7:MessageID>`);
  }
}
