import {
  type Dialect,
  defaultVersion,
  type Message,
  Mm7Error,
  type Release,
  schemaOfNamespace,
  schemaOfVersion,
  soapNamespace,
} from '@mm7/schema';
import type { SerializeOptions, UnsupportedPolicy } from './serialize-options.ts';
import { isXmlName } from './xml-name.ts';

/** How one envelope is written, all defaults settled. */
export interface Style {
  /** MM7 namespace; absent for a peer that uses none. */
  readonly namespace: string | undefined;
  /** MM7Version; absent for a peer that sends none. */
  readonly version: string | undefined;
  readonly soapNamespace: string;
  /** Prefix of the SOAP elements with its colon, or empty. */
  readonly soap: string;
  /** Prefix, with its colon, of what must have one: `mustUnderstand` and the fault code. */
  readonly soapQualifier: string;
  /** Prefix of the MM7 elements with its colon, or empty. */
  readonly mm7: string;
  /** Release of the namespace's schema; undefined when that is unknown. */
  readonly release: Release | undefined;
  readonly unsupported: UnsupportedPolicy;
  readonly strict: boolean;
}

const defaultPrefixes = { soap: 'soapenv', mm7: 'mm7' } as const;

/**
 * Settles namespace, version and prefixes for a message.
 *
 * @throws {Mm7Error} `invalid-option` when a prefix is no name
 */
export function styleOf(message: Message, options: SerializeOptions): Style {
  const { dialect } = options;
  const strict = options.mode === 'strict';
  const namespace = namespaceOf(message, options);
  const { soap, mm7 } = prefixesOf(options, namespace);
  return {
    namespace,
    version: versionOf(message, options, namespace),
    soapNamespace: dialect?.soapNamespace ?? soapNamespace,
    soap: qualifier(soap),
    soapQualifier: qualifier(soap === '' ? unless(mm7, defaultPrefixes.soap) : soap),
    mm7: qualifier(mm7),
    release: releaseOf(namespace) ?? (options.dialect === undefined ? undefined : releaseOf(message.namespace)),
    unsupported: options.unsupported ?? (strict ? 'refuse' : dialect === undefined ? 'drop' : 'keep'),
    strict,
  };
}

function releaseOf(namespace: string | undefined): Release | undefined {
  return namespace === undefined ? undefined : schemaOfNamespace(namespace)?.release;
}

function namespaceOf(message: Message, options: SerializeOptions): string | undefined {
  if (options.namespace !== undefined) return options.namespace;
  const ofVersion = options.version === undefined ? undefined : schemaOfVersion(options.version)?.namespace;
  if (ofVersion !== undefined) return ofVersion;
  if (options.dialect !== undefined) return options.dialect.namespace ?? message.namespace;
  if (message.namespace !== undefined) return message.namespace;
  return (schemaOfVersion(ownVersion(message) ?? defaultVersion) ?? schemaOfVersion(defaultVersion))?.namespace;
}

// A peer that sends no version is answered in kind; everywhere else the version follows the namespace.
function versionOf(message: Message, options: SerializeOptions, namespace: string | undefined): string | undefined {
  if (options.version !== undefined) return options.version;
  const ofNamespace = namespace === undefined ? undefined : schemaOfNamespace(namespace)?.version;
  if (options.namespace !== undefined && ofNamespace !== undefined) return ofNamespace;
  const own = ownVersion(message) ?? options.dialect?.version;
  if (own !== undefined || options.dialect !== undefined) return own;
  return ofNamespace ?? defaultVersion;
}

function ownVersion(message: Message): string | undefined {
  if (message.operation !== 'Fault') return message.version;
  const { detail } = message;
  return typeof detail === 'object' && 'operation' in detail ? detail.version : undefined;
}

function prefixesOf(options: SerializeOptions, namespace: string | undefined): Dialect['prefixes'] {
  const given = { ...defaultPrefixes, ...options.dialect?.prefixes, ...options.prefixes };
  for (const [name, prefix] of [
    ['soap', given.soap],
    ['mm7', given.mm7],
  ] as const) {
    if (prefix !== '' && !isPrefix(prefix)) {
      throw new Mm7Error(
        'invalid-option',
        `prefix ${name} must be a name without colon, not ${JSON.stringify(prefix)}`,
      );
    }
  }
  if (namespace === undefined) return { soap: given.soap, mm7: '' };
  // A peer may bind one prefix to SOAP outside and to MM7 inside; the envelope needs both at once for TransactionID.
  const clash = given.mm7 !== '' && given.mm7 === given.soap;
  return { soap: given.soap, mm7: clash ? unless(given.soap, defaultPrefixes.mm7) : given.mm7 };
}

function unless(taken: string, preferred: string): string {
  return preferred === taken ? `${preferred}1` : preferred;
}

function qualifier(prefix: string): string {
  return prefix === '' ? '' : `${prefix}:`;
}

// Names that begin with xml are reserved.
function isPrefix(prefix: string): boolean {
  return isXmlName(prefix) && !prefix.toLowerCase().startsWith('xml');
}
