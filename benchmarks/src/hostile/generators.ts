import { Buffer } from 'node:buffer';
import { adversarialContents, mm7Namespace, submitEnvelope } from '../messages.ts';

/** A message that is made to hurt, of about the size asked for in bytes. */
export interface HostileMessage {
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Makes such messages. */
export interface Generator {
  readonly name: string;
  /** Bytes of the smaller of the two messages that are measured. */
  readonly size: number;
  readonly make: (size: number) => HostileMessage;
}

const boundary = '----=_Part_118_1504230.1397480123';
const related = `multipart/related; type="text/xml"; boundary="${boundary}"`;
const root = `--${boundary}\r\nContent-Type: text/xml\r\n\r\n${submitEnvelope(1)}\r\n`;
const closing = `\r\n--${boundary}--\r\n`;

const KB = 1024;

/** All of them, one line each in the table. */
export const generators: readonly Generator[] = [
  // MIME
  ...[...adversarialContents].map(([name, contentOf]) =>
    attachment(`content of ${name}`, 512 * KB, (size) => Buffer.from(contentOf(size)).toString('latin1')),
  ),
  multipart(
    'preamble of near-delimiters',
    512 * KB,
    (size) => `${repeat(`--${boundary}x\r\n`, size)}${root}${closing}`,
  ),
  multipart('epilogue of delimiters', 512 * KB, (size) => `${root}${closing}${repeat(`--${boundary}\r\n\r\n`, size)}`),
  multipart('empty parts', 256 * KB, (size) => `${root}${repeat(`\r\n--${boundary}\r\n\r\n`, size)}${closing}`),
  multipart(
    'parts without a blank line',
    256 * KB,
    (size) => `${root}${repeat(`\r\n--${boundary}\r\nA: b`, size)}${closing}`,
  ),
  headers('header fields', 512 * KB, (size) => repeat('X-A: b\r\n', size)),
  headers('one long header field', 512 * KB, (size) => `X-A: ${repeat('b', size)}\r\n`),
  headers('a folded header field', 512 * KB, (size) => `X-A: b\r\n${repeat(' c\r\n', size)}`),
  headers('a header field without colon', 512 * KB, (size) => repeat('b', size)),
  headers('parameters', 512 * KB, (size) => `Content-Type: text/plain${repeat('; a=b', size)}\r\n`),
  headers('quoted pairs', 512 * KB, (size) => `Content-Type: text/plain; name="${repeat('\\"', size)}\r\n`),
  headers('parameter continuations', 512 * KB, (size) => {
    const count = Math.floor(size / 16);
    return `Content-Type: text/plain${Array.from({ length: count }, (_, index) => `; name*${index}*=%41`).join('')}\r\n`;
  }),
  headers(
    'encoded words',
    512 * KB,
    (size) => `Content-Disposition: attachment; filename="${repeat('=?utf-8?q?=41?= ', size)}"\r\n`,
  ),
  headers('comments in parentheses', 512 * KB, (size) => `Content-Type: text/plain ${repeat('(', size)}\r\n`),
  { name: 'multiparts in multiparts', size: 16 * KB, make: nested },
  { name: 'a long boundary', size: 64 * KB, make: longBoundary },
  encoded('base64 with foreign characters', 512 * KB, 'base64', (size) => repeat('QU*J', size)),
  encoded('base64 padded everywhere', 512 * KB, 'base64', (size) => repeat('QQ==', size)),
  encoded('base64 in lines of one character', 512 * KB, 'base64', (size) => repeat('Q\r\n', size)),
  encoded('base64 of line ends', 512 * KB, 'base64', (size) => repeat('\r\n', size)),
  encoded('quoted-printable of soft line breaks', 512 * KB, 'quoted-printable', (size) => repeat('=\r\n', size)),
  encoded('quoted-printable of equals signs', 512 * KB, 'quoted-printable', (size) => repeat('=', size)),
  encoded('quoted-printable of white space', 512 * KB, 'quoted-printable', (size) => repeat(' ', size)),
  encoded('quoted-printable of lines of white space', 512 * KB, 'quoted-printable', (size) =>
    repeat('  \t \r\n', size),
  ),
  // XML
  envelope('elements in elements', 64 * KB, (size) => repeat('<a>', size)),
  envelope('unknown elements', 128 * KB, (size) => repeat('<mm7:a/>', size)),
  envelope('foreign elements', 128 * KB, (size) => repeat('<f:a xmlns:f="urn:f"/>', size)),
  envelope('undeclared prefixes', 128 * KB, (size) => numbered('<p%:a/>', size)),
  envelope('doubled colons', 128 * KB, (size) => repeat('<mm7:mm7:a/>', size)),
  envelope('duplicate elements', 128 * KB, (size) => repeat('<mm7:Priority>Low</mm7:Priority>', size)),
  envelope('attributes', 128 * KB, (size) => `<mm7:a ${numbered('a%="" ', size)}/>`),
  envelope('namespace declarations', 128 * KB, (size) => `<mm7:a ${numbered('xmlns:a%="u" ', size)}/>`),
  envelope('a long attribute', 256 * KB, (size) => `<mm7:a b="${repeat('c', size)}"/>`),
  envelope('a long name', 256 * KB, (size) => `<${repeat('a', size)}/>`),
  envelope('a long text', 256 * KB, (size) => `<mm7:Subject>${repeat('a', size)}</mm7:Subject>`),
  envelope('character references', 128 * KB, (size) => `<mm7:Subject>${repeat('&#65;', size)}</mm7:Subject>`),
  envelope('bare ampersands', 128 * KB, (size) => `<mm7:Subject>${repeat('& ', size)}</mm7:Subject>`),
  envelope('entities of HTML', 128 * KB, (size) => `<mm7:Subject>${repeat('&nbsp;', size)}</mm7:Subject>`),
  envelope('CDATA sections', 128 * KB, (size) => `<mm7:Subject>${repeat('<![CDATA[]]>', size)}</mm7:Subject>`),
  envelope('a CDATA section of brackets', 128 * KB, (size) => `<mm7:Subject><![CDATA[${repeat(']', size)}`),
  envelope('comments', 128 * KB, (size) => repeat('<!---->', size)),
  envelope('a comment that does not end', 128 * KB, (size) => `<!--${repeat(' -', size)}`),
  envelope('processing instructions', 128 * KB, (size) => repeat('<?a?>', size)),
  envelope('stray text', 128 * KB, (size) => repeat('a<!---->', size)),
  envelope('no-break spaces', 128 * KB, (size) => `<mm7:Subject/>${repeat('\u00a0', size / 2)}`),
  envelope(
    'wrong values',
    128 * KB,
    (size) => `<mm7:DeliveryCondition>${repeat('<mm7:DC>x</mm7:DC>', size)}</mm7:DeliveryCondition>`,
  ),
  envelope(
    'recipients',
    256 * KB,
    (size) => `<mm7:Recipients><mm7:To>${repeat('<mm7:Number>1</mm7:Number>', size)}</mm7:To></mm7:Recipients>`,
  ),
  {
    name: 'white space before the document',
    size: 128 * KB,
    make: (size) => xml(`${repeat('\n', size)}${submitEnvelope(1)}`),
  },
  { name: 'a document type with entities', size: 64 * KB, make: documentType },
  {
    name: 'UTF-8 that is none',
    size: 128 * KB,
    make: (size) => ({ contentType: 'text/xml', body: Buffer.alloc(size, 0xc3) }),
  },
  { name: 'nothing but <', size: 128 * KB, make: (size) => xml(repeat('<', size)) },
  { name: 'nothing but NUL', size: 128 * KB, make: (size) => ({ contentType: related, body: Buffer.alloc(size) }) },
];

function repeat(text: string, size: number): string {
  return text.repeat(Math.max(1, Math.floor(size / text.length)));
}

/** Repeats a text with a number of its own in it each time. */
function numbered(text: string, size: number): string {
  const count = Math.max(1, Math.floor(size / (text.length + 4)));
  return Array.from({ length: count }, (_, index) => text.replace('%', String(index))).join('');
}

function multipart(name: string, size: number, body: (size: number) => string): Generator {
  return { name, size, make: (wanted) => ({ contentType: related, body: Buffer.from(body(wanted), 'latin1') }) };
}

function attachment(name: string, size: number, content: (size: number) => string, fields = ''): Generator {
  return multipart(name, size, (wanted) => `${root}--${boundary}\r\n${fields}\r\n${content(wanted)}${closing}`);
}

function headers(name: string, size: number, fields: (size: number) => string): Generator {
  return multipart(name, size, (wanted) => `${root}--${boundary}\r\n${fields(wanted)}\r\n${closing}`);
}

function encoded(name: string, size: number, encoding: string, content: (size: number) => string): Generator {
  return attachment(name, size, content, `Content-Transfer-Encoding: ${encoding}\r\n`);
}

function envelope(name: string, size: number, children: (size: number) => string): Generator {
  return { name, size, make: (wanted) => xml(envelopeWith(children(wanted))) };
}

function envelopeWith(children: string): string {
  return (
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:mm7="${mm7Namespace}"><e:Header>` +
    '<mm7:TransactionID e:mustUnderstand="1">1</mm7:TransactionID></e:Header><e:Body><mm7:SubmitReq>' +
    `<mm7:MM7Version>6.8.0</mm7:MM7Version>${children}</mm7:SubmitReq></e:Body></e:Envelope>`
  );
}

function xml(text: string): HostileMessage {
  return { contentType: 'text/xml', body: Buffer.from(text) };
}

function documentType(size: number): HostileMessage {
  const entities = numbered('<!ENTITY a% "&b;&b;">', size);
  return xml(`<!DOCTYPE a [<!ENTITY b "c">${entities}]>${submitEnvelope(1)}`);
}

function nested(size: number): HostileMessage {
  const depth = Math.floor(size / 64);
  let text = '';
  for (let level = 0; level < depth; level += 1) {
    text += `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`;
  }
  return { contentType: 'multipart/mixed; boundary=b0', body: Buffer.from(text) };
}

function longBoundary(size: number): HostileMessage {
  const long = repeat('b', size);
  return { contentType: `multipart/mixed; boundary=${long}`, body: Buffer.from(`--${long}\r\n\r\n\r\n--${long}--`) };
}
