import type { DeviationCode } from './deviations.ts';
import type { errors } from './errors.ts';

/** What had been read of the envelope when an error came. */
export interface ReadSoFar {
  /** TransactionID of the SOAP header. */
  readonly transactionId?: string;
  /** MM7Version as sent. */
  readonly version?: string;
  /** MM7 namespace of the message. */
  readonly namespace?: string;
  /** Which message it is: the name of its root as the schema spells it. */
  readonly operation?: string;
}

/** Why a message was refused: the deviation that strict mode does not take, or a key of {@link errors}. */
export type Mm7ErrorCode = DeviationCode | keyof typeof errors;

/** Where an error is, why, and how to answer it. */
export interface Mm7ErrorDetails {
  /** The MM7 status code with which a server should answer; 4004 when absent. */
  readonly statusCode?: number;
  /** Element path (`/Envelope/Body/DeliverReq/Sender`) or MIME part (`2.1`). */
  readonly path?: string;
  /** Byte offset in the body. */
  readonly offset?: number;
  /** Line in the envelope, counted from 1. */
  readonly line?: number;
  /** Column in the envelope, counted from 1. */
  readonly column?: number;
  /** The error behind this one. */
  readonly cause?: unknown;
  /** What had been read of the envelope. */
  readonly envelope?: ReadSoFar;
}

const brand = Symbol.for('mm7.Mm7Error');

/**
 * The one error that reading and writing MM7 throws. Recognise it by {@link Mm7Error.is}: its ESM and CJS builds are two
 * classes, so `instanceof` does not hold across them.
 *
 * @example
 * try {
 *   await decode(request.headers, request);
 * } catch (error) {
 *   if (!Mm7Error.is(error)) throw error;
 *   console.error(error.code, error.statusCode, error.path);
 * }
 */
export class Mm7Error extends Error {
  override readonly name = 'Mm7Error';
  /** Stable code of the kind of error. */
  readonly code: Mm7ErrorCode;
  /** The MM7 status code with which a server should answer (TS 23.140, clause 8.7.3.3). */
  readonly statusCode: number;
  // What is only declared is no property of an error that does not know it.
  /** Element path (`/Envelope/Body/DeliverReq/Sender`) or MIME part (`2.1`). */
  declare readonly path?: string;
  /** Byte offset in the body. */
  declare readonly offset?: number;
  /** Line in the envelope, counted from 1. */
  declare readonly line?: number;
  /** Column in the envelope, counted from 1. */
  declare readonly column?: number;
  /** What had been read of the envelope: enough for a fault that the sender can match to its request. */
  declare readonly envelope?: ReadSoFar;

  constructor(code: Mm7ErrorCode, message: string, details: Mm7ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.statusCode = details.statusCode ?? 4004;
    if (details.path !== undefined) this.path = details.path;
    if (details.offset !== undefined) this.offset = details.offset;
    if (details.line !== undefined) this.line = details.line;
    if (details.column !== undefined) this.column = details.column;
    if (details.envelope !== undefined) this.envelope = details.envelope;
    Object.defineProperty(this, brand, { value: true });
  }

  /** Whether `error` is an Mm7Error of any build of this package. */
  static is(error: unknown): error is Mm7Error {
    return typeof error === 'object' && error !== null && brand in error;
  }
}
