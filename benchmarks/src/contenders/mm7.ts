import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { decode, decodeBuffer, encode } from '@mm7/codec';
import {
  createTransferDecoder,
  type HeaderFields,
  type MultipartHandler,
  MultipartSplitter,
  writeMultipart,
} from '@mm7/multipart';
import { parseEnvelope } from '@mm7/parser';
import type { Message } from '@mm7/schema';
import { serializeEnvelope } from '@mm7/serializer';
import type { Contender, ContentSink, EnvelopeFacts, PartSink } from '../contender.ts';

/** Some bodies have more parts and bytes than the defaults allow. */
const limits = { parts: 1_000_000, bodySize: Number.POSITIVE_INFINITY, envelope: 16 * 1024 * 1024 };

/** What this project does. */
export const mm7: Contender = {
  name: 'mm7',
  role: 'mm7',

  split({ boundary, chunks }, sink) {
    const splitter = new MultipartSplitter(boundary, new PartsTo(sink), { limits });
    for (const chunk of chunks) splitter.write(chunk);
    splitter.end();
  },

  readEnvelope: (xml) => parseEnvelope(xml, { limits }).message,

  factsOf: (envelope) => factsOf(envelope),

  writeEnvelope: (message) => serializeEnvelope(message),

  writeMultipart(parts, sink) {
    const { contentType, heldBody = [] } = writeMultipart({
      headers: [],
      subtype: 'related',
      parts: parts.map(({ contentType: type, contentId, bytes }) => ({
        headers: [
          ['Content-Type', type],
          ['Content-ID', `<${contentId}>`],
        ],
        body: bytes,
      })),
    });
    for (const chunk of heldBody) sink(chunk);
    return contentType;
  },

  readMessage({ contentType }, bytes) {
    const { message, parts } = decodeBuffer(contentType, bytes, { limits });
    return { envelope: message, parts: parts.map(({ content }) => content) };
  },

  async streamMessage({ contentType }, source, sink) {
    const { message, parts } = await decode(contentType, source, { limits });
    for await (const part of parts) {
      const content = sink.begin();
      for await (const chunk of part) content.data(chunk);
      content.end();
    }
    return message;
  },

  async writeMessage(message, attachments, sink) {
    const { headers, body } = encode(
      message,
      attachments.map(({ contentType, contentId, bytes }) => ({ contentType, contentId, body: bytes })),
    );
    for await (const chunk of body) sink(chunk);
    return headers['Content-Type'] ?? '';
  },

  async sendFile(message, file, size, target) {
    const contentId = 'picture@greenhouse.example';
    const body = { size, stream: () => createReadStream(file) };
    await pipeline(encode(message, [{ contentType: 'image/jpeg', contentId, body }]).body, target);
  },

  decodeBase64({ chunks }, sink) {
    const decoder = createTransferDecoder('base64');
    if (decoder === undefined) throw new Error('base64 is unknown');
    for (const chunk of chunks) sink.data(decoder.write(chunk));
    sink.data(decoder.end());
    sink.end();
  },
};

class PartsTo implements MultipartHandler {
  readonly #sink: PartSink;
  #content: ContentSink | undefined;

  constructor(sink: PartSink) {
    this.#sink = sink;
  }

  partStart(headers: HeaderFields): void {
    this.#content = this.#sink.begin();
    this.#content.type(headers.get('content-type') ?? '');
  }

  partData(view: Uint8Array): void {
    this.#content?.data(view);
  }

  partEnd(): void {
    this.#content?.end();
  }
}

function factsOf(envelope: unknown): EnvelopeFacts {
  if (!isMessage(envelope) || envelope.operation !== 'SubmitReq') throw new Error('no SubmitReq was read');
  const { transactionId = '', subject = '', recipients } = envelope;
  return { transactionId, subject, recipients: (recipients.to ?? []).map(({ value }) => value) };
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'operation' in value;
}
