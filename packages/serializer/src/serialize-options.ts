import type { Dialect, Mode, Prefixes, Warning } from '@mm7/schema';

/** What to do with elements that the schema of the chosen namespace does not have yet. */
export type UnsupportedPolicy = 'refuse' | 'drop' | 'keep';

/** How to write an envelope. */
export interface SerializeOptions {
  /**
   * MM7Version to write; else that of the message, unless it does not go with the namespace given here; else the one that
   * belongs to the namespace; else 6.8.0.
   */
  readonly version?: string;
  /** MM7 namespace to write in, or an empty string for none; else that of the message, else the version's. */
  readonly namespace?: string;
  /** Prefixes; an empty string makes a default namespace. `soapenv` and `mm7` where none is given. */
  readonly prefixes?: Partial<Prefixes>;
  /** Write as that peer writes: its namespace, version, prefixes and SOAP namespace, as far as not given above. */
  readonly dialect?: Dialect;
  /** `strict` refuses what the schema does not allow; `lenient`, the default, writes it. */
  readonly mode?: Mode;
  /**
   * What to do with elements of a later release: the default is `refuse` in strict mode, `keep` where a dialect is
   * given, and else `drop`. A message of a later release is kept or refused.
   */
  readonly unsupported?: UnsupportedPolicy;
  /** Name of the character set for the XML declaration, `UTF-8` by default. Encoding the text is the caller's part. */
  readonly encoding?: string;
  /** Is told what was dropped. */
  readonly onWarning?: (warning: Warning) => void;
}
