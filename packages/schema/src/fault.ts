import type { AnyContent } from './any-content.ts';
import type { Envelope } from './envelope.ts';
import { element, type Infer, optional, table } from './field.ts';
import type { RSErrorRsp, VASPErrorRsp } from './messages.ts';
import { type FaultDetailType, string, type Typed, text } from './type.ts';

// Declared here, not beside the other types: these would otherwise depend on the messages made of them.
const faultDetail: FaultDetailType & Typed<FaultDetail> = { kind: 'faultDetail' };

/** Declaration of {@link Fault}. Its elements are in no namespace. */
export const fault = table({
  /** Local name of the fault code: `Client`, `Server`, `Client.TransactionID`. */
  faultCode: element('faultcode', string),
  /** What went wrong, in words. */
  faultString: element('faultstring', text),
  /** Who found it. */
  faultActor: optional('faultactor', string),
  /** The MM7 error response, where the peer sent one. */
  detail: optional('detail', faultDetail, { misnomers: ['details'] }),
});

/** An error response without its TransactionID, or whatever else a peer put into the detail. */
export type FaultDetail =
  | Omit<RSErrorRsp, 'transactionId' | 'headerBlocks'>
  | Omit<VASPErrorRsp, 'transactionId' | 'headerBlocks'>
  | AnyContent;

/**
 * A SOAP fault (SOAP 1.1, section 4.4; TS 23.140, clause 8.7.1.5).
 *
 * @example
 * const fault: Fault = {
 *   operation: 'Fault',
 *   transactionId: 'vasp-0001',
 *   faultCode: 'Client',
 *   faultString: 'Client error',
 *   detail: { operation: 'RSErrorRsp', version: '6.8.0', status: { statusCode: 4001, statusText: 'Improper identification' } },
 * };
 */
export interface Fault extends Envelope<'Fault'>, Infer<typeof fault> {}
