import { Readable } from 'node:stream';
import { type DeliverReq, type Message, Mm7Error, type SubmitReq } from '../src/index.ts';

export const namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

/** An envelope that holds a DeliverReq, with the given reference to its content. */
export function deliverEnvelope(content = '<mm7:Content href="cid:content"/>'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header>
<mm7:TransactionID xmlns:mm7="${namespace}" env:mustUnderstand="1">tx-1</mm7:TransactionID></env:Header>
<env:Body><mm7:DeliverReq xmlns:mm7="${namespace}"><mm7:MM7Version>6.8.0</mm7:MM7Version>
<mm7:Sender><mm7:Number>447700900160</mm7:Number></mm7:Sender>${content}</mm7:DeliverReq></env:Body></env:Envelope>`;
}

/** What {@link deliverEnvelope} decodes to. */
export const deliverReq: DeliverReq = {
  operation: 'DeliverReq',
  transactionId: 'tx-1',
  namespace,
  version: '6.8.0',
  sender: { kind: 'number', value: '447700900160' },
  content: { href: 'cid:content' },
};

export const submitReq: SubmitReq = {
  operation: 'SubmitReq',
  transactionId: 'tx-2',
  namespace,
  version: '6.8.0',
  senderIdentification: { vaspId: 'acme' },
  recipients: { to: [{ kind: 'number', value: '447700900161' }] },
};

/** Lines of a MIME body, each ended by CRLF. */
export function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\r\n`).join('');
}

export const relatedType = 'multipart/related; type="text/xml"; start="<root>"; boundary=b';

/** A part of a body with the boundary `b`: its delimiter, its header fields, an empty line, its content. */
export function part(headers: readonly string[], content: string): string {
  return lines('--b', ...headers, '') + content;
}

export const rootPart = part(['Content-Type: text/xml; charset=utf-8', 'Content-ID: <root>'], deliverEnvelope());

/** A body of the given parts, boundary `b`. */
export function related(...parts: readonly string[]): string {
  return parts.map((text) => `${text}\r\n`).join('') + lines('--b--');
}

/** An envelope, then an image that it refers to. */
export const withImage = related(rootPart, part(['Content-Type: image/jpeg', 'Content-ID: <content>'], 'JPEG'));

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Everything an asynchronous iterable gives, as one text of UTF-8. */
export async function textFrom(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/** A source that counts what is asked of it. */
export class CountingSource implements AsyncIterable<Uint8Array> {
  /** Chunks asked for, the answer that there is none included. */
  pulls = 0;
  /** Times that it was given up before its end. */
  releases = 0;
  readonly #chunks: readonly Uint8Array[];

  constructor(chunks: readonly (string | Uint8Array)[]) {
    this.#chunks = chunks.map((chunk) => (typeof chunk === 'string' ? bytesOf(chunk) : chunk));
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    let index = 0;
    return {
      next: async () => {
        this.pulls += 1;
        const value = this.#chunks[index];
        index += 1;
        return value === undefined ? { done: true, value } : { done: false, value };
      },
      return: async () => {
        this.releases += 1;
        return { done: true, value: undefined };
      },
    };
  }
}

/** A Node stream of chunks that are there as soon as they are asked for, unless `isLate` says otherwise. */
export class ChunkStream extends Readable {
  readonly #chunks: readonly Uint8Array[];
  readonly #isLate: (index: number) => boolean;
  #pushed = 0;

  constructor(chunks: readonly Uint8Array[], isLate: (index: number) => boolean = () => false) {
    // As little as possible is held, or chunks would be joined.
    super({ highWaterMark: 1 });
    // An empty one would not be given on, and Node would not ask for another.
    this.#chunks = chunks.filter(({ length }) => length > 0);
    this.#isLate = isLate;
  }

  override _read(): void {
    if (this.#isLate(this.#pushed)) setImmediate(() => this.#pushNext());
    else this.#pushNext();
  }

  #pushNext(): void {
    const chunk = this.#chunks[this.#pushed] ?? null;
    this.#pushed += 1;
    this.push(chunk);
  }
}

/** The Mm7Error that an action fails with; anything else, success included, fails the test. */
export async function errorOf(action: () => unknown): Promise<Mm7Error> {
  try {
    await action();
  } catch (error) {
    if (Mm7Error.is(error)) return error;
    throw error;
  }
  throw new Error('expected an Mm7Error, but the action succeeded');
}

/** Narrows a message to one operation. */
export function expectOperation<O extends Message['operation']>(
  message: Message,
  operation: O,
): Extract<Message, { operation: O }> {
  if (!isOperation(message, operation)) throw new Error(`expected ${operation}, got ${message.operation}`);
  return message;
}

function isOperation<O extends Message['operation']>(
  message: Message,
  operation: O,
): message is Extract<Message, { operation: O }> {
  return message.operation === operation;
}
