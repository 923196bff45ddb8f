import {
  type Fields,
  type MessageTable,
  Mm7Error,
  releaseIncludes,
  schemaOfNamespace,
  versionBelongsTo,
} from '@mm7/schema';
import { escapeAttribute } from './escape.ts';
import { childrenText } from './fields-text.ts';
import type { Style } from './style.ts';
import type { Properties, Writing } from './writing.ts';

/**
 * Writes the root element of a message: that of the body, or the error response in the detail of a fault.
 *
 * @throws {Mm7Error} `not-in-release` when the namespace's schema does not have the message yet, unless it is to be kept;
 * `version-mismatch` in strict mode
 */
export function rootText(writing: Writing, table: MessageTable<string, Fields>, message: Properties): string {
  const { style } = writing;
  const path = `/${table.operation}`;
  const later = style.release !== undefined && !releaseIncludes(style.release, table.release);
  // A whole message cannot be left out, so there is nothing to drop.
  if (later && style.unsupported !== 'keep') {
    const text = `${table.operation} came with ${table.release}, after the namespace`;
    throw new Mm7Error('not-in-release', text, { path, statusCode: 4002 });
  }
  if (style.strict) refuseVersion(style, path);
  const name = writing.tables.nameOf(table.operation);
  const inside: Writing = style.mm7 === '' ? { ...writing, defaultNamespace: style.namespace ?? '' } : writing;
  const versioned = message['version'] === style.version ? message : { ...message, version: style.version };
  return `<${name}${namespaceDeclaration(writing)}>${childrenText(inside, writing.tables.of(table), versioned, path)}</${name}>`;
}

function refuseVersion({ namespace, version }: Style, path: string): void {
  const schema = namespace === undefined ? undefined : schemaOfNamespace(namespace);
  if (schema === undefined || version === undefined || versionBelongsTo(schema, version)) return;
  throw new Mm7Error('version-mismatch', `version ${version} does not belong to ${schema.id}`, {
    path,
    statusCode: 4002,
  });
}

/** The default namespace declaration that an MM7 element needs where MM7 elements have no prefix; else nothing. */
export function namespaceDeclaration({ style, defaultNamespace }: Writing): string {
  const namespace = style.namespace ?? '';
  if (style.mm7 !== '' || namespace === defaultNamespace) return '';
  return ` xmlns="${escapeAttribute(namespace, '')}"`;
}
