import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { adversarialContents, mm7Namespace, randomBytes, submitEnvelope } from '../messages.ts';

/** A message that is made to hurt, of about the size asked for in bytes. */
export interface HostileMessage {
  /** Content-Type of the body; absent where the bytes are those of a captured HTTP message, head and all. */
  readonly contentType?: string;
  readonly bytes: Uint8Array;
}

/** Makes such messages. */
export interface Generator {
  readonly name: string;
  /** Bytes of the smaller of the two messages that are timed, where they come in chunks of a usual size. */
  readonly size: number;
  /** The same where they come byte by byte; 8 KB if absent. Small where something looks at the beginning alone. */
  readonly sizeByBytes?: number;
  /** The most bytes that the limits let through, if that is less than eight times the size. */
  readonly largest?: number;
  readonly make: (size: number) => HostileMessage;
}

const boundary = '----=_Part_118_1504230.1397480123';
const related = `multipart/related; type="text/xml"; boundary="${boundary}"`;
const root = `--${boundary}\r\nContent-Type: text/xml\r\n\r\n${submitEnvelope(1)}\r\n`;
const closing = `\r\n--${boundary}--\r\n`;

const KB = 1024;

/** All of them, two lines each in the table; the first is what the others are to be seen beside. */
export const generators: readonly Generator[] = [
  attachment('nothing hostile: a picture', 512 * KB, (size) => Buffer.from(randomBytes(size)).toString('latin1')),
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
  multipart('empty parts', 64 * KB, (size) => `${root}${repeat(`\r\n--${boundary}\r\n\r\n`, size)}${closing}`),
  multipart(
    'parts without a blank line',
    64 * KB,
    (size) => `${root}${repeat(`\r\n--${boundary}\r\nA: b`, size)}${closing}`,
  ),
  attachment(
    'delimiters and very much white space',
    512 * KB,
    (size) => `\r\n--${boundary}${repeat(' ', size / 2)}x\r\n--${boundary}${repeat('\t', size / 2)}`,
  ),
  multipart(
    'parts that are called alike',
    64 * KB,
    (size) =>
      `${root}${repeat(`\r\n--${boundary}\r\nContent-ID: <picture@greenhouse.example>\r\n\r\n`, size)}${closing}`,
  ),
  multipart(
    'parts before the envelope',
    32 * KB,
    (size) => `${repeat(`--${boundary}\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n`, size)}${root}${closing}`,
  ),
  { name: 'multiparts beside each other', size: 64 * KB, make: sideBySide },
  headers('header fields', 16 * KB, (size) => repeat('X-A: b\r\n', size)),
  headers('one long header field', 64 * KB, (size) => `X-A: ${repeat('b', size)}\r\n`),
  headers('a folded header field', 64 * KB, (size) => `X-A: b\r\n${repeat(' c\r\n', size)}`),
  headers('a header field without colon', 64 * KB, (size) => repeat('b', size)),
  headers('parameters', 64 * KB, (size) => `Content-Type: text/plain${repeat('; a=b', size)}\r\n`),
  headers('quoted pairs', 64 * KB, (size) => `Content-Type: text/plain; name="${repeat('\\"', size)}\r\n`),
  headers('parameter continuations', 64 * KB, (size) => {
    const count = Math.floor(size / 16);
    return `Content-Type: text/plain${Array.from({ length: count }, (_, index) => `; name*${index}*=%41`).join('')}\r\n`;
  }),
  headers(
    'encoded words',
    64 * KB,
    (size) => `Content-Disposition: attachment; filename="${repeat('=?utf-8?q?=41?= ', size)}"\r\n`,
  ),
  headers('comments in parentheses', 64 * KB, (size) => `Content-Type: text/plain ${repeat('(', size)}\r\n`),
  { name: 'multiparts in multiparts', size: 16 * KB, make: nested },
  { name: 'a long boundary', size: 64 * KB, make: longBoundary },
  encoded('base64 with foreign characters', 512 * KB, 'base64', (size) => repeat('QU*J', size)),
  encoded('base64 padded everywhere', 512 * KB, 'base64', (size) => repeat('QQ==', size)),
  encoded('base64 in lines of one character', 512 * KB, 'base64', (size) => repeat('Q\r\n', size)),
  encoded('base64 of carriage returns', 512 * KB, 'base64', (size) => repeat('\r', size)),
  encoded('base64 of line ends', 512 * KB, 'base64', (size) => repeat('\r\n', size)),
  encoded('quoted-printable of soft line breaks', 512 * KB, 'quoted-printable', (size) => repeat('=\r\n', size)),
  encoded('quoted-printable of equals signs', 512 * KB, 'quoted-printable', (size) => repeat('=', size)),
  encoded('quoted-printable of white space', 512 * KB, 'quoted-printable', (size) => repeat(' ', size)),
  encoded('quoted-printable of lines of white space', 512 * KB, 'quoted-printable', (size) =>
    repeat('  \t \r\n', size),
  ),
  // XML
  envelope('elements in elements', (size) => repeat('<a>', size)),
  envelope('unknown elements', (size) => repeat('<mm7:a/>', size)),
  envelope('foreign elements', (size) => repeat('<f:a xmlns:f="urn:f"/>', size)),
  envelope('undeclared prefixes', (size) => numbered('<p%:a/>', size)),
  envelope('doubled colons', (size) => repeat('<mm7:mm7:a/>', size)),
  envelope('duplicate elements', (size) => repeat('<mm7:Priority>Low</mm7:Priority>', size)),
  envelope('attributes', (size) => `<mm7:a ${numbered('a%="" ', size)}/>`, 8 * KB),
  envelope('namespace declarations', (size) => `<mm7:a ${numbered('xmlns:a%="u" ', size)}/>`, 8 * KB),
  envelope('a long attribute', (size) => `<mm7:a b="${repeat('c', size)}"/>`, 32 * KB),
  envelope('a long name', (size) => `<${repeat('a', size)}/>`),
  envelope('a long text', (size) => `<mm7:Subject>${repeat('a', size)}</mm7:Subject>`),
  envelope('character references', (size) => `<mm7:Subject>${repeat('&#65;', size)}</mm7:Subject>`),
  envelope('bare ampersands', (size) => `<mm7:Subject>${repeat('&', size)}</mm7:Subject>`),
  envelope('entities of HTML', (size) => `<mm7:Subject>${repeat('&nbsp;', size)}</mm7:Subject>`),
  envelope('CDATA sections', (size) => `<mm7:Subject>${repeat('<![CDATA[]]>', size)}</mm7:Subject>`),
  envelope('a CDATA section of brackets', (size) => `<mm7:Subject><![CDATA[${repeat(']', size)}`, 32 * KB),
  envelope('comments', (size) => repeat('<!---->', size)),
  envelope('a comment that does not end', (size) => `<!--${repeat(' -', size)}`, 32 * KB),
  envelope('processing instructions', (size) => repeat('<?a?>', size)),
  envelope('stray text', (size) => repeat('a<!---->', size)),
  envelope('no-break spaces', (size) => `<mm7:Subject/>${repeat('\u00a0', size / 2)}`),
  envelope(
    'wrong values',
    (size) => `<mm7:DeliveryCondition>${repeat('<mm7:DC>x</mm7:DC>', size)}</mm7:DeliveryCondition>`,
  ),
  envelope(
    'recipients',
    (size) => `<mm7:Recipients><mm7:To>${repeat('<mm7:Number>1</mm7:Number>', size)}</mm7:To></mm7:Recipients>`,
  ),
  {
    name: 'white space before the document',
    size: 128 * KB,
    sizeByBytes: KB,
    largest: 1000 * KB,
    make: (size) => xml(`${repeat('\n', size)}${submitEnvelope(1)}`),
  },
  { name: 'a document type with entities', size: 16 * KB, make: documentType },
  {
    name: 'UTF-8 that is none',
    size: 128 * KB,
    largest: 1000 * KB,
    make: (size) => ({ contentType: 'text/xml', bytes: Buffer.alloc(size, 0xc3) }),
  },
  { name: 'nothing but <', size: 128 * KB, largest: 1000 * KB, make: (size) => xml(repeat('<', size)) },
  // Captured HTTP messages
  captured(
    'captured header fields',
    (size) => repeat('X-A: b\r\n', size),
    () => '',
  ),
  captured(
    'a captured header field of folded lines',
    (size) => `X-A: b\r\n${repeat(' \r\n', size)}`,
    () => '',
  ),
  captured(
    'captured chunks of one byte',
    () => 'Transfer-Encoding: chunked\r\n',
    (size) => repeat('1\r\n \r\n', size),
  ),
  captured(
    'captured chunks with extensions',
    () => 'Transfer-Encoding: chunked\r\n',
    (size) => repeat(`1${';a=b'.repeat(1000)}\r\n \r\n`, size),
  ),
  { name: 'captured interim responses', size: 128 * KB, make: interimResponses },
  { name: 'a decompression bomb', size: 512 * KB, make: bomb },
  {
    name: 'nothing but NUL',
    size: 512 * KB,
    sizeByBytes: KB,
    make: (size) => ({ contentType: related, bytes: Buffer.alloc(size) }),
  },
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
  return { name, size, make: (wanted) => ({ contentType: related, bytes: Buffer.from(body(wanted), 'latin1') }) };
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

function envelope(name: string, children: (size: number) => string, size = 128 * KB): Generator {
  return { name, size, largest: 1000 * KB, make: (wanted) => xml(envelopeWith(children(wanted))) };
}

function envelopeWith(children: string): string {
  return (
    `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:mm7="${mm7Namespace}"><e:Header>` +
    '<mm7:TransactionID e:mustUnderstand="1">1</mm7:TransactionID></e:Header><e:Body><mm7:SubmitReq>' +
    `<mm7:MM7Version>6.8.0</mm7:MM7Version>${children}</mm7:SubmitReq></e:Body></e:Envelope>`
  );
}

function xml(text: string): HostileMessage {
  return { contentType: 'text/xml', bytes: Buffer.from(text) };
}

function captured(name: string, fields: (size: number) => string, body: (size: number) => string): Generator {
  return {
    name,
    size: 128 * KB,
    sizeByBytes: 2 * KB,
    make: (size) => capture(`${fields(size)}Content-Type: text/xml\r\n\r\n${body(size)}`),
  };
}

function capture(text: string): HostileMessage {
  return { bytes: Buffer.from(`POST /mm7 HTTP/1.1\r\n${text}`) };
}

function interimResponses(size: number): HostileMessage {
  return { bytes: Buffer.from(repeat('HTTP/1.1 100 Continue\r\n\r\n', size), 'latin1') };
}

/** Grows to about the size asked for. */
function bomb(size: number): HostileMessage {
  const head = `POST /mm7 HTTP/1.1\r\nContent-Type: ${related}\r\nContent-Encoding: gzip\r\n\r\n`;
  const body = gzipSync(
    Buffer.concat([Buffer.from(`${root}--${boundary}\r\n\r\n`), Buffer.alloc(size), Buffer.from(closing)]),
  );
  return { bytes: Buffer.concat([Buffer.from(head), body]) };
}

function sideBySide(size: number): HostileMessage {
  const one = `--${boundary}\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n\r\n--c--\r\n`;
  return { contentType: related, bytes: Buffer.from(`${root}${repeat(one, size)}${closing}`) };
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
  return { contentType: 'multipart/mixed; boundary=b0', bytes: Buffer.from(text) };
}

function longBoundary(size: number): HostileMessage {
  const long = repeat('b', size);
  return { contentType: `multipart/mixed; boundary=${long}`, bytes: Buffer.from(`--${long}\r\n\r\n\r\n--${long}--`) };
}
