import {
  defaultVersion,
  namespacePrefix,
  schemas,
  soap12Namespace,
  soapNamespace,
} from '../../packages/schema/src/index.ts';
import { code, page, table } from './markdown.ts';

/** The eleven schemas and the namespaces of SOAP. */
export function namespacesPage(): string {
  return page(
    'Namespaces',
    `The published schemas of MM7, oldest first. A namespace is ${code(namespacePrefix)} and the schema's identifier. What ` +
      `says neither namespace nor version is written as ${code(defaultVersion)}.`,
    table(
      ['Schema', 'MM7Version', 'Also legitimate', 'Elements of release', 'Namespace'],
      schemas.map(({ id, version, otherVersions, release, namespace }) => [
        code(id),
        code(version),
        otherVersions.map(code).join(', '),
        release,
        code(namespace),
      ]),
    ),
    'Elements that came with a later release are the deviation [not-in-release](deviations.md#not-in-release); a version ' +
      'that does not belong to its namespace is [version-mismatch](deviations.md#version-mismatch).',
    `Envelopes are in the namespace of SOAP 1.1, ${code(soapNamespace)}. One in the namespace of SOAP 1.2, ` +
      `${code(soap12Namespace)}, is refused: [soap-version](errors.md#soap-version).`,
  );
}
