import { Buffer } from 'node:buffer';
import { type AttachmentNode, type MultimediaMessage, serializerStyle } from '@mm7/arbitraries';
import fc, { type Arbitrary } from 'fast-check';
import { type Encoded, type EncodeOptions, encode, type OutgoingAttachment } from '../../src/index.ts';
import { boundariesOf } from './boundaries.ts';

/** A message as it went out. */
export interface WrittenMessage {
  readonly headers: Record<string, string>;
  readonly bytes: Uint8Array;
}

/** Writes a message; a property is not tried on one that holds the one character that GB18030 has no bytes for. */
export function encoded(
  { message, attachments }: MultimediaMessage,
  options: EncodeOptions = {},
  delivery: Delivery = 'held',
): Encoded {
  fc.pre(options.charset !== 'gb18030' || !JSON.stringify(message).includes('\ue5e5'));
  return encode(message, attachments.map(deliveredAs(delivery)), options);
}

/**
 * Writes a message to its end. Its boundaries, which are random, are replaced by others of the same length, so that what a
 * seed leads to once it leads to again.
 */
export async function written(given: MultimediaMessage, options: EncodeOptions = {}): Promise<WrittenMessage> {
  const { headers, body } = encoded(given, options);
  const bytes = await collected(body);
  let contentType = headers['Content-Type'] ?? '';
  let text = Buffer.from(bytes).toString('latin1');
  for (const [index, { boundary }] of boundariesOf({ headers, bytes }).entries()) {
    const settled = `mm7_${String(index).padStart(boundary.length - 4, '0')}`;
    contentType = contentType.replace(boundary, settled);
    text = text.replaceAll(boundary, settled);
  }
  return { headers: { ...headers, 'Content-Type': contentType }, bytes: Buffer.from(text, 'latin1') };
}

/** Any options of writing that leave the meaning alone. */
export function encodeOptions(): Arbitrary<EncodeOptions> {
  return fc
    .tuple(serializerStyle(), fc.constantFrom('utf-8', 'utf-8', 'utf-16', 'utf-16be', 'gb18030'))
    .map(([style, charset]) => ({ ...style, charset }));
}

/** How the content of attachments comes to the writer. */
export type Delivery = 'held' | 'sized' | 'measured' | 'streamed';

/** Any way for the content of attachments to come to the writer. */
export const deliveries: Arbitrary<Delivery> = fc.constantFrom('held', 'sized', 'measured', 'streamed');

function deliveredAs(delivery: Delivery): (node: AttachmentNode) => OutgoingAttachment {
  return (node) => {
    if ('multipart' in node) return { ...node, parts: node.parts.map(deliveredAs(delivery)) };
    const { body } = node;
    if (typeof body === 'string' || delivery === 'held') return node;
    const stream = (): AsyncIterable<Uint8Array> => inPieces(body);
    if (delivery === 'sized') return { ...node, body: { size: body.length, stream } };
    const iterable = { [Symbol.asyncIterator]: () => inPieces(body) };
    return delivery === 'measured' ? { ...node, body: iterable, size: body.length } : { ...node, body: iterable };
  };
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += 50) yield bytes.subarray(start, start + 50);
}

/** All that a body yields. */
export async function collected(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
