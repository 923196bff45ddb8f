import { Mm7Error } from '@mm7/schema';
import { escapeAttribute, escapeText } from './escape.ts';
import { invalid, isObject, type Properties, type Writing } from './writing.ts';
import { isXmlName } from './xml-name.ts';

/**
 * Writes elements that the schema does not know, each with the namespace declarations it needs.
 *
 * @throws {Mm7Error} `invalid-value` when they are not of the shape of an Extension, or a name is none of XML
 */
export function extensionsText(writing: Writing, extensions: unknown, path: string): string {
  if (!Array.isArray(extensions)) throw invalid(path, 'an array of extensions', extensions);
  let xml = '';
  for (const extension of extensions) xml += extensionText(writing.defaultNamespace, extension, path);
  return xml;
}

function extensionText(defaultNamespace: string, extension: unknown, path: string): string {
  if (!isObject(extension)) throw invalid(path, 'an extension', extension);
  const { name, attributes, children } = extension;
  const own = nameOf(extension, path);
  const inner = own.prefix === '' ? own.namespace : defaultNamespace;
  const declarations = new Map<string, string>();
  if (own.prefix !== '') declarations.set(own.prefix, own.namespace);
  else if (inner !== defaultNamespace) declarations.set('', inner);
  const here = `${path}/${String(name)}`;
  const attributesXml = attributesText(attributes, declarations, here);
  let xml = `<${own.qualified}`;
  for (const [prefix, namespace] of declarations) {
    xml += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace, here)}"`;
  }
  const content = childrenText(inner, children, here);
  return `${xml}${attributesXml}${content === '' ? '/>' : `>${content}</${own.qualified}>`}`;
}

function attributesText(attributes: unknown, declarations: Map<string, string>, path: string): string {
  if (!Array.isArray(attributes)) throw invalid(path, 'an array of attributes', attributes);
  let xml = '';
  for (const attribute of attributes) {
    if (!isObject(attribute) || typeof attribute['value'] !== 'string') throw invalid(path, 'an attribute', attribute);
    const { prefix, namespace, qualified } = nameOf(attribute, path);
    if (prefix !== '') {
      const declared = declarations.get(prefix);
      if (declared !== undefined && declared !== namespace) {
        throw invalid(path, `prefix ${prefix} to stand for one namespace`, namespace);
      }
      declarations.set(prefix, namespace);
    }
    xml += ` ${qualified}="${escapeAttribute(attribute['value'], path)}"`;
  }
  return xml;
}

function childrenText(defaultNamespace: string, children: unknown, path: string): string {
  if (!Array.isArray(children)) throw invalid(path, 'an array of children', children);
  let xml = '';
  for (const child of children) {
    xml += typeof child === 'string' ? escapeText(child, path) : extensionText(defaultNamespace, child, path);
  }
  return xml;
}

interface QualifiedName {
  readonly prefix: string;
  readonly namespace: string;
  readonly qualified: string;
}

function nameOf(object: Properties, path: string): QualifiedName {
  const { name, prefix = '', namespace = '' } = object;
  if (typeof name !== 'string' || !isXmlName(name)) throw invalid(path, 'a name of XML', name);
  if (typeof prefix !== 'string' || (prefix !== '' && !isXmlName(prefix))) throw invalid(path, 'a prefix', prefix);
  if (typeof namespace !== 'string') throw invalid(path, 'a namespace', namespace);
  if (prefix !== '' && namespace === '') {
    throw new Mm7Error('invalid-value', `prefix ${prefix} of ${name} has no namespace`, { path, statusCode: 2007 });
  }
  return { prefix, namespace, qualified: prefix === '' ? name : `${prefix}:${name}` };
}
