import { type DecodedBuffer, decodeBuffer } from '@mm7/codec';
import { type Capture, readCapture } from '@mm7/codec/capture';
import { resolveMultipartLimits } from '@mm7/multipart';
import { Mm7Error, type Warning } from '@mm7/schema';
import { collect } from './collected-bytes.ts';

/** What lenient mode makes of a capture: as much as could be read, and what stopped it. */
export interface Reading {
  /** Absent where the capture cannot be told for what it is. */
  readonly capture?: Capture;
  /** The body, its HTTP codings undone. */
  readonly body: Uint8Array;
  readonly decoded?: DecodedBuffer;
  readonly warnings: readonly Warning[];
  readonly error?: Mm7Error;
}

/**
 * Reads a capture that is in memory, in lenient mode.
 *
 * @param contentType Content-Type of the body; given, the whole capture is body
 */
export async function readWhole(bytes: Uint8Array, contentType: string | undefined): Promise<Reading> {
  let capture: Capture;
  try {
    capture = await readCapture(bytes, contentType === undefined ? {} : { contentType });
  } catch (error) {
    return { body: new Uint8Array(), warnings: [], error: mm7Error(error) };
  }
  const { bytes: body, error } = await collect(capture.body, resolveMultipartLimits().bodySize);
  if (error !== undefined) return { capture, body, warnings: capture.warnings, error: mm7Error(error) };
  try {
    const decoded = decodeBuffer(capture.headers, body);
    return { capture, body, decoded, warnings: [...capture.warnings, ...decoded.warnings] };
  } catch (failure) {
    return { capture, body, warnings: capture.warnings, error: mm7Error(failure) };
  }
}

/**
 * What strict mode refuses first in a capture that lenient mode takes.
 *
 * @param body what lenient mode has found to be the body
 */
export async function strictRefusal(
  bytes: Uint8Array,
  contentType: string | undefined,
  body: Uint8Array,
): Promise<Mm7Error | undefined> {
  const mode = 'strict';
  try {
    const { headers } = await readCapture(bytes, contentType === undefined ? { mode } : { mode, contentType });
    decodeBuffer(headers, body, { mode });
    return undefined;
  } catch (error) {
    return mm7Error(error);
  }
}

/** An error of the message; any other is a mistake of ours and goes on its way. */
function mm7Error(error: unknown): Mm7Error {
  if (!Mm7Error.is(error)) throw error;
  return error;
}
