import { type Dialect, type Fault, headerPath, type Message, Mm7Error, type Status, statusClass } from '@mm7/schema';
import { completeStatus } from './complete-status.ts';
import { readSoFar } from './read-so-far.ts';
import { inDialect } from './reply-dialect.ts';

/** How to make a fault. */
export interface FaultOptions {
  /**
   * Who answers: the relay with an RSErrorRsp, or the provider with a VASPErrorRsp. Default: the one to whom the message
   * was sent; the relay, where that cannot be told.
   */
  readonly side?: 'relay' | 'vasp';
}

/** Requests that relays send, and providers answer (TS 23.140, clause 8.7.1). */
const relayRequests: ReadonlySet<string | undefined> = new Set(['DeliverReq', 'DeliveryReportReq', 'ReadReplyReq']);

/** Service errors for which the one who answers is to blame, not the message. */
const ownServiceErrors: ReadonlySet<number> = new Set([4000, 4005, 4006]);

/**
 * Makes the SOAP fault that refuses a message (TS 23.140, clause 8.7.1.5): one that was decoded, in the dialect of its
 * sender, or one that could not be, as far as the error knows it. A missing TransactionID is answered with the fault code
 * `Client.TransactionID` and no detail.
 *
 * @throws {Mm7Error} `invalid-option` when the status is a success
 *
 * @example
 * try {
 *   decoded = await decode(request.headers, request);
 * } catch (error) {
 *   if (!Mm7Error.is(error)) throw error;
 *   return encode(fault(error, error.statusCode, { side: 'vasp' }));
 * }
 */
export function fault(
  refused: { readonly message: Message; readonly dialect: Dialect } | Mm7Error,
  status: number | Status,
  { side }: FaultOptions = {},
): Fault {
  const complete = completeStatus(status);
  if (statusClass(complete.statusCode) === 'success') {
    throw new Mm7Error('invalid-option', `${complete.statusCode} is a success, which is no fault`, {
      statusCode: 3000,
    });
  }
  const isError = Mm7Error.is(refused);
  const { operation, version, ...echo } = isError ? (refused.envelope ?? {}) : readSoFar(refused.message);
  if (isError && lacksTransactionId(refused)) {
    return { operation: 'Fault', ...echo, faultCode: 'Client.TransactionID', faultString: refused.message };
  }
  const isOwn = statusClass(complete.statusCode) === 'serverError' || ownServiceErrors.has(complete.statusCode);
  const answering = side ?? (relayRequests.has(operation) ? 'vasp' : 'relay');
  const reply: Fault = {
    operation: 'Fault',
    ...echo,
    faultCode: isOwn ? 'Server' : 'Client',
    faultString: isOwn ? 'Server error' : 'Client error',
    detail: {
      operation: answering === 'vasp' ? 'VASPErrorRsp' : 'RSErrorRsp',
      ...(version === undefined ? {} : { version }),
      status: complete,
    },
  };
  return isError ? reply : inDialect(reply, refused.dialect);
}

function lacksTransactionId({ code, path }: Mm7Error): boolean {
  return code === 'missing-element' && path?.startsWith(headerPath) === true;
}
