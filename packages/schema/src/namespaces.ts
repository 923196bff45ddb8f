import type { Release } from './release.ts';

/** The namespace of SOAP 1.1 envelopes (SOAP 1.1, section 3). */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';

/** The namespace of SOAP 1.2 envelopes, which MM7 does not use: a message in it is refused. */
export const soap12Namespace = 'http://www.w3.org/2003/05/soap-envelope';

/** What the eleven MM7 namespaces begin with (TS 23.140, clause 8.7.3). */
export const namespacePrefix = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/';

/** The version that is written when neither a version nor a namespace is given: the last one. */
export const defaultVersion = '6.8.0';

/** One of the eleven published MM7 schemas. */
export interface Mm7Schema {
  /** Schema identifier, such as `REL-6-MM7-1-4`. */
  readonly id: string;
  /** Namespace URI: {@link namespacePrefix} and the identifier. */
  readonly namespace: string;
  /** The MM7Version that belongs to the schema. */
  readonly version: string;
  /** Other versions that legitimately occur with it. */
  readonly otherVersions: readonly string[];
  /** Which elements the schema has. */
  readonly release: Release;
}

function schema(id: string, version: string, release: Release, otherVersions: readonly string[] = []): Mm7Schema {
  return { id, namespace: namespacePrefix + id, version, otherVersions, release };
}

/** The eleven published schemas, oldest first (TS 23.140, clause 8.7.3 and the schema archive). */
export const schemas: readonly Mm7Schema[] = [
  schema('REL-5-MM7-1-0', '5.3.0', 'R5'),
  schema('REL-5-MM7-1-1', '5.4.0', 'R5'),
  // The enumeration of this schema admits 5.3.0 alone, so peers send either.
  schema('REL-5-MM7-1-2', '5.5.0', 'R5', ['5.3.0']),
  schema('REL-5-MM7-1-3', '5.6.0', 'R5'),
  schema('REL-5-MM7-1-4', '5.8.0', 'R5'),
  schema('REL-5-MM7-1-5', '5.10.0', 'R5'),
  schema('REL-6-MM7-1-0', '6.3.0', 'R6'),
  schema('REL-6-MM7-1-1', '6.4.0', 'R6'),
  schema('REL-6-MM7-1-2', '6.5.0', 'R6'),
  schema('REL-6-MM7-1-3', '6.6.0', 'R6', ['6.7.0']),
  schema('REL-6-MM7-1-4', '6.8.0', 'R6-1-4'),
];

const byNamespace = new Map(schemas.map((entry) => [entry.namespace, entry]));
const byVersion = new Map(
  schemas.flatMap((entry) => [[entry.version, entry] as const, ...entry.otherVersions.map((v) => [v, entry] as const)]),
);
// 5.3.0 has a schema of its own; that another schema tolerates it does not make it that schema's version.
for (const entry of schemas) byVersion.set(entry.version, entry);

/**
 * The schema a namespace URI names, or undefined for a URI that is none of the eleven.
 *
 * @example
 * schemaOfNamespace('http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4')?.version; // '6.8.0'
 */
export function schemaOfNamespace(namespace: string): Mm7Schema | undefined {
  return byNamespace.get(namespace);
}

/**
 * The schema an MM7Version belongs to, or undefined for a version that none claims.
 *
 * @example
 * schemaOfVersion('5.6.0')?.id; // 'REL-5-MM7-1-3'
 */
export function schemaOfVersion(version: string): Mm7Schema | undefined {
  return byVersion.get(version);
}

/**
 * Whether a schema and an MM7Version legitimately stand in one message.
 *
 * @example
 * schemas.filter((entry) => versionBelongsTo(entry, '6.7.0')).map(({ id }) => id); // ['REL-6-MM7-1-3']
 */
export function versionBelongsTo(entry: Mm7Schema, version: string): boolean {
  return entry.version === version || entry.otherVersions.includes(version);
}
