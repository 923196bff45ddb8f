import { deflateSync } from 'node:zlib';

export const namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

/** What an envelope is made of; the rest is correct. */
export interface EnvelopeText {
  readonly mustUnderstand?: string;
  readonly vaspId?: string;
  readonly subject?: string;
  /** Elements behind the subject. */
  readonly rest?: string;
}

/** A SubmitReq with an identification. */
export function envelope({
  mustUnderstand = '1',
  vaspId = 'acme-4711',
  subject = 'Hello',
  rest = '',
}: EnvelopeText = {}): string {
  return [
    '<?xml version="1.0"?>',
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="${namespace}">`,
    `<s:Header><m:TransactionID s:mustUnderstand="${mustUnderstand}">t-1</m:TransactionID></s:Header>`,
    '<s:Body><m:SubmitReq><m:MM7Version>6.8.0</m:MM7Version>',
    `<m:SenderIdentification><m:VASPID>${vaspId}</m:VASPID></m:SenderIdentification>`,
    '<m:Recipients><m:To><m:Number>447700900001</m:Number></m:To></m:Recipients>',
    `<m:Subject>${subject}</m:Subject>${rest}</m:SubmitReq></s:Body></s:Envelope>`,
  ].join('\n');
}

/** An HTTP message with an envelope alone. */
export function withEnvelope(xml: string, headers: readonly string[] = []): string {
  return httpMessage([...headers, 'Content-Type: text/xml; charset="utf-8"'], xml);
}

/** A part: its header fields, and its content. */
export type PartText = readonly [headers: string, content: string | Uint8Array];

/** An HTTP message with an envelope and content. */
export function withParts(
  parts: readonly PartText[],
  xml = envelope({ rest: '<m:Content href="cid:all"/>' }),
): Uint8Array {
  const inner = multipart('in', parts);
  const body = multipart('out', [
    ['Content-Type: text/xml; charset="utf-8"\r\nContent-ID: <root>', xml],
    ['Content-Type: multipart/mixed; boundary=in\r\nContent-ID: <all>', inner],
  ]);
  const type = 'Content-Type: multipart/related; type="text/xml"; start="<root>"; boundary=out';
  return bytesOf(`POST /mm7 HTTP/1.1\r\n${type}\r\nContent-Length: ${body.length}\r\n\r\n`, body);
}

/** A picture of one colour. */
export function png(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return bytesOf(signature, pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', new Uint8Array()));
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // No reader of dimensions looks at the check sum.
  return bytesOf(length, type, data, new Uint8Array(4));
}

function httpMessage(headers: readonly string[], body: string): string {
  const fields = [...headers, `Content-Length: ${Buffer.byteLength(body)}`].join('\r\n');
  return `POST /mm7 HTTP/1.1\r\n${fields}\r\n\r\n${body}`;
}

function multipart(boundary: string, parts: readonly PartText[]): Uint8Array {
  const pieces = parts.flatMap(([headers, content]) => [`--${boundary}\r\n${headers}\r\n\r\n`, content, '\r\n']);
  return bytesOf(...pieces, `--${boundary}--\r\n`);
}

function bytesOf(...pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))));
}
