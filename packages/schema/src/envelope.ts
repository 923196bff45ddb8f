import type { Extensible, Extension } from './extension.ts';

/** What every message has, whatever its operation. */
export interface Envelope<O extends string> extends Extensible {
  /** The root element of the SOAP body: which message this is. */
  operation: O;
  /**
   * TransactionID of the SOAP header: pairs a request with its response, which echoes it. Peers have been seen to leave
   * it out.
   */
  transactionId?: string;
  /** Namespace of the message, white space folded away; what a version alone implies is filled in on writing. */
  namespace?: string;
  /** Blocks of the SOAP header other than TransactionID. */
  headerBlocks?: readonly Extension[];
}
