import type { Dialect, Message, Warning } from '@mm7/schema';
import { BodySource } from './body-source.ts';
import { type DecodeOptions, resolveDecodeOptions } from './decode-options.ts';
import type { MessageBody } from './message-body.ts';
import { bodyHeaders, type MessageHeaders } from './message-headers.ts';
import { MessageParts } from './message-parts.ts';
import { MessageReader, type ReadEnvelope } from './message-reader.ts';
import type { Part } from './part.ts';

/** A message whose envelope has been read, and whose attachments are still to come. */
export interface Decoded {
  /** What the envelope says. */
  readonly message: Message;
  /**
   * The parts beside the envelope, leaves only, in the order sent. They can be iterated once; the body is read on no
   * faster than they are. Leaving the loop early releases the body.
   */
  readonly parts: AsyncIterable<Part>;
  /** The deviations that were taken so far; grows until `parts` ends. */
  readonly warnings: readonly Warning[];
  /** How the peer writes. */
  readonly dialect: Dialect;
  /** Releases the body when the parts are not wanted. Reading on afterwards is an error `aborted`. */
  discard(): Promise<void>;
}

/**
 * Reads an MM7 message from the header fields and the body of an HTTP request or response. The promise resolves as soon
 * as the envelope has been read; what comes after the chunk that completes it is not pulled until `parts` is iterated.
 *
 * The body of a request that is not read to its end is released: an asynchronous iterable by its `return`, a web stream
 * by `cancel`. An error of the body itself passes unchanged.
 *
 * @throws {Mm7Error} (rejects) whatever is wrong with the message, with the status code to answer it with
 *
 * @example
 * const { message, parts, warnings } = await decode(request.headers, request);
 * for await (const part of parts) {
 *   if (part.contentType.startsWith('image/')) await pipeline(part, createWriteStream(`${part.path}.bin`));
 * }
 */
export async function decode(
  headers: MessageHeaders,
  body: MessageBody,
  options: DecodeOptions = {},
): Promise<Decoded> {
  const source = new BodySource(body, options.signal);
  try {
    const { mode, limits, fallbackCharset } = resolveDecodeOptions(options);
    const reader = new MessageReader(bodyHeaders(headers), { mode, limits, fallbackCharset, copiesWhatIsHeld: true });
    const { envelope, isAtEnd } = await readEnvelope(reader, source);
    return {
      message: envelope.message,
      parts: new MessageParts({ reader, source, envelope, isAtEnd, fallbackCharset }),
      warnings: reader.warnings,
      dialect: envelope.dialect,
      discard: () => source.release(),
    };
  } catch (error) {
    // The error that led here says more than one that comes of releasing the source.
    await source.release().catch(() => undefined);
    throw error;
  }
}

async function readEnvelope(
  reader: MessageReader,
  source: BodySource,
): Promise<{ readonly envelope: ReadEnvelope; readonly isAtEnd: boolean }> {
  for (;;) {
    const chunk = source.atHand() ?? (await source.next());
    if (chunk === undefined) reader.end();
    else reader.write(chunk);
    if (reader.envelope !== undefined) return { envelope: reader.envelope, isAtEnd: chunk === undefined };
  }
}
