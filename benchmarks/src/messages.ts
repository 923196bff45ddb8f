import { Buffer } from 'node:buffer';
import { createCipheriv } from 'node:crypto';
import { type SubmitReq, soapNamespace } from '@mm7/schema';
import type { MultipartBody, MultipartForm } from './contender.ts';
import { digestOf, type PartDigest } from './part-sinks.ts';

// Everything that is measured is made here, the same in every process.

const KiB = 1024;
const MiB = 1024 * KiB;

/** Content is repeated from here on, so that a body of any size needs no memory of that size. */
const largestBlock = 16 * MiB;

/** Boundaries as senders choose them. */
const boundary = '----=_Part_118_1504230.1397480123';
const innerBoundary = '----=_Part_119_8842907.1397480123';

/** The namespace of the envelopes. */
export const mm7Namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

type HeaderField = readonly [name: string, value: string];

/** A part with content, which may be the same memory many times over. */
export interface Leaf {
  readonly headers: readonly HeaderField[];
  readonly pieces: readonly Uint8Array[];
  /** What a reader must give out, where a transfer encoding makes it another thing. */
  readonly decoded?: readonly Uint8Array[];
}

/** A multipart inside the body. */
export interface Nested {
  readonly headers: readonly HeaderField[];
  readonly parts: readonly Leaf[];
}

/** A multipart message, before it is laid out for one contender or the other. */
export interface MultipartMessage {
  readonly parts: readonly (Leaf | Nested)[];
  /** Empty parts by the hundred thousand have the shortest boundary there is. */
  readonly boundary: string;
}

/** Bytes that look random and are always the same. */
export function randomBytes(size: number): Uint8Array {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16)).update(Buffer.alloc(size));
}

/** Bytes that repeat a pattern. */
function repeatedBytes(size: number, pattern: string): Uint8Array {
  return Buffer.alloc(size, pattern, 'latin1');
}

/** Random bytes of which each is one of those of a text. */
function bytesOutOf(size: number, alphabet: string): Uint8Array {
  return randomBytes(size).map((byte) => alphabet.charCodeAt(byte % alphabet.length));
}

/** Random bytes of any size, of which no more than one block is in memory. */
export function randomPieces(size: number): Uint8Array[] {
  const block = randomBytes(Math.min(size, largestBlock));
  const pieces: Uint8Array[] = [];
  for (let rest = size; rest > 0; rest -= block.length) pieces.push(block.subarray(0, rest));
  return pieces;
}

/** A request to submit a message to any number of recipients. */
export function submitRequest(recipientCount: number): SubmitReq {
  return {
    operation: 'SubmitReq',
    transactionId: 'vasp-20261120-000118',
    version: '6.8.0',
    namespace: mm7Namespace,
    senderIdentification: {
      vaspId: 'greenhouse',
      vasId: 'newsletter',
      senderAddress: { kind: 'shortCode', value: '54321' },
    },
    recipients: {
      to: Array.from({ length: recipientCount }, (_, index) => ({ kind: 'number', value: `4477009${10000 + index}` })),
    },
    serviceCode: 'gold-sp33-im42',
    linkedId: 'mms-9876543210',
    messageClass: 'Informational',
    timeStamp: '2026-11-20T09:30:47-05:00',
    expiryDate: '2026-11-27T09:30:47-05:00',
    deliveryReport: true,
    priority: 'Normal',
    subject: 'This week in the greenhouse',
    content: { href: 'cid:picture@greenhouse.example', allowAdaptations: true },
  };
}

