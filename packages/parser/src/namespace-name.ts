import {
  type DeviationCode,
  type Mm7Schema,
  namespacePrefix,
  schemaOfNamespace,
  schemas,
  soap12Namespace,
  soapNamespace,
} from '@mm7/schema';
import { copied } from './copied.ts';

/** A namespace as a document declares it, and what it stands for. */
export interface NamespaceName {
  /** The URI as declared, white space folded away. */
  readonly declared: string;
  /** The URI meant: a published one where the declared one is a known slip of it. */
  readonly uri: string;
  readonly family: 'mm7' | 'soap' | 'soap12' | 'other';
  /** The MM7 schema of that namespace. */
  readonly schema: Mm7Schema | undefined;
  /** In which way the URI deviates. */
  readonly deviations: readonly DeviationCode[];
}

/** In which way a namespace deviates as that of a message: no namespace of SOAP has messages of MM7. */
export function deviationsOfMessage({ family, deviations }: NamespaceName): readonly DeviationCode[] {
  return family.startsWith('soap') ? ['unknown-namespace'] : deviations;
}

// Slips of the SOAP namespace: without its last slash, and the one that the MM7 specification itself prints.
const soapSlips = new Set([
  'http://schemas.xmlsoap.org/soap/envelope',
  'http://schemas.xmlsoap.org/soap/soap-envelope',
]);
const soap12Drafts = new Set([
  soap12Namespace,
  'http://www.w3.org/2002/12/soap-envelope',
  'http://www.w3.org/2001/12/soap-envelope',
]);
const schemaSuffix = '.xsd';

/** Recognises a namespace URI, its known slips included. */
export function namespaceName(raw: string): NamespaceName {
  const declared = copied(raw.replace(/[\t\n\r \u00a0]/g, ''));
  const deviations: DeviationCode[] = declared === raw ? [] : ['namespace-white-space'];
  if (declared === soapNamespace) return { declared, uri: declared, family: 'soap', schema: undefined, deviations };
  if (soapSlips.has(declared)) {
    return {
      declared,
      uri: soapNamespace,
      family: 'soap',
      schema: undefined,
      deviations: [...deviations, 'soap-namespace'],
    };
  }
  if (soap12Drafts.has(withoutSlash(declared)))
    return { declared, uri: declared, family: 'soap12', schema: undefined, deviations };
  const suffixed = declared.endsWith(schemaSuffix) && declared.startsWith(namespacePrefix);
  const uri = suffixed ? declared.slice(0, -schemaSuffix.length) : declared;
  if (suffixed) deviations.push('namespace-suffix');
  const schema = schemaOfNamespace(uri);
  if (schema !== undefined) return { declared, uri, family: 'mm7', schema, deviations };
  const family = resemblesMm7(uri) ? 'mm7' : 'other';
  return { declared, uri, family, schema, deviations: [...deviations, 'unknown-namespace'] };
}

// What nearly every document declares is recognised once and for all.
const wellWritten: ReadonlyMap<string, NamespaceName> = new Map(
  [soapNamespace, ...schemas.map((schema) => schema.namespace)].map((uri) => [uri, namespaceName(uri)]),
);

/** The name of a namespace that is declared as it is published; undefined for any other. */
export function wellWrittenNamespace(uri: string): NamespaceName | undefined {
  return wellWritten.get(uri);
}

function withoutSlash(uri: string): string {
  return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}

function resemblesMm7(uri: string): boolean {
  const lower = uri.toLowerCase();
  return lower.includes('mm7') || lower.includes('23.140');
}
