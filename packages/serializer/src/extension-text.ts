import { Mm7Error, schemaOfNamespace, soapNamespace } from '@mm7/schema';
import { escapeAttribute, escapeText } from './escape.ts';
import { described, invalid, isObject, type Properties, type Writing } from './writing.ts';
import { isDeclarableNamespace, isDeclarablePrefix, isXmlName, xmlNamespace } from './xml-name.ts';

// No reader goes as deep; an object that holds itself would never end.
const deepest = 100;

/**
 * Writes the elements behind the declared children of an object of the schema.
 *
 * @throws {Mm7Error} as {@link extensionsText}; in strict mode `unknown-element` for one that is in no namespace, or in
 * one of MM7 or SOAP
 */
export function furtherText(writing: Writing, extensions: unknown, path: string): string {
  if (writing.style.strict && Array.isArray(extensions)) {
    for (const extension of extensions) refuseOwn(writing, extension, path);
  }
  return extensionsText(writing, extensions, path);
}

function refuseOwn(writing: Writing, extension: unknown, path: string): void {
  if (!isObject(extension)) return;
  const { name, namespace = '' } = extension;
  if (typeof namespace !== 'string') return;
  const { style } = writing;
  const own = namespace === '' || namespace === style.namespace || namespace === soapNamespace;
  if (!own && schemaOfNamespace(namespace) === undefined) return;
  throw new Mm7Error('unknown-element', `${described(name)} is not of the schema here`, { path, statusCode: 4004 });
}

/**
 * Writes elements that the schema does not know, each with the namespace declarations it needs.
 *
 * @throws {Mm7Error} `invalid-value` when they are not of the shape of an Extension, or a name is none of XML
 */
export function extensionsText(writing: Writing, extensions: unknown, path: string): string {
  if (!Array.isArray(extensions)) throw invalid(path, 'an array of extensions', extensions);
  let xml = '';
  for (const extension of extensions) xml += extensionText(writing.defaultNamespace, extension, path, 1);
  return xml;
}

function extensionText(defaultNamespace: string, extension: unknown, path: string, depth: number): string {
  if (!isObject(extension)) throw invalid(path, 'an extension', extension);
  if (depth > deepest) throw invalid(path, `extensions no deeper than ${deepest}`, extension);
  const { attributes, children } = extension;
  const own = nameOf(extension, path);
  const inner = own.prefix === '' ? own.namespace : defaultNamespace;
  const declarations = new Map<string, string>();
  if (own.prefix !== '') declarations.set(own.prefix, own.namespace);
  else if (inner !== defaultNamespace) declarations.set('', inner);
  const here = `${path}/${own.qualified}`;
  const attributesXml = attributesText(attributes, declarations, here);
  let xml = `<${own.qualified}`;
  for (const [prefix, namespace] of declarations) {
    if (prefix === 'xml') continue;
    xml += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace, here)}"`;
  }
  const content = childrenText(inner, children, here, depth);
  return `${xml}${attributesXml}${content === '' ? '/>' : `>${content}</${own.qualified}>`}`;
}

function attributesText(attributes: unknown, declarations: Map<string, string>, path: string): string {
  if (!Array.isArray(attributes)) throw invalid(path, 'an array of attributes', attributes);
  const seen = new Set<string>();
  let xml = '';
  for (const attribute of attributes) {
    if (!isObject(attribute) || typeof attribute['value'] !== 'string') throw invalid(path, 'an attribute', attribute);
    const { prefix, namespace, name, qualified } = nameOf(attribute, path);
    if (prefix === '' && (namespace !== '' || name === 'xmlns')) {
      throw invalid(path, `a prefix of the attribute ${name}, which is in a namespace`, '');
    }
    if (prefix !== '') {
      const declared = declarations.get(prefix);
      if (declared !== undefined && declared !== namespace) {
        throw invalid(path, `prefix ${prefix} to stand for one namespace`, namespace);
      }
      declarations.set(prefix, namespace);
    }
    const expanded = `${namespace} ${name}`;
    if (seen.has(expanded)) throw invalid(path, `attribute ${name} once`, 'a second one');
    seen.add(expanded);
    xml += ` ${qualified}="${escapeAttribute(attribute['value'], path)}"`;
  }
  return xml;
}

function childrenText(defaultNamespace: string, children: unknown, path: string, depth: number): string {
  if (!Array.isArray(children)) throw invalid(path, 'an array of children', children);
  let xml = '';
  for (const child of children) {
    xml +=
      typeof child === 'string' ? escapeText(child, path) : extensionText(defaultNamespace, child, path, depth + 1);
  }
  return xml;
}

interface QualifiedName {
  readonly prefix: string;
  readonly namespace: string;
  readonly name: string;
  readonly qualified: string;
}

function nameOf(object: Properties, path: string): QualifiedName {
  const { name, prefix = '', namespace = '' } = object;
  if (!isXmlName(name)) throw invalid(path, 'a name of XML', name);
  if (prefix === 'xml' && namespace === xmlNamespace) return { prefix, namespace, name, qualified: `xml:${name}` };
  if (!isDeclarablePrefix(prefix)) throw invalid(path, 'a prefix', prefix);
  if (!isDeclarableNamespace(namespace) || (prefix !== '' && namespace === '')) {
    throw invalid(path, `a namespace of ${name}`, namespace);
  }
  return { prefix, namespace, name, qualified: prefix === '' ? name : `${prefix}:${name}` };
}
