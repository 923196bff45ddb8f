import { type MultipartLimits, resolveMultipartLimits } from '@mm7/multipart';
import { type EnvelopeLimits, envelopeLimits } from '@mm7/parser';
import { Mm7Error } from '@mm7/schema';
import { toMm7Error } from './wrapped-error.ts';

/** What a message may cost the reader. Going beyond a limit is an error; nothing is ever cut to it. */
export interface Limits extends MultipartLimits, EnvelopeLimits {
  /** Bytes of the parts that stand before the envelope, which are held until it has been read. Default 1 MiB. */
  readonly bytesBeforeRoot: number;
}

/** All limits, checked, each with those of its layer. */
export interface ResolvedLimits {
  readonly multipart: MultipartLimits;
  readonly envelope: EnvelopeLimits;
  readonly bytesBeforeRoot: number;
}

const defaultBytesBeforeRoot = 1024 * 1024;

/**
 * Fills in the defaults and checks what was set.
 *
 * @throws {Mm7Error} `invalid-option` for a limit that is no number of its kind, so that none is off by mistake
 */
export function resolveLimits(limits?: Partial<Limits>): ResolvedLimits {
  try {
    return {
      multipart: resolveMultipartLimits(limits),
      envelope: envelopeLimits(limits),
      bytesBeforeRoot: bytesBeforeRoot(limits?.bytesBeforeRoot ?? defaultBytesBeforeRoot),
    };
  } catch (error) {
    throw toMm7Error(error);
  }
}

function bytesBeforeRoot(limit: unknown): number {
  if (typeof limit === 'number' && limit >= 0) return limit;
  throw new Mm7Error('invalid-option', `limit bytesBeforeRoot must be a number from 0 on, not ${String(limit)}`, {
    statusCode: 3000,
  });
}
