import { Mm7Error } from '@mm7/schema';
import { type ParsedEnvelope, type ParseOptions, parseEnvelope } from '../src/index.ts';

/**
 * What came of a document: the result or the error. Anything but an Mm7Error is thrown on, and so is one that hides a
 * mistake of ours behind it.
 */
export function outcome(xml: string | Uint8Array, options: ParseOptions = {}): ParsedEnvelope | Mm7Error {
  try {
    return parseEnvelope(xml, options);
  } catch (error) {
    if (!Mm7Error.is(error)) throw error;
    if (error.cause instanceof TypeError || error.cause instanceof RangeError) throw error.cause;
    return error;
  }
}
