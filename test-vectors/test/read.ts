import { createHash } from 'node:crypto';
import { decode } from '@mm7/codec';
import { readCapture } from '@mm7/codec/capture';
import { type Message, Mm7Error, type Mode } from '@mm7/schema';
import type { ExpectedPart, Reading, Refusal, Vector } from './vector.ts';

/** What reading gave, in the form of an expectation. */
export type Outcome = (Omit<Reading, 'message'> & { readonly message: Message }) | Refusal;

/** Reads a vector that comes in the chunks given. */
export async function read(chunks: Iterable<Uint8Array>, mode: Mode, vector: Vector): Promise<Outcome> {
  try {
    const capture = await readCapture(streamOf(chunks), { mode });
    const { message, parts, warnings } = await decode(capture.headers, capture.body, {
      mode,
      ...vector.expectation.options,
    });
    const described: ExpectedPart[] = [];
    for await (const part of parts) described.push(describePart(part, await part.bytes()));
    const codes = [...capture.warnings, ...warnings].map((warning) => warning.code);
    return { message, parts: described, warnings: [...new Set(codes)].sort() };
  } catch (error) {
    return refusalOf(error);
  }
}

/** An error of the library in the form of an expectation; any other is a failure of the test. */
function refusalOf(error: unknown): Refusal {
  if (!Mm7Error.is(error)) throw error;
  return { error: { code: error.code, statusCode: error.statusCode } };
}

/** Describes a part as an expectation does. */
export function describePart(part: Omit<ExpectedPart, 'size' | 'sha256'>, content: Uint8Array): ExpectedPart {
  const { path, contentType, contentId, contentLocation, fileName } = part;
  return {
    path,
    contentType,
    ...(contentId === undefined ? {} : { contentId }),
    ...(contentLocation === undefined ? {} : { contentLocation }),
    ...(fileName === undefined ? {} : { fileName }),
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

async function* streamOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
