import type { DeviationCode } from './deviations.ts';

/** A deviation that lenient mode took. */
export interface Warning {
  /** Which kind of deviation: a key of `deviations`. */
  readonly code: DeviationCode;
  /** What was expected, and what came. */
  readonly message: string;
  /** Where: an element path such as `/Envelope/Body/DeliverReq/Sender`, a MIME part such as `2.1`, or `HTTP head`. */
  readonly path?: string;
  /** Byte offset in the body. */
  readonly offset?: number;
  /** Line in the envelope, or in the HTTP head, counted from 1. */
  readonly line?: number;
  /** Column in the envelope, counted from 1, in UTF-16 units. */
  readonly column?: number;
}

/** Whether deviations are reported or refused. */
export type Mode = 'lenient' | 'strict';
