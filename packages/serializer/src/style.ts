import {
  type Dialect,
  defaultVersion,
  deviations,
  type Message,
  Mm7Error,
  type Mm7Schema,
  type Mode,
  type Release,
  schemaOfNamespace,
  schemaOfVersion,
  soapNamespace,
  versionBelongsTo,
} from '@mm7/schema';
import type { SerializeOptions, UnsupportedPolicy } from './serialize-options.ts';
import { described, invalidOption, isObject } from './writing.ts';
import { isDeclarableNamespace, isDeclarablePrefix } from './xml-name.ts';

/** How one envelope is written, all defaults settled. */
export interface Style {
  /** MM7 namespace; absent for a peer that uses none. */
  readonly namespace: string | undefined;
  /** MM7Version; absent for a peer that sends none. */
  readonly version: string | undefined;
  readonly soapNamespace: string;
  /** Prefix of the SOAP elements, or empty. */
  readonly soap: string;
  /** Prefix of the MM7 elements, or empty. */
  readonly mm7: string;
  /** Release of the namespace's schema; undefined when that is unknown. */
  readonly release: Release | undefined;
  readonly unsupported: UnsupportedPolicy;
  readonly strict: boolean;
  /** The peer's spelling of element names, by the schema's name. */
  readonly spellings: ReadonlyMap<string, string> | undefined;
}

const modes: ReadonlySet<unknown> = new Set<Mode>(['lenient', 'strict']);
const policies: ReadonlySet<unknown> = new Set<UnsupportedPolicy>(['refuse', 'drop', 'keep']);
/** Prefixes where none are given. */
export const defaultPrefixes = { soap: 'soapenv', mm7: 'mm7' } as const;

/**
 * Settles namespace, version and prefixes for a message.
 *
 * @throws {Mm7Error} `invalid-option` when an option is unknown, a prefix is no name, or a namespace cannot be declared;
 * in strict mode `missing-namespace`, `unknown-namespace` and `soap-namespace`
 */
export function styleOf(message: Message, options: SerializeOptions): Style {
  const { dialect } = options;
  refuseUnknown('mode', options.mode, modes);
  refuseUnknown('unsupported', options.unsupported, policies);
  const strict = options.mode === 'strict';
  const namespace = namespaceOf(message, options);
  const schema = schemaOf(namespace);
  const { soap, mm7 } = prefixesOf(options, namespace);
  const soapUri = soapNamespaceOf(dialect);
  if (strict) refuseNamespaces(namespace, schema, soapUri);
  return {
    namespace,
    version: versionOf(message, options, schema),
    soapNamespace: soapUri,
    soap,
    mm7,
    release: schema?.release ?? (dialect === undefined ? undefined : schemaOf(message.namespace)?.release),
    unsupported: options.unsupported ?? (strict ? 'refuse' : dialect === undefined ? 'drop' : 'keep'),
    strict,
    spellings: strict ? undefined : dialect?.spellings,
  };
}

function refuseUnknown(name: string, value: unknown, known: ReadonlySet<unknown>): void {
  if (value === undefined || known.has(value)) return;
  throw invalidOption(`${name} must be one of ${[...known].join(', ')}, not ${described(value)}`);
}

function soapNamespaceOf(dialect: Dialect | undefined): string {
  const uri = dialect?.soapNamespace ?? soapNamespace;
  if (uri !== '' && isDeclarableNamespace(uri)) return uri;
  throw invalidOption(`${described(uri)} is no namespace that an envelope could be in`);
}

function schemaOf(namespace: string | undefined): Mm7Schema | undefined {
  return namespace === undefined ? undefined : schemaOfNamespace(namespace);
}

function refuseNamespaces(namespace: string | undefined, schema: Mm7Schema | undefined, soapUri: string): void {
  const refuse = (code: 'missing-namespace' | 'unknown-namespace' | 'soap-namespace', message: string): never => {
    throw new Mm7Error(code, message, { path: '/', statusCode: deviations[code].statusCode });
  };
  if (namespace === undefined) refuse('missing-namespace', 'the message is in no namespace');
  else if (schema === undefined) refuse('unknown-namespace', `no schema has ${namespace}`);
  if (soapUri !== soapNamespace) refuse('soap-namespace', `the envelope would be in ${soapUri}`);
}

function namespaceOf(message: Message, options: SerializeOptions): string | undefined {
  const namespace = wantedNamespace(message, options);
  if (namespace === undefined || namespace === '') return undefined;
  if (!isDeclarableNamespace(namespace)) {
    throw invalidOption(`${described(namespace)} is no namespace that MM7 could be in`);
  }
  return namespace;
}

function wantedNamespace(message: Message, options: SerializeOptions): string | undefined {
  if (options.namespace !== undefined) return options.namespace;
  const ofVersion = options.version === undefined ? undefined : schemaOfVersion(options.version)?.namespace;
  if (ofVersion !== undefined) return ofVersion;
  const own = message.namespace ?? errorResponseOf(message)?.namespace;
  if (options.dialect !== undefined) return options.dialect.namespace ?? own;
  return own ?? (schemaOfVersion(ownVersion(message) ?? defaultVersion) ?? schemaOfVersion(defaultVersion))?.namespace;
}

// A peer that sends no version is answered in kind; everywhere else the version follows the namespace.
function versionOf(message: Message, options: SerializeOptions, schema: Mm7Schema | undefined): string | undefined {
  if (options.version !== undefined) return options.version;
  const own = ownVersion(message) ?? options.dialect?.version;
  if (options.namespace !== undefined && schema !== undefined) {
    return own !== undefined && versionBelongsTo(schema, own) ? own : schema.version;
  }
  if (own !== undefined || options.dialect !== undefined) return own;
  return schema?.version ?? defaultVersion;
}

function ownVersion(message: Message): string | undefined {
  return message.operation === 'Fault' ? errorResponseOf(message)?.version : message.version;
}

function errorResponseOf(message: Message): { readonly namespace?: string; readonly version?: string } | undefined {
  if (message.operation !== 'Fault' || !isObject(message.detail)) return undefined;
  return 'operation' in message.detail ? message.detail : undefined;
}

function prefixesOf({ prefixes, dialect }: SerializeOptions, namespace: string | undefined): Dialect['prefixes'] {
  const soap = prefixes?.soap ?? dialect?.prefixes.soap ?? defaultPrefixes.soap;
  const mm7 = prefixes?.mm7 ?? dialect?.prefixes.mm7 ?? defaultPrefixes.mm7;
  refusePrefix('soap', soap);
  refusePrefix('mm7', mm7);
  if (namespace === undefined) return { soap, mm7: '' };
  // A peer may bind one prefix to SOAP outside and to MM7 inside; the envelope needs both at once for TransactionID.
  const clash = mm7 !== '' && mm7 === soap;
  return { soap, mm7: clash ? unless(soap, defaultPrefixes.mm7) : mm7 };
}

function refusePrefix(name: keyof typeof defaultPrefixes, prefix: unknown): void {
  if (prefix === defaultPrefixes[name] || isDeclarablePrefix(prefix)) return;
  throw invalidOption(`prefix ${name} must be a name without colon, not ${described(prefix)}`);
}

/** The preferred prefix, or one like it where that is taken. */
export function unless(taken: string, preferred: string): string {
  return preferred === taken ? `${preferred}1` : preferred;
}
