import fc, { type Arbitrary } from 'fast-check';
import { xmlName } from './xml-name.ts';

/** How an envelope is spelled, as far as its meaning does not depend on it: options of a serializer. */
export interface SerializerStyle {
  /** Prefixes; an empty one makes a default namespace. */
  readonly prefixes: { readonly soap?: string; readonly mm7?: string };
}

const soapPrefixes = ['soapenv', 'env', 'SOAP-ENV', 'soap', 'soap-env', 'S', 'ns1', ''];
const mm7Prefixes = ['mm7', 'ns1', 'ns3', 'mm7p6a0', 'soapenv', ''];

/**
 * Any style of writing: the prefixes that real peers use, none at all (default namespaces), the same one for both, and any
 * other name.
 *
 * @example
 * fc.assert(
 *   fc.property(message(), serializerStyle(), (given, style) => {
 *     expect(parseEnvelope(serializeEnvelope(given, style)).message).toEqual(given);
 *   }),
 * );
 */
export function serializerStyle(): Arbitrary<SerializerStyle> {
  const prefixes = fc.record(
    {
      soap: fc.oneof(fc.constantFrom(...soapPrefixes), xmlName()),
      mm7: fc.oneof(fc.constantFrom(...mm7Prefixes), xmlName()),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  return fc.record({ prefixes }, { noNullPrototype: true });
}
