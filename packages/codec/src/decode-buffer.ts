import { types } from 'node:util';
import type { PartInfo } from '@mm7/multipart';
import { type Dialect, type Message, Mm7Error, type Warning } from '@mm7/schema';
import type { ContentReference } from './content-reference.ts';
import { type DecodeBufferOptions, resolveDecodeOptions } from './decode-options.ts';
import { HeldBytes } from './held-bytes.ts';
import { MemoryPart } from './memory-part.ts';
import { bodyHeaders, type MessageHeaders } from './message-headers.ts';
import { MessageReader } from './message-reader.ts';
import type { BufferPart } from './part.ts';

/** A message that was read from memory. */
export interface DecodedBuffer {
  /** What the envelope says. */
  readonly message: Message;
  /** The parts beside the envelope, leaves only, in the order sent. */
  readonly parts: readonly BufferPart[];
  /** The deviations that were taken. */
  readonly warnings: readonly Warning[];
  /** How the peer writes. */
  readonly dialect: Dialect;
}

/**
 * Reads an MM7 message whose body is in memory, at once. The content of the parts are views of the body, so they are good
 * for as long as that is left alone.
 *
 * @throws {Mm7Error} whatever is wrong with the message, with the status code to answer it with
 *
 * @example
 * const { message, parts } = decodeBuffer('text/xml; charset=utf-8', bytes);
 * if (message.operation === 'DeliveryReportReq') console.log(message.mmStatus);
 */
export function decodeBuffer(
  headers: MessageHeaders,
  bytes: Uint8Array,
  options: DecodeBufferOptions = {},
): DecodedBuffer {
  if (!types.isUint8Array(bytes)) {
    throw new Mm7Error('invalid-option', `the body must be a Uint8Array, not ${typeof bytes}`, { statusCode: 3000 });
  }
  const { mode, limits, fallbackCharset } = resolveDecodeOptions(options);
  const reader = new MessageReader(bodyHeaders(headers), { mode, limits, fallbackCharset, copiesWhatIsHeld: false });
  if (bytes.length > 0) reader.write(bytes);
  reader.end();
  const { envelope, warnings } = reader;
  if (envelope === undefined) throw new Mm7Error('envelope-not-found', 'the body holds no envelope');
  const { message, dialect, reference } = envelope;
  return { message, parts: collectParts(reader, reference, fallbackCharset), warnings, dialect };
}

function collectParts(
  reader: MessageReader,
  reference: ContentReference,
  fallbackCharset: string | undefined,
): BufferPart[] {
  const parts: BufferPart[] = [];
  let current: PartInfo | undefined;
  let content = new HeldBytes();
  for (let event = reader.take(); event !== undefined; event = reader.take()) {
    if (event.type === 'start') {
      current = event.part;
      content = new HeldBytes();
    } else if (event.type === 'data') {
      content.add(event.bytes);
    } else if (current !== undefined) {
      parts.push(new MemoryPart(current, content.whole(), reference.includes(current), fallbackCharset));
    }
  }
  return parts;
}
