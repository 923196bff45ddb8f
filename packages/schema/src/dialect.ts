/** Which prefixes a message uses; an empty string stands for the default namespace. */
export interface Prefixes {
  /** Prefix of the SOAP elements. */
  readonly soap: string;
  /** Prefix of the MM7 elements. */
  readonly mm7: string;
}

/**
 * How a peer writes: what a decoded message says of it beyond its meaning, and what a reply in kind repeats.
 */
export interface Dialect {
  /** MM7 namespace as sent, white space folded away; absent when the message has none. */
  readonly namespace?: string;
  /** MM7Version as sent. */
  readonly version?: string;
  /** SOAP namespace as sent. */
  readonly soapNamespace?: string;
  /** The prefixes. */
  readonly prefixes: Prefixes;
  /** The peer's spelling of element names whose letters have another case in the schema, by the schema's name. */
  readonly spellings?: ReadonlyMap<string, string>;
  /** Content-Type of the envelope, without parameters. */
  readonly rootContentType?: string;
  /** Whether Content-IDs and `start` stand in angle brackets. */
  readonly contentIdBrackets?: boolean;
}
