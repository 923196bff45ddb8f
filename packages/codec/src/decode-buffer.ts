import { Buffer } from 'node:buffer';
import { types } from 'node:util';
import { decodeText } from '@mm7/charset';
import type { PartInfo } from '@mm7/multipart';
import { type Dialect, type Message, Mm7Error, type Warning } from '@mm7/schema';
import type { ContentReference } from './content-reference.ts';
import { type DecodeBufferOptions, resolveDecodeOptions } from './decode-options.ts';
import { bodyHeaders, type MessageHeaders } from './message-headers.ts';
import { MessageReader } from './message-reader.ts';
import { type BufferPart, isPresentationType, partInfo } from './part.ts';
import { toMm7Error } from './wrapped-error.ts';

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
  let views: Uint8Array[] = [];
  for (let event = reader.take(); event !== undefined; event = reader.take()) {
    if (event.type === 'start') {
      current = event.part;
      views = [];
    } else if (event.type === 'data') {
      views.push(event.bytes);
    } else if (current !== undefined) {
      parts.push(bufferPart(current, joined(views), reference, fallbackCharset));
    }
  }
  return parts;
}

function bufferPart(
  part: PartInfo,
  content: Uint8Array,
  reference: ContentReference,
  fallback: string | undefined,
): BufferPart {
  return {
    ...partInfo(part),
    isContent: reference.includes(part),
    isPresentation: isPresentationType(part.contentType),
    content,
    text: () => {
      try {
        return decodeText(content, { declared: part.parameters.get('charset'), fallback }).text;
      } catch (error) {
        throw toMm7Error(error);
      }
    },
  };
}

/** One view of all, copied only if the views do not lie one behind the other in the same memory. */
function joined(views: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(), ...others] = views;
  let end = first.byteOffset + first.length;
  for (const view of others) {
    if (view.buffer !== first.buffer || view.byteOffset !== end) return Buffer.concat(views);
    end += view.length;
  }
  return new Uint8Array(first.buffer, first.byteOffset, end - first.byteOffset);
}
