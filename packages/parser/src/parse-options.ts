import type { Mode } from '@mm7/schema';
import type { EnvelopeLimits } from './limits.ts';

/** How to read an envelope. */
export interface ParseOptions {
  /** Whether deviations are reported (`lenient`, the default) or refused (`strict`). */
  readonly mode?: Mode;
  /** Bounds; those not given have their defaults. */
  readonly limits?: Partial<EnvelopeLimits>;
  /** The charset parameter of the envelope's Content-Type. */
  readonly charset?: string | undefined;
  /** The character set to try when neither a declaration nor UTF-8 fits. */
  readonly fallbackCharset?: string | undefined;
}
