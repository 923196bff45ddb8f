import { MultipartError } from './errors.ts';

/**
 * What a body may cost the reader. Going beyond a limit is a {@link MultipartError}; nothing is ever cut to it.
 */
export interface MultipartLimits {
  /** Longest boundary in bytes. Beyond 70 (RFC 2046 5.1.1) it is a deviation whatever this limit says. Default 256. */
  readonly boundaryLength: number;
  /** Bytes of one part's header block, the blank line included. Default 16 KiB. */
  readonly headerBlockSize: number;
  /** Header fields of one part. Default 64. */
  readonly headersPerPart: number;
  /** Parts of a body, those of nested multiparts and the nested multiparts themselves included. Default 1000. */
  readonly parts: number;
  /** Multiparts inside each other, the body itself being the first. Default 8. */
  readonly nesting: number;
  /** Bytes of the whole body; may be `Infinity`. Default 256 MiB. */
  readonly bodySize: number;
}

const defaults: MultipartLimits = {
  boundaryLength: 256,
  headerBlockSize: 16 * 1024,
  headersPerPart: 64,
  parts: 1000,
  nesting: 8,
  bodySize: 256 * 1024 * 1024,
};

/**
 * Fills in the defaults and checks what was set: whole numbers from 0 on, and `Infinity` for `bodySize` alone.
 *
 * @throws MultipartError `invalid-limit` for anything else, so that no limit is off without anyone having asked for it
 */
export function resolveMultipartLimits(limits?: Partial<MultipartLimits>): MultipartLimits {
  if (limits === undefined) return defaults;
  return {
    boundaryLength: checked('boundaryLength', limits.boundaryLength ?? defaults.boundaryLength),
    headerBlockSize: checked('headerBlockSize', limits.headerBlockSize ?? defaults.headerBlockSize),
    headersPerPart: checked('headersPerPart', limits.headersPerPart ?? defaults.headersPerPart),
    parts: checked('parts', limits.parts ?? defaults.parts),
    nesting: checked('nesting', limits.nesting ?? defaults.nesting),
    bodySize: checked('bodySize', limits.bodySize ?? defaults.bodySize),
  };
}

function checked(name: keyof MultipartLimits, limit: unknown): number {
  const isLimit = typeof limit === 'number' && limit >= 0 && (Number.isInteger(limit) || isUnlimited(name, limit));
  if (isLimit) return limit;
  const allowed = name === 'bodySize' ? 'a whole number from 0 on or Infinity' : 'a whole number from 0 on';
  throw new MultipartError('invalid-limit', `Limit ${name}: expected ${allowed}, got ${String(limit)}`);
}

function isUnlimited(name: keyof MultipartLimits, limit: number): boolean {
  return name === 'bodySize' && limit === Number.POSITIVE_INFINITY;
}