/** The same request on the wire, written by hand. */
export function submitEnvelope(recipientCount: number, style: 'prefixed' | 'default namespace' = 'prefixed'): string {
  const [soap, mm7, declaration] = style === 'prefixed' ? ['soapenv:', 'mm7:', 'xmlns:mm7'] : ['', '', 'xmlns'];
  const soapDeclaration = style === 'prefixed' ? 'xmlns:soapenv' : 'xmlns';
  const mustUnderstand = style === 'prefixed' ? '' : ` xmlns:env="${soapNamespace}"`;
  const qualifier = style === 'prefixed' ? 'soapenv' : 'env';
  // In the default namespace, header and body each declare it.
  const local = style === 'prefixed' ? '' : ` xmlns="${mm7Namespace}"`;
  const outer = style === 'prefixed' ? ` ${declaration}="${mm7Namespace}"` : '';
  const request = submitRequest(recipientCount);
  const recipients = request.recipients.to
    ?.map(({ value }) => `      <${mm7}Number>${value}</${mm7}Number>\n`)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<${soap}Envelope ${soapDeclaration}="${soapNamespace}"${outer}>
 <${soap}Header>
  <${mm7}TransactionID${local}${mustUnderstand} ${qualifier}:mustUnderstand="1">vasp-20261120-000118</${mm7}TransactionID>
 </${soap}Header>
 <${soap}Body>
  <${mm7}SubmitReq${local}>
   <${mm7}MM7Version>6.8.0</${mm7}MM7Version>
   <${mm7}SenderIdentification>
    <${mm7}VASPID>greenhouse</${mm7}VASPID>
    <${mm7}VASID>newsletter</${mm7}VASID>
    <${mm7}SenderAddress>
     <${mm7}ShortCode>54321</${mm7}ShortCode>
    </${mm7}SenderAddress>
   </${mm7}SenderIdentification>
   <${mm7}Recipients>
    <${mm7}To>
${recipients}    </${mm7}To>
   </${mm7}Recipients>
   <${mm7}ServiceCode>gold-sp33-im42</${mm7}ServiceCode>
   <${mm7}LinkedID>mms-9876543210</${mm7}LinkedID>
   <${mm7}MessageClass>Informational</${mm7}MessageClass>
   <${mm7}TimeStamp>2026-11-20T09:30:47-05:00</${mm7}TimeStamp>
   <${mm7}ExpiryDate>2026-11-27T09:30:47-05:00</${mm7}ExpiryDate>
   <${mm7}DeliveryReport>true</${mm7}DeliveryReport>
   <${mm7}Priority>Normal</${mm7}Priority>
   <${mm7}Subject>This week in the greenhouse</${mm7}Subject>
   <${mm7}Content href="cid:picture@greenhouse.example" allowAdaptations="true"/>
  </${mm7}SubmitReq>
 </${soap}Body>
</${soap}Envelope>
`;
}

function envelopePart(recipientCount = 1): Leaf {
  return {
    headers: [
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['Content-ID', '<envelope@greenhouse.example>'],
    ],
    pieces: [Buffer.from(submitEnvelope(recipientCount))],
  };
}

function picturePart(pieces: readonly Uint8Array[]): Leaf {
  return {
    headers: [
      ['Content-Type', 'image/jpeg'],
      ['Content-ID', '<picture@greenhouse.example>'],
    ],
    pieces,
  };
}

/** An envelope and a picture that makes the message about as large as asked for. */
export function pictureMessage(size: number, recipientCount = 1): MultipartMessage {
  const envelope = envelopePart(recipientCount);
  const pictureSize = Math.max(256, size - lengthOf(envelope.pieces) - 400);
  return { parts: [envelope, picturePart(randomPieces(pictureSize))], boundary };
}

/** An envelope, and content that is chosen to slow a search down. */
export function messageWith(content: Uint8Array): MultipartMessage {
  return { parts: [envelopePart(), picturePart([content])], boundary };
}

/** Base64 in lines of 76 characters, as in mail. */
export function base64Text(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n');
}

/** An envelope and a picture in base64. */
export function base64Message(size: number): MultipartMessage {
  const decoded = randomBytes(size);
  const { headers } = picturePart([]);
  const picture: Leaf = {
    headers: [...headers, ['Content-Transfer-Encoding', 'base64']],
    pieces: [Buffer.from(base64Text(decoded), 'latin1')],
    decoded: [decoded],
  };
  return { parts: [envelopePart(), picture], boundary };
}

/** An envelope, and a multipart of a presentation, a text and a picture. */
export function nestedMessage(size: number): MultipartMessage {
  const smil = '<smil><body><par dur="5s"><img src="cid:picture"/><text src="cid:text"/></par></body></smil>';
  const parts: Leaf[] = [
    { headers: [['Content-Type', 'application/smil']], pieces: [Buffer.from(smil)] },
    { headers: [['Content-Type', 'text/plain; charset=utf-8']], pieces: [Buffer.from('Tomatoes: half price')] },
    picturePart(randomPieces(size)),
  ];
  const headers: HeaderField[] = [
    ['Content-Type', `multipart/mixed; boundary="${innerBoundary}"`],
    ['Content-ID', '<content@greenhouse.example>'],
  ];
  return { parts: [envelopePart(), { headers, parts }], boundary };
}

/** Parts without header fields or content, each a few bytes long on the wire. */
export function emptyParts(count: number): MultipartMessage {
  return { parts: Array<Leaf>(count).fill({ headers: [], pieces: [] }), boundary: 'b' };
}

/** An envelope and very many parts with one header field and two bytes. */
export function tinyParts(count: number): MultipartMessage {
  const tiny: Leaf = { headers: [['Content-Type', 'text/plain']], pieces: [Buffer.from('ok')] };
  return { parts: [envelopePart(), ...Array<Leaf>(count).fill(tiny)], boundary };
}

/** Contents that are hard on one search or another, by what they consist of. */
export const adversarialContents: ReadonlyMap<string, (size: number) => Uint8Array> = new Map([
  ['CR', (size) => repeatedBytes(size, '\r')],
  ['LF', (size) => repeatedBytes(size, '\n')],
  ['CRLF', (size) => repeatedBytes(size, '\r\n')],
  ['CRLF and two hyphens', (size) => repeatedBytes(size, '\r\n--')],
  ['hyphens', (size) => repeatedBytes(size, '-')],
  ['delimiters short of their last byte', (size) => repeatedBytes(size, `\r\n--${boundary.slice(0, -1)}`)],
  ['delimiters short of their first byte', (size) => repeatedBytes(size, `\n--${boundary}`)],
  ['delimiters with a wrong byte in the middle', (size) => repeatedBytes(size, `\r\n--${withWrongMiddle(boundary)}`)],
  ['delimiters that go on into other text', (size) => repeatedBytes(size, `\r\n--${boundary}x`)],
  ['the last byte of the delimiter', (size) => repeatedBytes(size, boundary.slice(-1))],
  ['bytes of the delimiter in disorder', (size) => bytesOutOf(size, `\r\n--${boundary}`)],
]);

function withWrongMiddle(text: string): string {
  const middle = text.length >> 1;
  return `${text.slice(0, middle)}~${text.slice(middle + 1)}`;
}

/** What a reader must find in the leaves of a message, in order; their types if it is asked for them. */
export function expectedDigests(
  { parts }: { readonly parts: readonly (Leaf | Nested)[] },
  options: { readonly withTypes?: boolean } = {},
): PartDigest[] {
  const known = new Map<Leaf, PartDigest>();
  const digests: PartDigest[] = [];
  for (const part of parts) {
    if ('parts' in part) {
      digests.push(...expectedDigests(part, options));
      continue;
    }
    const digest =
      known.get(part) ?? digestOf(part.decoded ?? part.pieces, options.withTypes === true ? typeOf(part) : '');
    known.set(part, digest);
    digests.push(digest);
  }
  return digests;
}

function typeOf({ headers }: Leaf): string {
  return headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
}

/** Bytes of the contents of a message, as a reader gives them out. */
export function contentLength({ parts }: { readonly parts: readonly (Leaf | Nested)[] }): number {
  let length = 0;
  for (const part of parts) length += 'parts' in part ? contentLength(part) : lengthOf(part.decoded ?? part.pieces);
  return length;
}

/** Lays a message out for a contender, in memory, cut into chunks. */
export function bodyInMemory(message: MultipartMessage, form: MultipartForm, chunkSize: number): MultipartBody {
  const bytes = Buffer.concat([...segmentsOf(message, form)]);
  return { ...labels(message, form), chunks: [...cut([bytes], chunkSize)] };
}

/** The same without ever being in memory as a whole. */
export function bodyOnTheFly(message: MultipartMessage, form: MultipartForm, chunkSize: number): MultipartBody {
  return {
    ...labels(message, form),
    chunks: { [Symbol.iterator]: () => cut(segmentsOf(message, form), chunkSize) },
  };
}

/** The whole body in one piece. */
export function wholeBody({ chunks }: MultipartBody): Uint8Array {
  return Buffer.concat([...chunks]);
}

function labels(message: MultipartMessage, form: MultipartForm): Omit<MultipartBody, 'chunks'> {
  const contentType =
    form === 'form-data'
      ? `multipart/form-data; boundary="${message.boundary}"`
      : `multipart/related; type="text/xml"; start="<envelope@greenhouse.example>"; boundary="${message.boundary}"`;
  return { form, boundary: message.boundary, contentType };
}

function* segmentsOf(message: MultipartMessage, form: MultipartForm): Generator<Uint8Array, void, undefined> {
  yield* multipartSegments(message.parts, message.boundary, form);
  yield Buffer.from('\r\n');
}

function* multipartSegments(
  parts: readonly (Leaf | Nested)[],
  delimiter: string,
  form: MultipartForm,
): Generator<Uint8Array, void, undefined> {
  let lead = '';
  for (const [index, part] of parts.entries()) {
    const fields = form === 'form-data' ? [disposition(index), ...part.headers] : part.headers;
    const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    yield Buffer.from(`${lead}--${delimiter}\r\n${head}\r\n`);
    if ('parts' in part) yield* multipartSegments(part.parts, innerBoundary, 'related');
    else yield* part.pieces;
    lead = '\r\n';
  }
  yield Buffer.from(`${lead}--${delimiter}--`);
}

function disposition(index: number): HeaderField {
  return ['Content-Disposition', `form-data; name="part${index}"; filename="part${index}"`];
}

/** Cuts what comes in segments into chunks of that size or less. */
export function* cut(segments: Iterable<Uint8Array>, chunkSize: number): Generator<Uint8Array, void, undefined> {
  for (const segment of segments) {
    for (let start = 0; start < segment.length; start += chunkSize) yield segment.subarray(start, start + chunkSize);
  }
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
