import { type Fields, type MessageTable, Mm7Error, releaseIncludes } from '@mm7/schema';
import { escapeAttribute } from './escape.ts';
import { childrenText } from './fields-text.ts';
import type { Properties, Writing } from './writing.ts';

/**
 * Writes the root element of a message: that of the body, or the error response in the detail of a fault.
 *
 * @throws {Mm7Error} `not-in-release` in strict mode, when the namespace's schema does not have the message yet
 */
export function rootText(writing: Writing, table: MessageTable<string, Fields>, message: Properties): string {
  const { style } = writing;
  const path = `/${table.operation}`;
  if (style.release !== undefined && !releaseIncludes(style.release, table.release)) {
    const text = `${table.operation} came with ${table.release}, after the namespace`;
    if (style.unsupported === 'refuse') throw new Mm7Error('not-in-release', text, { path, statusCode: 4002 });
    writing.warn({ code: 'not-in-release', message: text, path });
  }
  const name = style.mm7 + table.operation;
  const inside: Writing = style.mm7 === '' ? { ...writing, defaultNamespace: style.namespace ?? '' } : writing;
  const versioned = message['version'] === style.version ? message : { ...message, version: style.version };
  return `<${name}${namespaceDeclaration(writing)}>${childrenText(inside, table, versioned, path)}</${name}>`;
}

/** The default namespace declaration that an MM7 element needs where MM7 elements have no prefix; else nothing. */
export function namespaceDeclaration({ style, defaultNamespace }: Writing): string {
  const namespace = style.namespace ?? '';
  if (style.mm7 !== '' || namespace === defaultNamespace) return '';
  return ` xmlns="${escapeAttribute(namespace, '')}"`;
}
