import { type DeviationCode, deviations } from '@mm7/schema';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../src/index.ts';
import {
  codesOf,
  deliverReq,
  envelope,
  fault,
  identification,
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

interface Row {
  readonly code: DeviationCode;
  /** What the sender did. */
  readonly what: string;
  readonly xml: string;
  /** What the message must hold all the same. */
  readonly reads: object;
}

const anySender = { sender: { kind: 'number', value: '12025550147' } };
const number = (value: string): object => ({ kind: 'number', value });
const deliveryReport = (date: string, extra = ''): string =>
  envelope(
    message(
      'DeliveryReportReq',
      `<mm7:MessageID>m-1</mm7:MessageID><mm7:Recipient><mm7:Number>1</mm7:Number></mm7:Recipient>${sender}${date}<mm7:MMStatus>Retrieved</mm7:MMStatus>${extra}`,
    ),
  );
const readReply = (date: string): string =>
  envelope(
    message(
      'ReadReplyReq',
      `<mm7:MessageID>m-1</mm7:MessageID><mm7:Recipient><mm7:Number>1</mm7:Number></mm7:Recipient>${sender}${date}<mm7:MMStatus>Read</mm7:MMStatus>`,
    ),
  );
const unprefixed = (xml: string): string => xml.replaceAll('mm7:', '').replace('xmlns:mm7=', 'xmlns=');
const error = `<mm7:RSErrorRsp><mm7:MM7Version>6.8.0</mm7:MM7Version><mm7:Status>${success}</mm7:Status></mm7:RSErrorRsp>`;
const rsp = message('DeliverRsp', `<mm7:Status>${success}</mm7:Status>`);
const withHeader = (header: string): string => envelope(rsp, { header });

function rows(
  code: DeviationCode,
  ...instances: readonly (readonly [what: string, xml: string, reads: object])[]
): Row[] {
  return instances.map(([what, xml, reads]) => ({ code, what, xml, reads }));
}

const table: readonly Row[] = [
  ...rows(
    'undeclared-prefix',
    ['of MM7', deliverReq('').replace(/ xmlns:mm7="[^"]*"/, ''), anySender],
    ['of SOAP', deliverReq('').replace(/ xmlns:soapenv="[^"]*"/, ''), anySender],
    ['of SOAP, where another prefix is declared', deliverReq('').replace('xmlns:soapenv=', 'xmlns:ns1='), anySender],
    [
      'of the envelope alone, where its parts use a declared one',
      deliverReq('').replaceAll('soapenv:Envelope', 'soap:Envelope'),
      anySender,
    ],
    ['of one element', deliverReq('<x:Subject>hello</x:Subject>'), { ...anySender, subject: 'hello' }],
    ['of mustUnderstand', withHeader(transactionId.replace('soapenv:', 'x:')), { transactionId: 't-1' }],
    ['of an attribute of nobody knows whom', deliverReq('<mm7:Subject xsi:type="x">a</mm7:Subject>'), { subject: 'a' }],
    [
      'of two attributes of one name',
      deliverReq('<x:a xmlns:x="urn:x" b="1" y:b="2"/>'),
      { extensions: [{ name: 'a', attributes: [{ name: 'b', value: '1' }] }] },
    ],
    ['of two attributes', deliverReq('<mm7:Subject x:a="1" y:b="2">a</mm7:Subject>'), { subject: 'a' }],
    ['of the TransactionID', withHeader(transactionId.replaceAll('mm7:', 'x:')), { transactionId: 't-1' }],
    ['of a fault', fault('').replaceAll('soapenv:Fault', 'x:Fault'), { faultCode: 'Client' }],
  ),
  ...rows(
    'doubled-colon',
    ['in one start tag', deliverReq('').replace('<soapenv:Header', '<soapenv::Header'), anySender],
    ['in one end tag', deliverReq('').replace('</soapenv:Body', '</soapenv::Body'), anySender],
    ['in both tags', deliverReq('').replaceAll('soapenv:Header', 'soapenv::Header'), anySender],
    ['everywhere', deliverReq('').replace(/(<\/?\w+):/g, '$1::'), anySender],
    ['in an attribute', withHeader(transactionId.replace('soapenv:', 'soapenv::')), { transactionId: 't-1' }],
    ['in an empty element', deliverReq('<mm7::Content href="cid:a"/>'), { content: { href: 'cid:a' } }],
    ['in an extension', deliverReq('<x::a xmlns:x="urn:x"/>'), { extensions: [{ name: 'a', namespace: 'urn:x' }] }],
    [
      'in an attribute of an extension',
      deliverReq('<x:a xmlns:x="urn:x" x::b="1"/>'),
      { extensions: [{ name: 'a', attributes: [{ name: 'b', namespace: 'urn:x', prefix: 'x', value: '1' }] }] },
    ],
  ),
  ...rows(
    'unqualified-element',
    ['in one child', deliverReq('<Subject>hello</Subject>'), { subject: 'hello' }],
    ['in all children', deliverReq('').replace(/(<\/?)mm7:(MM7Version|Sender|Number)/g, '$1$2'), anySender],
    ['in the root', deliverReq('').replace(/(<\/?)mm7:(DeliverReq)/g, '$1$2'), anySender],
    ['in the TransactionID', withHeader(transactionId.replaceAll('mm7:', '')), { transactionId: 't-1' }],
    ['in everything but the header', deliverReq('').replace(/(<\/?)mm7:(?!Tr)/g, '$1'), anySender],
    [
      'in the error response of a fault',
      fault(error.replaceAll('mm7:', '')),
      { namespace: schemaNamespace(), detail: { operation: 'RSErrorRsp', namespace: schemaNamespace() } },
    ],
  ),
  ...rows(
    'version-mismatch',
    [
      'older than the namespace',
      deliverReq('').replace('6.8.0', '5.3.0'),
      { version: '5.3.0', namespace: schemaNamespace() },
    ],
    ['without its third number', deliverReq('').replace('6.8.0', '6.8'), { version: '6.8' }],
    ['that exists nowhere', deliverReq('').replace('6.8.0', '7.0.0'), { version: '7.0.0' }],
    ['empty', deliverReq('').replace('6.8.0', ''), { version: '' }],
    ['in the detail of a fault', fault(error.replace('6.8.0', '5.3.0')), { detail: { version: '5.3.0' } }],
    [
      'newer than the namespace',
      envelope(rsp, { namespace: schemaNamespace('REL-6-MM7-1-3') }),
      { namespace: schemaNamespace('REL-6-MM7-1-3') },
    ],
  ),
  ...rows(
    'namespace-suffix',
    ['of the last schema', envelope(rsp, { namespace: `${schemaNamespace()}.xsd` }), { namespace: schemaNamespace() }],
    [
      'of the first schema',
      envelope(rsp.replace('6.8.0', '5.3.0'), { namespace: `${schemaNamespace('REL-5-MM7-1-0')}.xsd` }),
      { namespace: schemaNamespace('REL-5-MM7-1-0') },
    ],
  ),
  ...rows(
    'namespace-white-space',
    ['a line break inside', envelope(rsp, { namespace: schemaNamespace().replace('schema/', 'schema/\n   ') }), {}],
    ['a blank inside', envelope(rsp, { namespace: schemaNamespace().replace('ftp/', 'ftp/ ') }), {}],
    ['a no-break space inside', envelope(rsp, { namespace: schemaNamespace().replace('ftp/', 'ftp/\u00a0') }), {}],
    ['a line break before it', envelope(rsp, { namespace: `\n${schemaNamespace()}` }), {}],
    ['a blank behind it', envelope(rsp, { namespace: `${schemaNamespace()} ` }), {}],
    ['in the SOAP namespace', envelope(rsp, { soap: soapNamespace.replace('soap/', 'soap/ ') }), {}],
  ).map((row) => ({ ...row, reads: { namespace: schemaNamespace(), transactionId: 't-1' } })),
  ...rows(
    'namespace-mismatch',
    [
      'header and body differ',
      withHeader(
        transactionId.replace(
          'mm7:TransactionID ',
          `mm7:TransactionID xmlns:mm7="${schemaNamespace('REL-6-MM7-1-3')}" `,
        ),
      ),
      { transactionId: 't-1', namespace: schemaNamespace() },
    ],
    [
      'a child of the message differs',
      deliverReq(`<o:Subject xmlns:o="${schemaNamespace('REL-5-MM7-1-0')}">hello</o:Subject>`),
      { subject: 'hello', namespace: schemaNamespace() },
    ],
    [
      'a child of the message is in the SOAP namespace',
      deliverReq('<soapenv:Subject>hello</soapenv:Subject>'),
      { subject: 'hello', namespace: schemaNamespace() },
    ],
    [
      'the TransactionID is in the SOAP namespace',
      withHeader(transactionId.replaceAll('mm7:', 'soapenv:')),
      { transactionId: 't-1', namespace: schemaNamespace() },
    ],
    ...['http://example.org/MM7', 'http://example.org/23.140/other'].map(
      (namespace) =>
        [
          `a child of the message is in one that looks like MM7: ${namespace}`,
          deliverReq(`<o:Subject xmlns:o="${namespace}">hello</o:Subject>`),
          { subject: 'hello', namespace: schemaNamespace() },
        ] as const,
    ),
    [
      'an address is in another namespace than its message',
      deliverReq('')
        .replaceAll('mm7:Number', 'o:Number')
        .replace('<o:Number', `<o:Number xmlns:o="${schemaNamespace('REL-5-MM7-1-0')}"`),
      anySender,
    ],
  ),
  ...rows(
    'unknown-namespace',
    ['one that looks like MM7', envelope(rsp, { namespace: schemaNamespace('REL-6-MM7-1-9') }), { version: '6.8.0' }],
    [
      "a carrier's own",
      envelope(rsp, { namespace: 'http://carrier.example/mms' }),
      { namespace: 'http://carrier.example/mms' },
    ],
    ['in another case', envelope(rsp, { namespace: schemaNamespace().toLowerCase() }), { transactionId: 't-1' }],
    [
      'the one of SOAP for the TransactionID of a fault',
      fault('').replaceAll('mm7:TransactionID', 'soapenv:TransactionID'),
      { transactionId: 't-1', namespace: soapNamespace },
    ],
    [
      'the one of SOAP',
      envelope(rsp.replace('<mm7:DeliverRsp', `<mm7:DeliverRsp xmlns:mm7="${soapNamespace}"`), {
        header: transactionId.replace('mm7:TransactionID ', `mm7:TransactionID xmlns:mm7="${soapNamespace}" `),
      }),
      { status: { statusCode: 1000 } },
    ],
    [
      'the one of SOAP 1.2',
      envelope(rsp.replace('<mm7:DeliverRsp', '<mm7:DeliverRsp xmlns:mm7="http://www.w3.org/2003/05/soap-envelope"'), {
        header: transactionId.replace(
          'mm7:TransactionID ',
          'mm7:TransactionID xmlns:mm7="http://www.w3.org/2003/05/soap-envelope" ',
        ),
      }),
      { status: { statusCode: 1000 } },
    ],
    [
      'the one of SOAP by default',
      deliverReq('')
        .replaceAll('mm7:', '')
        .replaceAll('soapenv:', '')
        .replace('xmlns:soapenv=', 'xmlns=')
        .replace(/ xmlns:mm7="[^"]*"/, '')
        .replace('mustUnderstand', 'xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:mustUnderstand'),
      anySender,
    ],
  ),
  ...rows(
    'missing-namespace',
    [
      'no element has a prefix and none is the default',
      deliverReq('')
        .replaceAll('mm7:', '')
        .replace(/ xmlns:mm7="[^"]*"/, ''),
      anySender,
    ],
    ['the default namespace is undone', unprefixed(deliverReq('')).replace(/ xmlns="[^"]*"/, ' xmlns=""'), anySender],
  ),
  ...rows(
    'soap-namespace',
    ['without its last slash', envelope(rsp, { soap: soapNamespace.slice(0, -1) }), {}],
    ["the specification's slip", envelope(rsp, { soap: 'http://schemas.xmlsoap.org/soap/soap-envelope' }), {}],
    [
      'none at all',
      envelope(rsp, { header: transactionId.replace('soapenv:', `xmlns:s="${soapNamespace}" s:`) }).replace(
        /(<\/?)soapenv:/g,
        '$1',
      ),
      {},
    ],
    ['something else', envelope(rsp, { soap: 'http://example.org/soap' }), {}],
    [
      'the one of MM7, as default',
      envelope(rsp, { header: transactionId.replace('soapenv:', `xmlns:s="${soapNamespace}" s:`) })
        .replace(/(<\/?)soapenv:/g, '$1')
        .replaceAll('mm7:', '')
        .replace('xmlns:mm7=', 'xmlns='),
      {},
    ],
    ['another one for the body', envelope(rsp).replace('<soapenv:Body', '<soapenv:Body xmlns:soapenv="urn:x"'), {}],
    [
      'a slip for the envelope alone',
      envelope(rsp)
        .replaceAll('soapenv:Envelope', 's:Envelope')
        .replace('<s:Envelope', `<s:Envelope xmlns:s="${soapNamespace.slice(0, -1)}"`),
      {},
    ],
  ).map((row) => ({ ...row, reads: { transactionId: 't-1', status: { statusCode: 1000 } } })),
  ...rows(
    'soap-namespace',
    [
      'a fault in the namespace of MM7',
      fault('').replaceAll('soapenv:Fault', 'mm7:Fault'),
      { operation: 'Fault', faultCode: 'Client' },
    ],
    [
      'a fault in no namespace',
      fault('').replaceAll('soapenv:Fault', 'Fault'),
      { operation: 'Fault', faultCode: 'Client' },
    ],
  ),
  ...rows(
    'must-understand',
    ['absent', withHeader('<mm7:TransactionID>t-1</mm7:TransactionID>'), {}],
    ['true', withHeader(transactionId.replace('"1"', '"true"')), {}],
    ['0', withHeader(transactionId.replace('"1"', '"0"')), {}],
    ['without prefix', withHeader(transactionId.replace('soapenv:', '')), {}],
    ['under the prefix of MM7', withHeader(transactionId.replace('soapenv:', 'mm7:')), {}],
    ['under a foreign prefix', withHeader(transactionId.replace('soapenv:', 'xmlns:x="urn:x" x:')), {}],
  ).map((row) => ({ ...row, reads: { transactionId: 't-1' } })),
  ...rows(
    'soap-attribute',
    ['actor on the TransactionID', withHeader(transactionId.replace(' ', ' soapenv:actor="urn:next" ')), {}],
    ['encodingStyle on the TransactionID', withHeader(transactionId.replace(' ', ' soapenv:encodingStyle="" ')), {}],
    ...['Envelope', 'Header', 'Body'].map(
      (name) =>
        [
          `encodingStyle on the ${name}`,
          envelope(rsp).replace(`<soapenv:${name}`, `<soapenv:${name} soapenv:encodingStyle="urn:x"`),
          {},
        ] as const,
    ),
    [
      'encodingStyle on the message',
      envelope(rsp).replace('<mm7:DeliverRsp', '<mm7:DeliverRsp soapenv:encodingStyle="urn:x"'),
      {},
    ],
    [
      'in another case',
      envelope(rsp).replace('<soapenv:Envelope', '<soapenv:Envelope soapenv:encodingstyle="urn:x"'),
      {},
    ],
  ).map((row) => ({ ...row, reads: { transactionId: 't-1', status: { statusCode: 1000 } } })),
  ...rows(
    'element-case',
    ['an address', deliverReq('').replaceAll('mm7:Number', 'mm7:number'), anySender],
    ['another address', deliverReq('').replaceAll('mm7:Number', 'mm7:Shortcode'), { sender: { kind: 'shortCode' } }],
    ['a leaf', deliverReq('<mm7:SUBJECT>hello</mm7:SUBJECT>'), { subject: 'hello' }],
    [
      'an identifier',
      deliverReq('<mm7:VaspId>acme</mm7:VaspId>', '')
        .replace(sender, '')
        .replace('</mm7:VaspId>', `</mm7:VaspId>${sender}`),
      { vaspId: 'acme' },
    ],
    [
      'a recipient list',
      submitReq('').replaceAll('mm7:To', 'mm7:TO'),
      { recipients: { to: [number('447700900123')] } },
    ],
    ['the message', deliverReq('').replaceAll('DeliverReq', 'deliverReq'), { operation: 'DeliverReq' }],
    [
      'the error response',
      fault(error.replaceAll('RSErrorRsp', 'RsErrorRsp')),
      { detail: { operation: 'RSErrorRsp' } },
    ],
    ['the envelope', deliverReq('').replaceAll('Envelope', 'envelope'), anySender],
    ['header', deliverReq('').replaceAll('Header', 'HEADER'), { transactionId: 't-1' }],
    ['the body', deliverReq('').replaceAll('Body', 'body'), anySender],
    ['the fault', fault('').replaceAll('Fault', 'fault'), { operation: 'Fault', faultCode: 'Client' }],
    ['the fault code', fault('').replaceAll('faultcode', 'faultCode'), { faultCode: 'Client' }],
    ['the TransactionID', withHeader(transactionId.replaceAll('ID', 'Id')), { transactionId: 't-1' }],
  ),
  ...rows(
    'attribute-case',
    [
      'displayonly',
      submitReq('').replace('<mm7:Number', '<mm7:Number displayonly="true"'),
      { recipients: { to: [{ displayOnly: true }] } },
    ],
    ['HREF', deliverReq('<mm7:Content HREF="cid:a"/>'), { content: { href: 'cid:a' } }],
    ['uaProf', deliverReq('<mm7:UACapabilities uaProf="x"/>'), { uaCapabilities: { uaProf: 'x' } }],
    ['mustunderstand', withHeader(transactionId.replace('mustU', 'mustu')), { transactionId: 't-1' }],
  ),
  ...rows(
    'misnomer',
    [
      'RFC822Address',
      deliverReq('').replaceAll('mm7:Number', 'mm7:RFC822Address'),
      { sender: { kind: 'rfc2822Address' } },
    ],
    [
      'rfc822address',
      deliverReq('').replaceAll('mm7:Number', 'mm7:rfc822address'),
      { sender: { kind: 'rfc2822Address' } },
    ],
    [
      'TimeStamp for Date',
      deliveryReport('<mm7:TimeStamp>2026-01-02T03:04:05Z</mm7:TimeStamp>'),
      { date: '2026-01-02T03:04:05Z' },
    ],
    [
      'Date for TimeStamp',
      readReply('<mm7:Date>2026-01-02T03:04:05Z</mm7:Date>'),
      { timeStamp: '2026-01-02T03:04:05Z' },
    ],
    ['Detail', submitRsp(`${success}<mm7:Detail>because</mm7:Detail>`), { status: { details: 'because' } }],
    [
      'MMSReplayServerID',
      deliverReq('', '<mm7:MMSReplayServerID>relay</mm7:MMSReplayServerID>'),
      { mmsRelayServerId: 'relay' },
    ],
    ['AuxApplicID', deliverReq('<mm7:AuxApplicID>x</mm7:AuxApplicID>'), { auxApplicInfo: 'x' }],
    [
      'EarlistDeliveryTime',
      submitReq('<mm7:EarlistDeliveryTime>P1D</mm7:EarlistDeliveryTime>'),
      { earliestDeliveryTime: 'P1D' },
    ],
    [
      'allowAdaptions',
      deliverReq('<mm7:Content href="cid:a" allowAdaptions="false"/>'),
      { content: { allowAdaptations: false } },
    ],
  ),
  ...rows(
    'element-order',
    [
      'leaves',
      deliverReq('<mm7:Subject>a</mm7:Subject><mm7:Priority>Low</mm7:Priority>'),
      { subject: 'a', priority: 'Low' },
    ],
    [
      'the version last',
      envelope(
        `<mm7:DeliverRsp><mm7:Status>${success}</mm7:Status><mm7:MM7Version>6.8.0</mm7:MM7Version></mm7:DeliverRsp>`,
      ),
      { version: '6.8.0' },
    ],
    ['content first', deliverReq('', '<mm7:Content href="cid:a"/>'), { ...anySender, content: { href: 'cid:a' } }],
    [
      'inside SenderIdentification',
      submitReq(
        '',
        '<mm7:SenderIdentification><mm7:VASID>b</mm7:VASID><mm7:VASPID>a</mm7:VASPID></mm7:SenderIdentification>',
      ),
      { senderIdentification: { vaspId: 'a', vasId: 'b' } },
    ],
    [
      'inside a fault',
      fault('').replace(/(<faultcode>.*<\/faultcode>)(<faultstring>.*<\/faultstring>)/, '$2$1'),
      { faultCode: 'Client' },
    ],
    [
      'the header behind the body',
      deliverReq('').replace(/(<soapenv:Header>.*<\/soapenv:Header>)(<soapenv:Body>.*<\/soapenv:Body>)/, '$2$1'),
      { transactionId: 't-1' },
    ],
  ),
  ...rows(
    'missing-element',
    ['TransactionID', withHeader(''), { status: { statusCode: 1000 } }],
    ['the header', withHeader('').replace('<soapenv:Header></soapenv:Header>', ''), { status: { statusCode: 1000 } }],
    [
      'MM7Version',
      envelope(rsp.replace('<mm7:MM7Version>6.8.0</mm7:MM7Version>', '')),
      { namespace: schemaNamespace() },
    ],
    ['StatusText', submitRsp('<mm7:StatusCode>1000</mm7:StatusCode>'), { status: { statusCode: 1000 } }],
    [
      'SenderIdentification',
      submitReq('', ''),
      { senderIdentification: {}, recipients: { to: [{ value: '447700900123' }] } },
    ],
    [
      'Recipients',
      envelope(message('SubmitReq', identification)),
      { recipients: {}, senderIdentification: { vaspId: 'acme' } },
    ],
    [
      'the address of an optional sender',
      submitReq('', identification.replace('</mm7:SenderI', '<mm7:SenderAddress/></mm7:SenderI')),
      { senderIdentification: { vaspId: 'acme' } },
    ],
  ),
  ...rows(
    'missing-wrapper',
    ['VASPID', submitReq('', '<mm7:VASPID>acme</mm7:VASPID>'), { senderIdentification: { vaspId: 'acme' } }],
    [
      'VASPID and VASID',
      submitReq('', '<mm7:VASPID>acme</mm7:VASPID><mm7:VASID>news</mm7:VASID>'),
      { senderIdentification: { vaspId: 'acme', vasId: 'news' } },
    ],
    [
      'SenderAddress behind its wrapper',
      submitReq('', `${identification}<mm7:SenderAddress><mm7:ShortCode>44</mm7:ShortCode></mm7:SenderAddress>`),
      { senderIdentification: { vaspId: 'acme', vasId: 'news', senderAddress: { kind: 'shortCode', value: '44' } } },
    ],
    [
      'VASPID before its wrapper',
      submitReq(
        '',
        `<mm7:VASPID>acme</mm7:VASPID><mm7:SenderIdentification><mm7:VASID>news</mm7:VASID></mm7:SenderIdentification>`,
      ),
      { senderIdentification: { vaspId: 'acme', vasId: 'news' } },
    ],
    [
      'addresses without To',
      envelope(
        message(
          'SubmitReq',
          `${identification}<mm7:Recipients><mm7:Number>1</mm7:Number><mm7:ShortCode>2</mm7:ShortCode></mm7:Recipients>`,
        ),
      ),
      { recipients: { to: [number('1'), { kind: 'shortCode', value: '2' }] } },
    ],
    [
      'To without Recipients',
      envelope(message('SubmitReq', `${identification}<mm7:To><mm7:Number>1</mm7:Number></mm7:To>`)),
      { recipients: { to: [number('1')] } },
    ],
    ['the body', deliverReq('').replaceAll(/<\/?soapenv:Body>/g, ''), anySender],
  ),
  ...rows(
    'unexpected-wrapper',
    [
      'To in Recipient',
      deliveryReport('<mm7:Date>2026-01-02T03:04:05Z</mm7:Date>').replace(
        '<mm7:Number>1</mm7:Number>',
        '<mm7:To><mm7:Number>1</mm7:Number></mm7:To>',
      ),
      { recipient: number('1') },
    ],
    [
      'SenderAddress in Sender',
      deliverReq('').replace(/<mm7:Number>.*<\/mm7:Number>/, '<mm7:SenderAddress>$&</mm7:SenderAddress>'),
      anySender,
    ],
    ['SenderIdentification in DeliverReq', deliverReq('', identification), { vaspId: 'acme', vasId: 'news' }],
    [
      'Recipient in Recipients',
      submitReq('').replaceAll('mm7:To>', 'mm7:Recipient>'),
      { recipients: { to: [number('447700900123')] } },
    ],
    [
      'somebody else around an error response',
      fault(`<x:Failure xmlns:x="urn:x"><x:cause at="1"><x:why/>${error}</x:cause></x:Failure>`),
      {
        detail: { operation: 'RSErrorRsp', status: { statusCode: 1000 } },
        extensions: [{ name: 'Failure', children: [{ name: 'cause', children: [{ name: 'why' }] }] }],
      },
    ],
    ['a detail in a detail', fault(`<detail>${error}</detail>`), { detail: { operation: 'RSErrorRsp' } }],
  ),
  ...rows(
    'bare-address',
    [
      'in a list, in pieces',
      submitReq('').replace(/<mm7:Number>.*<.mm7:Number>/, '+1<![CDATA[ ]]>2'),
      { recipients: { to: [number('+1 2')] } },
    ],
    ['of a number', deliverReq('').replace(/<\/?mm7:Number>/g, ''), anySender],
    [
      'of a mail address',
      deliverReq('').replace(/<mm7:Number>.*<\/mm7:Number>/, ' a@example.org\n'),
      { sender: { kind: 'rfc2822Address', value: 'a@example.org' } },
    ],
    ['in a list', submitReq('').replace(/<\/?mm7:Number>/g, ''), { recipients: { to: [number('447700900123')] } }],
    ['in CDATA', deliverReq('').replace(/<mm7:Number>.*<\/mm7:Number>/, '<![CDATA[+1]]>'), { sender: number('+1') }],
    [
      'of the recipients',
      submitReq('').replace(/<mm7:To>.*<\/mm7:To>/, ' +1 '),
      { recipients: { to: [number('+1')] } },
    ],
  ),
  ...rows(
    'attribute-as-element',
    [
      'size',
      submitReq('<mm7:ReplyCharging><mm7:replyChargingSize>100</mm7:replyChargingSize></mm7:ReplyCharging>'),
      { replyCharging: { replyChargingSize: 100 } },
    ],
    [
      'deadline',
      submitReq('<mm7:ReplyCharging><mm7:replyDeadline>P1D</mm7:replyDeadline></mm7:ReplyCharging>'),
      { replyCharging: { replyDeadline: 'P1D' } },
    ],
    ['href', deliverReq('<mm7:Content><mm7:href>cid:a</mm7:href></mm7:Content>'), { content: { href: 'cid:a' } }],
    [
      'displayOnly',
      submitReq('').replace('</mm7:Number>', '<mm7:displayOnly>true</mm7:displayOnly></mm7:Number>'),
      { recipients: { to: [{ value: '447700900123', displayOnly: true }] } },
    ],
    [
      'sequence',
      deliverReq(
        '<mm7:Previouslysentby><mm7:UserAgent><mm7:Sequence>1</mm7:Sequence><mm7:Number>2</mm7:Number></mm7:UserAgent></mm7:Previouslysentby>',
      ),
      { previouslySentBy: { userAgent: [{ value: '2', sequence: 1 }] } },
    ],
  ),
  ...rows(
    'element-as-attribute',
    ['a leaf', deliverReq('').replace('<mm7:DeliverReq', '<mm7:DeliverReq LinkedID="l"'), { linkedId: 'l' }],
    ['one that repeats', submitReq('<mm7:DeliveryCondition DC="4"/>'), { deliveryCondition: { dc: [4] } }],
    [
      'one that repeats, beside others',
      submitReq('<mm7:DeliveryCondition DC="4"><mm7:DC>5</mm7:DC></mm7:DeliveryCondition>'),
      { deliveryCondition: { dc: [4, 5] } },
    ],
    ['prose', deliverReq('').replace('<mm7:DeliverReq', '<mm7:DeliverReq Subject=" a "'), { subject: ' a ' }],
    [
      'all of a status',
      submitRsp('').replace('<mm7:Status>', '<mm7:Status StatusCode=" 1000 " statustext="OK">'),
      { status: { statusCode: 1000, statusText: 'OK' } },
    ],
    [
      'an address',
      deliverReq('').replace(sender, '<mm7:Sender ShortCode="44"/>'),
      { sender: { kind: 'shortCode', value: '44' } },
    ],
    [
      'an address in another case',
      deliverReq('').replace(sender, '<mm7:Sender shortcode="44"/>'),
      { sender: { kind: 'shortCode', value: '44' } },
    ],
    [
      'the first of two',
      deliverReq('').replace('<mm7:DeliverReq', '<mm7:DeliverReq LinkedID="l" linkedid="m"'),
      { linkedId: 'l' },
    ],
    [
      'one of the last schema',
      envelope(
        `<mm7:extendedCancelReq CancelID="c"><mm7:MM7Version>6.8.0</mm7:MM7Version>${identification}</mm7:extendedCancelReq>`,
      ),
      { cancelId: 'c' },
    ],
    [
      'an address in a list',
      submitReq('').replace(/<mm7:To>.*<\/mm7:To>/, '<mm7:To Number="1"><mm7:Number>2</mm7:Number></mm7:To>'),
      { recipients: { to: [number('1'), number('2')] } },
    ],
  ),
  ...rows(
    'qualified-attribute',
    [
      'replyChargingSize',
      submitReq('<mm7:ReplyCharging mm7:replyChargingSize="7"/>'),
      { replyCharging: { replyChargingSize: 7 } },
    ],
    [
      'displayOnly',
      submitReq('').replace('<mm7:Number', '<mm7:Number mm7:displayOnly="1"'),
      { recipients: { to: [{ displayOnly: true }] } },
    ],
    ['href', deliverReq('<mm7:Content mm7:href="cid:a"/>'), { content: { href: 'cid:a' } }],
  ),
  ...rows(
    'unknown-element',
    [
      'in the message',
      deliverReq('<mm7:ServiceType>x</mm7:ServiceType>'),
      { extensions: [{ name: 'ServiceType', children: ['x'] }] },
    ],
    [
      'in its status',
      submitRsp(`${success}<mm7:MMStatusErrorCode>7</mm7:MMStatusErrorCode>`),
      { status: { extensions: [{ name: 'MMStatusErrorCode' }] } },
    ],
    [
      'in recipients',
      submitReq('').replace('</mm7:Recipients>', '<mm7:Others/></mm7:Recipients>'),
      { recipients: { extensions: [{ name: 'Others' }] } },
    ],
    [
      'in an address',
      deliverReq('').replace('</mm7:Number>', '<mm7:Type/></mm7:Number>'),
      { sender: { value: '12025550147', extensions: [{ name: 'Type' }] } },
    ],
    [
      'in the holder of an address',
      deliverReq('').replace('<mm7:Number>', '<mm7:Type/><mm7:Number>'),
      { ...anySender, extensions: [{ name: 'Type' }] },
    ],
    [
      'around the address of a sender, though it holds none anywhere',
      deliverReq('').replace('<mm7:Number>', '<mm7:Content/><mm7:Number>'),
      { ...anySender, extensions: [{ name: 'Content' }] },
    ],
    ['that holds nothing of the message', submitReq('<mm7:Status/>'), { extensions: [{ name: 'Status' }] }],
    [
      'that entries of a list have for an attribute',
      deliverReq('<mm7:Previouslysentdateandtime><mm7:sequence>1</mm7:sequence></mm7:Previouslysentdateandtime>'),
      { previouslySentDateAndTime: { extensions: [{ name: 'sequence', children: ['1'] }] } },
    ],
    [
      'in a fault that has an error response',
      fault(error).replace('</detail>', `</detail>${error}`),
      { detail: { operation: 'RSErrorRsp' }, extensions: [{ name: 'RSErrorRsp' }] },
    ],
    [
      'in the envelope, before the body',
      deliverReq('').replace('<soapenv:Body>', '<soapenv:More/><soapenv:Body>'),
      { ...anySender, headerBlocks: [{ name: 'More' }] },
    ],
    [
      'a message behind the body',
      deliverReq('').replace('</soapenv:Envelope>', `${rsp}</soapenv:Envelope>`),
      { ...anySender, headerBlocks: [{ name: 'DeliverRsp' }] },
    ],
    [
      'in the TransactionID',
      withHeader(transactionId.replace('t-1', 't<mm7:a/>-1')),
      { transactionId: 't-1', headerBlocks: [{ name: 'a' }] },
    ],
    ['in a leaf', deliverReq('<mm7:Subject>a<mm7:b/></mm7:Subject>'), { subject: 'a', extensions: [{ name: 'b' }] }],
    ['in a fault', fault('').replace('</detail>', '</detail><more/>'), { extensions: [{ name: 'more' }] }],
    [
      'in the envelope',
      deliverReq('').replace('</soapenv:Envelope>', '<soapenv:More/></soapenv:Envelope>'),
      { headerBlocks: [{ name: 'More' }] },
    ],
    [
      'that has attributes of the message',
      envelope(message('SubmitReq', `${identification}${recipients}<mm7:UACapabilities UAProf="x"/>`)),
      { extensions: [{ name: 'UACapabilities', attributes: [{ name: 'UAProf', value: 'x' }] }] },
    ],
    [
      'named __proto__',
      deliverReq('<mm7:__proto__>x</mm7:__proto__>'),
      { extensions: [{ name: '__proto__', children: ['x'] }] },
    ],
    ['named constructor', deliverReq('<mm7:constructor/>'), { extensions: [{ name: 'constructor' }] }],
  ),
  ...rows(
    'unknown-attribute',
    ['of the message', deliverReq('').replace('<mm7:DeliverReq', '<mm7:DeliverReq lang="en"'), anySender],
    ['of an address', deliverReq('').replace('<mm7:Number', '<mm7:Number type="x"'), anySender],
    ['of a leaf', deliverReq('<mm7:Subject lang="en">a</mm7:Subject>'), { subject: 'a' }],
    ['of a list', submitReq('').replace('<mm7:To', '<mm7:To lang="en"'), { recipients: { to: [{}] } }],
    ['of the holder of an address', deliverReq('').replace('<mm7:Sender', '<mm7:Sender lang="en"'), anySender],
    ['of details', submitRsp(`${success}<mm7:Details lang="en">x</mm7:Details>`), { status: { details: 'x' } }],
    ['of the header', deliverReq('').replace('<soapenv:Header', '<soapenv:Header lang="en"'), { transactionId: 't-1' }],
    ['of the body', deliverReq('').replace('<soapenv:Body', '<soapenv:Body lang="en"'), anySender],
    ['of the envelope', deliverReq('').replace('<soapenv:Envelope', '<soapenv:Envelope lang="en"'), anySender],
    ['of the TransactionID', withHeader(transactionId.replace(' ', ' lang="en" ')), { transactionId: 't-1' }],
    ['under the prefix of MM7', deliverReq('<mm7:Subject mm7:lang="en">a</mm7:Subject>'), { subject: 'a' }],
    [
      'of the TransactionID, under the prefix of SOAP',
      withHeader(transactionId.replace(' ', ' soapenv:lang="en" ')),
      {},
    ],
    ['of a fault', fault('').replace('<soapenv:Fault', '<soapenv:Fault lang="en"'), { faultCode: 'Client' }],
    ['of the detail', fault(error).replace('<detail', '<detail lang="en"'), { detail: { operation: 'RSErrorRsp' } }],
    ['that would be an address elsewhere', deliverReq('<mm7:Subject Number="1">a</mm7:Subject>'), { subject: 'a' }],
    [
      'that entries of a list have',
      deliverReq('<mm7:Previouslysentdateandtime sequence="1"/>'),
      { previouslySentDateAndTime: {} },
    ],
    ...['SenderIdentification', 'DeliveryCondition'].map(
      (name) =>
        [
          `that is an element with children: ${name}`,
          submitReq('').replace('<mm7:SubmitReq', `<mm7:SubmitReq ${name}="x"`),
          { senderIdentification: { vaspId: 'acme' } },
        ] as const,
    ),
    [
      'that is a list of addresses',
      submitReq('').replace('<mm7:Recipients', '<mm7:Recipients Cc="1"'),
      { recipients: { to: [{}] } },
    ],
    ['that begins with xmlns', deliverReq('').replace('<mm7:DeliverReq', '<mm7:DeliverReq xmlnsx="en"'), anySender],
    ['named __proto__', deliverReq('').replace('<mm7:Number', '<mm7:Number __proto__="x"'), anySender],
    ['named constructor', deliverReq('').replace('<mm7:DeliverReq', '<mm7:DeliverReq constructor="x"'), anySender],
  ),
  ...rows(
    'duplicate-element',
    [
      'a leaf',
      deliverReq('<mm7:Subject>a</mm7:Subject><mm7:Subject>b</mm7:Subject>'),
      { subject: 'a', extensions: [{ name: 'Subject', children: ['b'] }] },
    ],
    [
      'a leaf, apart',
      deliverReq('<mm7:Priority>Low</mm7:Priority><mm7:Subject>a</mm7:Subject><mm7:Priority>High</mm7:Priority>'),
      { priority: 'Low', extensions: [{ name: 'Priority', children: ['High'] }] },
    ],
    [
      'an object',
      submitReq(recipients.replace('447700900123', '2')),
      { recipients: { to: [{ value: '447700900123' }] }, extensions: [{ name: 'Recipients' }] },
    ],
    ['an address', deliverReq(sender.replace('12025550147', '2')), { ...anySender, extensions: [{ name: 'Sender' }] }],
    [
      'an address in its element',
      deliverReq('').replace('</mm7:Number>', '</mm7:Number><mm7:ShortCode>2</mm7:ShortCode>'),
      { ...anySender, extensions: [{ name: 'ShortCode' }] },
    ],
    [
      'SenderAddress',
      submitReq(
        '',
        '<mm7:SenderIdentification><mm7:SenderAddress><mm7:Number>1</mm7:Number></mm7:SenderAddress><mm7:SenderAddress><mm7:Number>2</mm7:Number></mm7:SenderAddress></mm7:SenderIdentification>',
      ),
      { senderIdentification: { senderAddress: number('1'), extensions: [{ name: 'SenderAddress' }] } },
    ],
    ['the version', deliverReq('', '<mm7:MM7Version>5.3.0</mm7:MM7Version>'), { version: '6.8.0' }],
    [
      'TransactionID',
      withHeader(`${transactionId}${transactionId.replace('t-1', 't-2')}`),
      { transactionId: 't-1', headerBlocks: [{ name: 'TransactionID', children: ['t-2'] }] },
    ],
    [
      'the header',
      deliverReq('').replace(/<soapenv:Header>.*<\/soapenv:Header>/, `$&<soapenv:Header/>`),
      { transactionId: 't-1', headerBlocks: [{ name: 'Header' }] },
    ],
    ['the body', deliverReq('').replace('</soapenv:Envelope>', '<soapenv:Body/></soapenv:Envelope>'), anySender],
    [
      'the message',
      envelope(`${rsp}${rsp.replace('1000', '2000')}`),
      { status: { statusCode: 1000 }, extensions: [{ name: 'DeliverRsp' }] },
    ],
    [
      'the message, by an error response',
      envelope(`${rsp}${error}`),
      { operation: 'DeliverRsp', extensions: [{ name: 'RSErrorRsp' }] },
    ],
    [
      'the error response of a fault, behind it',
      fault(error).replace('</soapenv:Fault>', `</soapenv:Fault>${error}`),
      { detail: { operation: 'RSErrorRsp' }, extensions: [{ name: 'RSErrorRsp' }] },
    ],
    [
      'the fault code',
      fault('').replace('</faultcode>', '</faultcode><faultcode>soapenv:Server</faultcode>'),
      { faultCode: 'Client' },
    ],
    [
      'the error response',
      fault(error + error.replace('1000', '2000')),
      { detail: { status: { statusCode: 1000 } }, extensions: [{ name: 'RSErrorRsp' }] },
    ],
  ),
  ...rows(
    'stray-text',
    ['in the message', deliverReq('hello'), anySender],
    [
      'beside the lists of recipients',
      submitReq('').replace('<mm7:To>', 'hello<mm7:To>'),
      { recipients: { to: [number('447700900123')] } },
    ],
    ['in the envelope', deliverReq('').replace('<soapenv:Body>', 'hello<soapenv:Body>'), anySender],
    ['in the body', deliverReq('').replace('<soapenv:Body>', '<soapenv:Body>hello'), anySender],
    ['in the header', withHeader(`hello${transactionId}`), { transactionId: 't-1' }],
    ['beside an address', deliverReq('').replace('<mm7:Number>', 'tel <mm7:Number>'), anySender],
    ['in CDATA', deliverReq('<![CDATA[hello]]>'), anySender],
    [
      'in an empty element',
      deliverReq('<mm7:Content href="cid:a">hello</mm7:Content>'),
      { content: { href: 'cid:a' } },
    ],
    ['in a fault', fault('').replace('<faultstring>', 'hello<faultstring>'), { faultCode: 'Client' }],
    ['beside an error response', fault(`hello${error}`), { detail: { operation: 'RSErrorRsp' } }],
    [
      'beside the elements of details',
      submitRsp(`${success}<mm7:Details>hello<a/></mm7:Details>`),
      { status: { details: { extensions: [{ name: 'a' }] } } },
    ],
  ),
  ...rows(
    'not-in-release',
    [
      'an element of Release 6 in Release 5',
      envelope(
        message(
          'CancelReq',
          `${identification}<mm7:MessageID>m</mm7:MessageID><mm7:ApplicID>a</mm7:ApplicID>`,
          '5.3.0',
        ),
        { namespace: schemaNamespace('REL-5-MM7-1-0') },
      ),
      { applicId: 'a' },
    ],
    [
      'an element of the last schema in the first of Release 6',
      envelope(message('DeliverReq', `${sender}<mm7:UACapabilities UAProf="x"/>`, '6.3.0'), {
        namespace: schemaNamespace('REL-6-MM7-1-0'),
      }),
      { uaCapabilities: { uaProf: 'x' } },
    ],
    [
      'a message of the last schema in one before',
      envelope(message('extendedCancelReq', `${identification}<mm7:CancelID>c</mm7:CancelID>`, '6.6.0'), {
        namespace: schemaNamespace('REL-6-MM7-1-3'),
      }),
      { operation: 'extendedCancelReq', cancelId: 'c' },
    ],
  ),
  ...rows(
    'fault-placement',
    ['RSErrorRsp', envelope(error), { operation: 'RSErrorRsp', status: { statusCode: 1000 } }],
    ['VASPErrorRsp', envelope(error.replaceAll('RSErrorRsp', 'VASPErrorRsp')), { operation: 'VASPErrorRsp' }],
    [
      'in the fault, but not in its detail',
      fault('').replace('<detail></detail>', error),
      { operation: 'Fault', detail: { operation: 'RSErrorRsp', status: { statusCode: 1000 } } },
    ],
    [
      'beside the fault',
      fault('').replace('<detail></detail></soapenv:Fault>', `</soapenv:Fault>${error}`),
      { operation: 'Fault', detail: { operation: 'RSErrorRsp', status: { statusCode: 1000 } } },
    ],
  ),
  ...rows(
    'qualified-fault-element',
    ...(['soapenv', 'mm7'] as const).map(
      (prefix) =>
        [
          `in the namespace of ${prefix}`,
          fault(error).replace(/(<\/?)(faultcode|faultstring|detail)/g, `$1${prefix}:$2`),
          { faultCode: 'Client', faultString: 'Client error', detail: { status: { statusCode: 1000 } } },
        ] as const,
    ),
    [
      'in a default namespace of MM7',
      unprefixed(fault(error)).replace('TransactionID', 'TransactionID'),
      { faultCode: 'Client' },
    ],
    ['one of them', fault(error).replaceAll('faultstring', 'soapenv:faultstring'), { faultString: 'Client error' }],
  ),
  ...rows(
    'unqualified-fault-code',
    ['Client', fault('', 'Client'), { faultCode: 'Client' }],
    ['Client.TransactionID', fault('', 'Client.TransactionID'), { faultCode: 'Client.TransactionID' }],
  ),
  ...rows('missing-envelope', [
    'with its TransactionID lost',
    rsp.replace('>', ` xmlns:mm7="${schemaNamespace()}">`),
    { operation: 'DeliverRsp' },
  ]),
  ...rows(
    'attribute-white-space',
    ['around the reference to the content', deliverReq('<mm7:Content href=" cid:a"/>'), { content: { href: 'cid:a' } }],
    [
      'around an identifier',
      submitReq('').replace('<mm7:Number', '<mm7:Number id="a&#10;"'),
      { recipients: { to: [{ id: 'a' }] } },
    ],
  ),
  ...rows(
    'boolean-spelling',
    ['True', submitReq('<mm7:DeliveryReport>True</mm7:DeliveryReport>'), { deliveryReport: true }],
    ['FALSE', submitReq('<mm7:ReadReply>FALSE</mm7:ReadReply>'), { readReply: false }],
    [
      'in an attribute',
      deliverReq('<mm7:Content href="cid:a" allowAdaptations="False"/>'),
      { content: { allowAdaptations: false } },
    ],
    ['yes', submitReq('<mm7:ReadReply>yes</mm7:ReadReply>'), { readReply: true }],
    ['No', submitReq('<mm7:ReadReply>No</mm7:ReadReply>'), { readReply: false }],
    [
      'no boolean at all',
      submitReq('<mm7:ReadReply>perhaps</mm7:ReadReply>'),
      { extensions: [{ name: 'ReadReply', namespace: schemaNamespace(), children: ['perhaps'] }] },
    ],
    ['empty', submitReq('<mm7:ReadReply/>'), { extensions: [{ name: 'ReadReply', children: [] }] }],
  ),
  ...rows(
    'date-format',
    [
      'without zero padding',
      deliverReq('<mm7:TimeStamp>2014-3-24T9:5:1+08:00</mm7:TimeStamp>'),
      { timeStamp: '2014-3-24T9:5:1+08:00' },
    ],
    [
      'of a day that does not exist',
      deliverReq('<mm7:TimeStamp>2014-02-30T09:05:01Z</mm7:TimeStamp>'),
      { timeStamp: '2014-02-30T09:05:01Z' },
    ],
    ['prose', submitReq('<mm7:ExpiryDate>tomorrow</mm7:ExpiryDate>'), { expiryDate: 'tomorrow' }],
    ['a duration where a date is due', deliverReq('<mm7:TimeStamp>P1D</mm7:TimeStamp>'), { timeStamp: 'P1D' }],
    ['empty', deliverReq('<mm7:TimeStamp/>'), { timeStamp: '' }],
    [
      'in an attribute',
      submitReq('<mm7:ReplyCharging replyDeadline="soon"/>'),
      { replyCharging: { replyDeadline: 'soon' } },
    ],
  ),
  ...rows(
    'number-format',
    ['a status that is prose', submitRsp(success.replace('1000', 'OK')), { status: { statusCode: 3000 } }],
    ['a status with its text', submitRsp(success.replace('1000', '1000 OK')), { status: { statusCode: 1000 } }],
    ['a status and a colon', submitRsp(success.replace('1000', '1000: OK')), { status: { statusCode: 1000 } }],
    ['a sign alone', submitRsp(success.replace('1000', '-')), { status: { statusCode: 3000 } }],
    ['empty', submitRsp(success.replace('1000', '')), { status: { statusCode: 3000 } }],
    ['a decimal fraction', submitRsp(success.replace('1000', '2000.5')), { status: { statusCode: 2000 } }],
    ['larger than any number', submitRsp(success.replace('1000', '9'.repeat(40))), { status: { statusCode: 3000 } }],
    [
      'in an attribute',
      submitReq('<mm7:ReplyCharging replyChargingSize="100 KB"/>'),
      { replyCharging: { replyChargingSize: 100 } },
    ],
  ),
  ...rows(
    'unknown-value',
    ['of the priority', deliverReq('<mm7:Priority>Urgent</mm7:Priority>'), { priority: 'Urgent' }],
    ['in another case', deliverReq('<mm7:Priority>normal</mm7:Priority>'), { priority: 'normal' }],
    [
      'of a read reply, though delivery reports have it',
      readReply('<mm7:TimeStamp>2026-01-02T03:04:05Z</mm7:TimeStamp>').replace('>Read<', '>Retrieved<'),
      { mmStatus: 'Retrieved' },
    ],
    [
      'of an attribute',
      deliverReq('').replace('<mm7:Number', '<mm7:Number addressCoding="rot13"'),
      { sender: { addressCoding: 'rot13' } },
    ],
    ['empty', deliverReq('<mm7:Priority/>'), { priority: '' }],
  ),
  ...rows(
    'bare-ampersand',
    ['in text', deliverReq('<mm7:Subject>Tom & Jerry</mm7:Subject>'), { subject: 'Tom & Jerry' }],
    ['before the end of text', deliverReq('<mm7:Subject>R&D</mm7:Subject>'), { subject: 'R&D' }],
    ['in an attribute', deliverReq('<mm7:Content href="cid:a&b=c;d"/>'), { content: { href: 'cid:a&b=c;d' } }],
    [
      'beside a no-break space in prose, which is legal',
      deliverReq('<mm7:Subject>a\u00a0& b</mm7:Subject>'),
      { subject: 'a\u00a0& b' },
    ],
    ['several', deliverReq('<mm7:Subject>a && b &amp; c &x; &#x;</mm7:Subject>'), { subject: 'a && b & c &x; &#x;' }],
    [
      'named as a property of every object',
      deliverReq('<mm7:Subject>&constructor; &toString; &__proto__;</mm7:Subject>'),
      { subject: '&constructor; &toString; &__proto__;' },
    ],
    [
      'beside an entity with leading zeros',
      deliverReq('<mm7:Subject>&#00000000000065;&</mm7:Subject>'),
      { subject: 'A&' },
    ],
  ),
  ...rows(
    'html-entity',
    [
      'in text',
      deliverReq('<mm7:Subject>caf&eacute;&hellip; &euro;&there4;&sup2;&frac12;</mm7:Subject>'),
      { subject: 'café… €∴²½' },
    ],
    ['in an attribute', deliverReq('<mm7:Content href="cid:&uuml;"/>'), { content: { href: 'cid:ü' } }],
    ['a no-break space in prose', deliverReq('<mm7:Subject>a&nbsp;b</mm7:Subject>'), { subject: 'a\u00a0b' }],
  ),
  ...rows(
    'control-character',
    ...['\u0000', '\u0001', '\u001f', '\ufffe', '\uffff'].map(
      (character) =>
        [
          `U+${character.charCodeAt(0).toString(16)}`,
          deliverReq(`<mm7:Subject>a${character}b</mm7:Subject>`),
          { subject: 'ab' },
        ] as const,
    ),
    ['by reference', deliverReq('<mm7:Subject>a&#1;b&#x0;c&#xFFFF;&#xD800;</mm7:Subject>'), { subject: 'abc' }],
    ['in CDATA', deliverReq('<mm7:Subject><![CDATA[a\u0001b]]></mm7:Subject>'), { subject: 'ab' }],
    ['in an attribute', deliverReq('<mm7:Content href="cid:a\u0001"/>'), { content: { href: 'cid:a' } }],
    ['in a tag', deliverReq('<mm7:Subject\u0001>a</mm7:Subject>'), { subject: 'a' }],
    ['between elements', deliverReq('\u0001'), anySender],
    ['before the document', `\u0000${deliverReq('')}`, anySender],
    ['behind the document', `${deliverReq('')}\u0000\u0000`, anySender],
  ),
  ...rows(
    'no-break-space',
    ['as indentation', deliverReq('').replaceAll('><', '>\n\u00a0\u00a0 <'), anySender],
    ['beside an address', deliverReq('').replace('<mm7:Number>', '\u00a0<mm7:Number>'), anySender],
    [
      'beside a list of addresses',
      submitReq('').replace('<mm7:Number>', '\u00a0<mm7:Number>'),
      { recipients: { to: [{}] } },
    ],
    ['beside an error response', fault(`\u00a0${error}`), { detail: { operation: 'RSErrorRsp' } }],
    ['in a tag', deliverReq('<mm7:Content\u00a0href="cid:a"\u00a0/>'), { content: { href: 'cid:a' } }],
    ['before the document', `\u00a0${deliverReq('').replace(/^<\?.*\?>\n/, '')}`, anySender],
    ['between declaration and root', deliverReq('').replace('?>', '?>\u00a0'), anySender],
    ['behind the document', `${deliverReq('')}\n\u00a0`, anySender],
    [
      'around an identifier',
      deliverReq('', '<mm7:LinkedID>\u00a0l\u00a0</mm7:LinkedID>').replace(
        /(<mm7:LinkedID>.*<\/mm7:LinkedID>)(.*<\/mm7:Sender>)/,
        '$1$2',
      ),
      { linkedId: 'l' },
    ],
    ['around the TransactionID', withHeader(transactionId.replace('t-1', '\u00a0t-1')), { transactionId: 't-1' }],
    [
      'around an attribute',
      deliverReq('<mm7:Content href="cid:a" allowAdaptations="\u00a0true"/>'),
      { content: { allowAdaptations: true } },
    ],
    ['around a fault code', fault('', '\u00a0soapenv:Client'), { faultCode: 'Client' }],
  ),
  ...rows(
    'leading-white-space',
    ['a line end', `\n${deliverReq('')}`, anySender],
    ['much of it', `\r\n\t  \n${deliverReq('')}`, anySender],
    ['a byte order mark behind it', `\n\ufeff${deliverReq('')}`, anySender],
    ['and behind a byte order mark', `\ufeff\n${deliverReq('')}`, anySender],
  ),
];

// missing-envelope brings the absence of TransactionID with it.
const alsoMissing: ReadonlySet<DeviationCode> = new Set<DeviationCode>(['missing-envelope']);

describe.each(table)('$code: $what', ({ code, xml, reads }) => {
  test('lenient mode reads the message and says what is wrong, and nothing else', () => {
    const parsed = parseEnvelope(xml);
    expect(codesOf(parsed)).toEqual(alsoMissing.has(code) ? [code, 'missing-element'].sort() : [code]);
    expect(parsed.message).toMatchObject(reads);
  });

  test('every warning says where', () => {
    for (const { path, line } of parseEnvelope(xml).warnings) expect(path ?? line).toBeDefined();
  });

  test('strict mode refuses it with that code, that status and a place', () => {
    const error = refusal(xml);
    expect(error.code).toBe(code);
    expect(error.statusCode).toBe(deviations[code].statusCode);
    expect(error.path ?? error.line).toBeDefined();
  });
});

test('every deviation that XML can have is tried here', () => {
  const elsewhere = new Set<DeviationCode>([
    // Of the character set: in the tests of character sets.
    'wrong-charset',
    'charset-mismatch',
    'undecodable-bytes',
  ]);
  const codes = Object.keys(deviations) as DeviationCode[];
  const ofXml = codes.slice(0, codes.indexOf('href-without-cid')).filter((code) => !elsewhere.has(code));
  expect(new Set(table.map(({ code }) => code))).toEqual(new Set(ofXml));
});

describe('several deviations at once', () => {
  test('a status that is flat, in attributes, and no number', () => {
    const xml = envelope('<mm7:SubmitRsp MM7Version="6.8.0" StatusCode="OK" StatusText="Success" MessageID="m-1"/>');
    const parsed = parseEnvelope(xml);
    expect(codesOf(parsed)).toEqual(['element-as-attribute', 'missing-wrapper', 'number-format']);
    expect(parsed.message).toMatchObject({
      version: '6.8.0',
      status: { statusCode: 3000, statusText: 'Success' },
      messageId: 'm-1',
    });
  });

  test('attributes of reply charging that are elements, outside of it, in another case', () => {
    const parsed = parseEnvelope(
      submitReq('<mm7:ReplyChargingSize>9</mm7:ReplyChargingSize><mm7:ReplyDeadline>P1D</mm7:ReplyDeadline>'),
    );
    expect(codesOf(parsed)).toEqual(['attribute-as-element', 'missing-wrapper']);
    expect(parsed.message).toMatchObject({ replyCharging: { replyChargingSize: 9, replyDeadline: 'P1D' } });
  });

  test('a status in the detail of a fault, with or without its own wrapper', () => {
    for (const status of [`<mm7:Status>${success}</mm7:Status>`, success]) {
      const parsed = parseEnvelope(fault(status));
      expect(codesOf(parsed)).toEqual(['missing-element', 'missing-wrapper']);
      expect(parsed.message).toMatchObject({
        detail: { operation: 'RSErrorRsp', status: { statusCode: 1000, statusText: 'Success' } },
      });
    }
  });

  test('a fault whose sender has a namespace of its own, for the TransactionID and for the error response', () => {
    const xml = fault(error).replace(/xmlns:mm7="[^"]*"/, 'xmlns:mm7="urn:x"');
    const parsed = parseEnvelope(xml);
    expect(codesOf(parsed)).toEqual(['unknown-namespace']);
    expect(parsed.message).toMatchObject({
      transactionId: 't-1',
      namespace: 'urn:x',
      detail: { operation: 'RSErrorRsp', namespace: 'urn:x', status: { statusCode: 1000 } },
    });
  });

  test('an error response of somebody else in the detail is not one of MM7', () => {
    const parsed = parseEnvelope(fault('<x:RSErrorRsp xmlns:x="urn:x"/>'));
    expect(codesOf(parsed)).toEqual([]);
    expect(parsed.message).toMatchObject({ detail: { extensions: [{ name: 'RSErrorRsp', namespace: 'urn:x' }] } });
  });

  test('a TransactionID in another case and a namespace that nobody knows', () => {
    const header = transactionId.replaceAll('TransactionID', 'transactionId');
    const parsed = parseEnvelope(envelope(rsp, { header, namespace: 'urn:x' }));
    expect(codesOf(parsed)).toEqual(['element-case', 'unknown-namespace']);
    expect(parsed.message).toMatchObject({ transactionId: 't-1' });
    expect(parsed.dialect.spellings).toEqual(new Map([['TransactionID', 'transactionId']]));
    expect(parsed.warnings.map(({ path }) => path)).toContain('/Envelope/Header/transactionId');
  });

  test('everything in capitals', () => {
    const xml = deliverReq('').replace(
      /(<\/?\w+:)(\w+)/g,
      (_, prefix: string, local: string) => prefix + local.toUpperCase(),
    );
    const parsed = parseEnvelope(xml.replace('mustUnderstand', 'MUSTUNDERSTAND'));
    expect(codesOf(parsed)).toEqual(['attribute-case', 'element-case']);
    expect(parsed.message).toMatchObject({ transactionId: 't-1', ...anySender });
  });

  test('an address in another case, outside of its list', () => {
    const parsed = parseEnvelope(submitReq('').replace(/<mm7:To>.*<.mm7:To>/, '<mm7:number>1</mm7:number>'));
    expect(codesOf(parsed)).toEqual(['element-case', 'missing-wrapper']);
    expect(parsed.message).toMatchObject({ recipients: { to: [number('1')] } });
  });

  test('a wrapper behind what it should hold counts once', () => {
    const wrapper = '<mm7:SenderIdentification><mm7:VASID>b</mm7:VASID></mm7:SenderIdentification>';
    const parsed = parseEnvelope(submitReq('', `<mm7:VASPID>a</mm7:VASPID>${wrapper}<mm7:SenderIdentification/>`));
    expect(codesOf(parsed)).toEqual(['duplicate-element', 'missing-wrapper']);
    expect(parsed.message).toMatchObject({ senderIdentification: { vaspId: 'a', vasId: 'b' } });
  });

  test('attributes of a wrapper that has no place count, or are named', () => {
    const parsed = parseEnvelope(deliverReq('', '<mm7:SenderIdentification VASID="news"/>'));
    expect(codesOf(parsed)).toEqual(['element-as-attribute', 'unexpected-wrapper']);
    expect(parsed.message).toMatchObject({ vasId: 'news' });
    const wrapped = deliverReq('').replace(/<mm7:Number>.*<.mm7:Number>/, '<mm7:To lang="en">$&</mm7:To>');
    expect(codesOf(parseEnvelope(wrapped))).toEqual(['unexpected-wrapper', 'unknown-attribute']);
  });

  test('text in a wrapper that has no place', () => {
    const codes = ['stray-text', 'unexpected-wrapper'];
    const around = deliverReq('', identification.replace('<mm7:VASPID>', 'hello<mm7:VASPID>'));
    expect(codesOf(parseEnvelope(around))).toEqual(codes);
    const wrapped = deliverReq('').replace(/<mm7:Number>.*<.mm7:Number>/, '<mm7:To>hello$&</mm7:To>');
    expect(codesOf(parseEnvelope(wrapped))).toEqual(codes);
  });

  test('a namespace of the envelope that is not that of SOAP is named', () => {
    const messages = (xml: string): string[] => parseEnvelope(xml).warnings.map(({ message: text }) => text);
    expect(messages(envelope(rsp, { soap: 'urn:soap' }))).toEqual([expect.stringContaining('"urn:soap"')]);
    expect(messages(envelope(rsp).replaceAll('soapenv:Envelope', 'Envelope'))).toContainEqual(
      expect.stringContaining('no namespace'),
    );
  });

  test('an element of a later release as an attribute', () => {
    const children = `<mm7:MM7Version>5.3.0</mm7:MM7Version>${identification}<mm7:MessageID>m</mm7:MessageID>`;
    const xml = envelope(`<mm7:CancelReq ApplicID="a">${children}</mm7:CancelReq>`, {
      namespace: schemaNamespace('REL-5-MM7-1-0'),
    });
    expect(codesOf(parseEnvelope(xml))).toEqual(['element-as-attribute', 'not-in-release']);
  });

  test('two spellings of mustUnderstand that say the opposite', () => {
    for (const [first, second] of [
      ['1', '0'],
      ['0', '1'],
    ]) {
      const header = transactionId.replace(
        'soapenv:mustUnderstand="1"',
        `soapenv:mustUnderstand="${first}" soapenv:MustUnderstand="${second}"`,
      );
      expect(codesOf(parseEnvelope(withHeader(header)))).toEqual(['attribute-case', 'must-understand']);
    }
  });

  test('an envelope whose prefix is not declared, with a body in no namespace of SOAP', () => {
    const xml = deliverReq('').replaceAll('soapenv:Envelope', 'soap:Envelope');
    for (const body of ['Body', 'mm7:Body']) {
      const parsed = parseEnvelope(xml.replaceAll('soapenv:Body', body));
      expect(codesOf(parsed)).toContain('soap-namespace');
      expect(parsed.message).toMatchObject(anySender);
      expect(parsed.dialect.soapNamespace).toBe(soapNamespace);
    }
  });

  test('a TransactionID of others is none of a message in no namespace', () => {
    const foreign = '<x:TransactionID xmlns:x="urn:x">t<x:a/>-2</x:TransactionID>';
    const plain = rsp.replaceAll('mm7:', '');
    const parsed = parseEnvelope(envelope(plain, { header: foreign }));
    expect(codesOf(parsed)).toEqual(['missing-element', 'missing-namespace']);
    expect(parsed.message).toMatchObject({ headerBlocks: [{ name: 'TransactionID' }] });
    expect(parsed.warnings.map(({ path }) => path)).toContain('/Envelope/Body/DeliverRsp');
  });

  test('the first of two wrapped addresses counts, and the other is kept', () => {
    const wrapped = ['1', '2'].map((value) => `<mm7:To><mm7:Number>${value}</mm7:Number></mm7:To>`).join('');
    const parsed = parseEnvelope(deliverReq('').replace(/<mm7:Number>.*<\/mm7:Number>/, wrapped));
    expect(codesOf(parsed)).toEqual(['duplicate-element', 'unexpected-wrapper']);
    expect(parsed.message).toMatchObject({ sender: number('1'), extensions: [{ name: 'Number', children: ['2'] }] });
  });

  test('a TransactionID in a namespace that nobody knows is held to the same rules', () => {
    const plain = transactionId.replace(' soapenv:mustUnderstand="1"', '').replace('t-1', ' t-1\u00a0');
    const parsed = parseEnvelope(envelope(rsp, { header: plain, namespace: 'http://carrier.example/mms' }));
    expect(codesOf(parsed)).toEqual(['must-understand', 'unknown-namespace']);
    expect(parsed.message).toMatchObject({ transactionId: 't-1', namespace: 'http://carrier.example/mms' });
    const ofOthers = 'xmlns:z="urn:z" z:mustUnderstand="1"';
    for (const attribute of ['soapenv:mustUnderstand="0"', 'mustUnderstand="1"', 'soapenv:actor="1"', ofOthers]) {
      const other = transactionId.replace('soapenv:mustUnderstand="1"', attribute);
      expect(codesOf(parseEnvelope(envelope(rsp, { header: other, namespace: 'urn:x' })))).toEqual([
        'must-understand',
        'unknown-namespace',
      ]);
    }
    for (const attribute of ['mustUnderstand="1"', ofOthers]) {
      const header = transactionId.replace('soapenv:mustUnderstand="1"', attribute);
      const unqualified = envelope(rsp, { header, namespace: 'urn:x' }).replace(/(<.?)soapenv:/g, '$1');
      expect(codesOf(parseEnvelope(unqualified))).toEqual(['must-understand', 'soap-namespace', 'unknown-namespace']);
    }
  });

  test('only a TransactionID in the namespace of the message is one, and other blocks stay', () => {
    const namespace = 'urn:x';
    const other = '<mm7:Security>s</mm7:Security><y:TransactionID xmlns:y="urn:y">t-2</y:TransactionID>';
    const none = parseEnvelope(envelope(rsp, { header: other, namespace }));
    expect(codesOf(none)).toEqual(['missing-element', 'unknown-namespace']);
    expect(none.message).toMatchObject({ headerBlocks: [{ name: 'Security' }, { name: 'TransactionID' }] });
    expect(none.message.transactionId).toBeUndefined();
    const one = parseEnvelope(envelope(rsp, { header: other + transactionId.replace('t-1', 't<a/>-1'), namespace }));
    expect(one.message).toMatchObject({ transactionId: 't-1', headerBlocks: [{}, {}] });
    expect(one.message.headerBlocks).toHaveLength(2);
  });

  test('what came after the release of a namespace is named, and the release with it', () => {
    const messages = (body: string, id: string): string[] =>
      parseEnvelope(envelope(body, { namespace: schemaNamespace(id) }))
        .warnings.filter(({ code }) => code === 'not-in-release')
        .map(({ message: text }) => text);
    const capabilities = `${sender}<mm7:UACapabilities UAProf="x"/>`;
    const rel6 = messages(message('DeliverReq', capabilities, '6.3.0'), 'REL-6-MM7-1-0');
    expect(rel6).toEqual([
      expect.stringMatching(/^UACapabilities came with REL-6-MM7-1-4/),
      expect.stringMatching(/^UAProf came with REL-6-MM7-1-4/),
    ]);
    const applicId = `${identification}<mm7:MessageID>m</mm7:MessageID><mm7:ApplicID>a</mm7:ApplicID>`;
    expect(messages(message('CancelReq', applicId, '5.3.0'), 'REL-5-MM7-1-0')).toEqual([
      expect.stringMatching(/^ApplicID came with Release 6/),
    ]);
    const cancel = `${identification}<mm7:CancelID>c</mm7:CancelID>`;
    expect(messages(message('extendedCancelReq', cancel, '6.6.0'), 'REL-6-MM7-1-3')).toContainEqual(
      expect.stringMatching(/^extendedCancelReq came after/),
    );
  });

  test('a value that is none of those allowed is named beside them', () => {
    const { warnings } = parseEnvelope(deliverReq('<mm7:Priority>Urgent</mm7:Priority>'));
    expect(warnings.map(({ message: text }) => text)).toEqual([
      expect.stringMatching(/^expected one of .*Normal.*, got "Urgent"$/),
    ]);
  });

  test('an element that stands twice is said to do so', () => {
    const { warnings } = parseEnvelope(deliverReq('<mm7:Subject>a</mm7:Subject><mm7:Subject>b</mm7:Subject>'));
    expect(warnings.map(({ message: text }) => text)).toEqual([expect.stringContaining('more than once')]);
    const header = deliverReq('').replace(/<soapenv:Header>.*<.soapenv:Header>/, '$&<x:Header xmlns:x="urn:x"/>');
    expect(codesOf(parseEnvelope(header))).toEqual(['duplicate-element']);
  });

  test('an attribute that stands twice in different cases, and one of which nothing can be made', () => {
    const { message: read } = parseEnvelope(
      deliverReq('<mm7:Content href="cid:a" HREF="cid:b" allowAdaptations="perhaps"/>'),
    );
    expect(read.operation === 'DeliverReq' ? read.content : read).toStrictEqual({ href: 'cid:a' });
  });

  test('an element of which nothing can be made is kept as its sender qualified the message', () => {
    const xml = submitReq('<mm7:ReadReply>perhaps</mm7:ReadReply>');
    const kept = { name: 'ReadReply', attributes: [], children: ['perhaps'] };
    const namespace = schemaNamespace();
    expect(parseEnvelope(xml).message.extensions).toStrictEqual([{ ...kept, namespace, prefix: 'mm7' }]);
    expect(parseEnvelope(unprefixed(xml)).message.extensions).toStrictEqual([{ ...kept, namespace }]);
    const undeclared = xml.replace(/ xmlns:mm7="[^"]*"/, '');
    for (const nowhere of [undeclared, undeclared.replaceAll('mm7:', '')]) {
      expect(parseEnvelope(nowhere).message.extensions).toStrictEqual([kept]);
    }
  });

  test('no more than a hundred warnings of one kind are kept', () => {
    const { warnings } = parseEnvelope(deliverReq('<mm7:x/>'.repeat(500)));
    expect(warnings).toHaveLength(100);
  });

  test('strict mode names the first of them', () => {
    const xml = deliverReq('<mm7:Priority>Urgent</mm7:Priority><mm7:TimeStamp>soon</mm7:TimeStamp>');
    expect(refusal(xml).code).toBe('unknown-value');
    expect(codesOf(parseEnvelope(xml))).toEqual(['date-format', 'element-order', 'unknown-value']);
  });
});
