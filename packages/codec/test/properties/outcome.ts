import { Buffer } from 'node:buffer';
import {
  type BufferPart,
  type DecodeBufferOptions,
  type Dialect,
  decode,
  decodeBuffer,
  type Message,
  type MessageHeaders,
  Mm7Error,
  type Warning,
} from '../../src/index.ts';
import { keepEvidence } from './evidence.ts';

/** A part that was read, with its content. */
interface ReadPart {
  readonly path: string;
  readonly offset: number;
  readonly contentType: string;
  readonly parameters: readonly (readonly [string, string])[];
  readonly contentId: string | undefined;
  readonly contentLocation: string | undefined;
  readonly fileName: string | undefined;
  readonly containers: readonly string[];
  readonly isContent: boolean;
  readonly isPresentation: boolean;
  /** In Base64, so that differences stay short. */
  readonly content: string;
}

/** All that came of reading a body. */
export type Outcome =
  | {
      readonly message: Message;
      readonly dialect: Dialect;
      readonly warnings: readonly Warning[];
      readonly parts: readonly ReadPart[];
    }
  | { readonly error: Failure };

/** What an error says. */
interface Failure {
  readonly code: string;
  readonly statusCode: number;
  readonly message: string;
  readonly path: string | undefined;
  readonly offset: number | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** Reads a body in memory. An error that is none of ours passes. */
export function outcomeOfBuffer(
  headers: MessageHeaders,
  bytes: Uint8Array,
  options: DecodeBufferOptions = {},
): Outcome {
  keepEvidence(headers, bytes);
  try {
    const { message, dialect, warnings, parts } = decodeBuffer(headers, bytes, options);
    return { message, dialect, warnings, parts: parts.map((part) => readPart(part, part.content)) };
  } catch (error) {
    return failure(error);
  }
}

/**
 * Reads a body that comes in chunks, to its end. An error that is none of ours passes.
 *
 * @param source makes the body of the chunks
 */
export async function outcomeOfStream(
  headers: MessageHeaders,
  chunks: readonly Uint8Array[],
  options: DecodeBufferOptions = {},
  source: (chunks: readonly Uint8Array[]) => AsyncIterable<Uint8Array> = inOneBuffer,
): Promise<Outcome> {
  keepEvidence(headers, Buffer.concat(chunks));
  try {
    const decoded = await decode(headers, source(chunks), options);
    const read: { readonly part: Omit<BufferPart, 'content' | 'text'>; readonly content: Uint8Array }[] = [];
    for await (const part of decoded.parts) read.push({ part, content: await contentOf(part) });
    const { message, dialect, warnings } = decoded;
    // What a part is to the message may be known for certain only at the end.
    return { message, dialect, warnings, parts: read.map(({ part, content }) => readPart(part, content)) };
  } catch (error) {
    return failure(error);
  }
}

/** Copies every piece at once: it is good only until the next one is asked for. */
async function contentOf(part: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of part) pieces.push(new Uint8Array(piece));
  return Buffer.concat(pieces);
}

/** Yields every chunk in the same memory, as a careless source does: what a reader keeps it must have copied. */
async function* inOneBuffer(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array, void, undefined> {
  const buffer = new Uint8Array(Math.max(0, ...chunks.map(({ length }) => length)));
  for (const chunk of chunks) {
    buffer.fill(0x2d);
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.length);
  }
}

function readPart(part: Omit<BufferPart, 'content' | 'text'>, content: Uint8Array): ReadPart {
  return {
    path: part.path,
    offset: part.offset,
    contentType: part.contentType,
    parameters: [...part.parameters],
    contentId: part.contentId,
    contentLocation: part.contentLocation,
    fileName: part.fileName,
    containers: part.containers.map(({ path, contentType }) => `${path} ${contentType}`),
    isContent: part.isContent,
    isPresentation: part.isPresentation,
    content: Buffer.from(content).toString('base64'),
  };
}

function failure(error: unknown): Outcome {
  if (!Mm7Error.is(error) || isMistake(error)) throw error;
  const { code, statusCode, message, path, offset, line, column } = error;
  return { error: { code, statusCode, message, path, offset, line, column } };
}

/** Whether an error of the engine lies behind it: then the code is at fault and not the input, whatever the error says. */
function isMistake({ cause }: Error): boolean {
  if (cause instanceof TypeError || cause instanceof RangeError || cause instanceof ReferenceError) return true;
  return cause instanceof Error && isMistake(cause);
}
