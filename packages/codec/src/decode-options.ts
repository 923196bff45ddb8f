import { isKnownEncoding } from '@mm7/charset';
import { Mm7Error, type Mode } from '@mm7/schema';
import { type Limits, type ResolvedLimits, resolveLimits } from './limits.ts';

/** How to read a message that is in memory. */
export interface DecodeBufferOptions {
  /** Whether deviations are reported as warnings or refused. Default `lenient`. */
  readonly mode?: Mode;
  /** Bounds on what the message may cost; the defaults hold for those not given. */
  readonly limits?: Partial<Limits>;
  /** The character set of text that is neither in a declared one nor in UTF-8. Default none: such text is an error. */
  readonly fallbackCharset?: string;
}

/** How to read a message that comes as a stream. */
export interface DecodeOptions extends DecodeBufferOptions {
  /** Ends reading with an error `aborted` and releases the body. */
  readonly signal?: AbortSignal;
}

/** The options of reading, checked and completed. */
export interface ResolvedDecodeOptions {
  readonly mode: Mode;
  readonly limits: ResolvedLimits;
  readonly fallbackCharset: string | undefined;
}

/**
 * Checks options and completes them with their defaults.
 *
 * @throws {Mm7Error} `invalid-option`
 */
export function resolveDecodeOptions(options: DecodeBufferOptions): ResolvedDecodeOptions {
  const { mode = 'lenient', fallbackCharset } = options;
  if (mode !== 'lenient' && mode !== 'strict') {
    throw new Mm7Error('invalid-option', `mode must be 'lenient' or 'strict', not ${String(mode)}`, {
      statusCode: 3000,
    });
  }
  if (fallbackCharset !== undefined && !isKnownEncoding(fallbackCharset)) {
    throw new Mm7Error('invalid-option', `fallbackCharset is unknown: ${String(fallbackCharset)}`, {
      statusCode: 3000,
    });
  }
  return { mode, limits: resolveLimits(options.limits), fallbackCharset };
}
