import { Mm7Error, releaseIncludes, schemaOfNamespace, versionBelongsTo } from '@mm7/schema';
import { namespaceDeclaration } from './envelope-frame.ts';
import { addChildren } from './fields-text.ts';
import type { Style } from './style.ts';
import type { Properties, Writing } from './writing.ts';
import type { Root } from './writing-table.ts';

/**
 * Adds the root element of a message: that of the body, or the error response in the detail of a fault.
 *
 * @throws {Mm7Error} `not-in-release` when the namespace's schema does not have the message yet, unless it is to be kept;
 * `version-mismatch` in strict mode
 */
export function addRoot(xml: string, writing: Writing, root: Root, message: Properties): string {
  const { style, defaultNamespace } = writing;
  const { operation, release } = root.message;
  const path = `/${operation}`;
  const later = style.release !== undefined && !releaseIncludes(style.release, release);
  // A whole message cannot be left out, so there is nothing to drop.
  if (later && style.unsupported !== 'keep') {
    const text = `${operation} came with ${release}, after the namespace`;
    throw new Mm7Error('not-in-release', text, { path, statusCode: 4002 });
  }
  if (style.strict) refuseVersion(style, path);
  const inside: Writing = style.mm7 === '' ? { ...writing, defaultNamespace: style.namespace ?? '' } : writing;
  const versioned = message['version'] === style.version ? message : { ...message, version: style.version };
  const declaration = namespaceDeclaration(style, defaultNamespace);
  const start = declaration === '' ? xml + root.start : `${xml + root.open + declaration}>`;
  return addChildren(start, inside, root.table, versioned, path) + root.end;
}

function refuseVersion({ namespace, version }: Style, path: string): void {
  const schema = namespace === undefined ? undefined : schemaOfNamespace(namespace);
  if (schema === undefined || version === undefined || versionBelongsTo(schema, version)) return;
  throw new Mm7Error('version-mismatch', `version ${version} does not belong to ${schema.id}`, {
    path,
    statusCode: 4002,
  });
}
