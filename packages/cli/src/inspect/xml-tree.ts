import { repair } from '@mm7/parser';
import { SaxesParser } from 'saxes';

/** Elements beyond this number are left out: no person reads on. */
const mostElements = 2000;
const deepest = 64;
const mostAttributes = 64;
const longestText = 4000;

/** An element as it stands in a document. */
export interface XmlElement {
  /** Name with its prefix, as sent. */
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** Place of its start tag, counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Namespace declarations: prefix (empty for the default one) and URI. */
  readonly declarations: readonly (readonly [prefix: string, namespace: string])[];
  /** The other attributes: name as sent, value. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly children: readonly XmlElement[];
  readonly parent: XmlElement | undefined;
}

/** A document, as far as it can be read. */
export interface XmlTree {
  readonly root: XmlElement | undefined;
  /** Whether elements are left out, for there being too many, or too deep. */
  readonly isCut: boolean;
}

/** An element while it is read. */
interface Draft extends XmlElement {
  text: string;
  readonly children: Draft[];
}

/**
 * Reads a document to show it. What senders are known to get wrong is mended as the parser does it, and whatever else is
 * wrong is read over: to judge the document is the parser's task.
 */
export function xmlTree(xml: string): XmlTree {
  const { hasErrors, ...tree } = readTree(xml);
  if (!hasErrors) return tree;
  const { hasErrors: _, ...mended } = readTree(repair(xml).xml);
  return mended;
}

function readTree(xml: string): XmlTree & { readonly hasErrors: boolean } {
  const parser = new SaxesParser({ xmlns: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const open: Draft[] = [];
  let root: Draft | undefined;
  let count = 0;
  let isCut = false;
  let hasErrors = false;
  // How many of the open elements are left out.
  let skipped = 0;
  let place = { line: 1, column: 1 };
  let attributes: [string, string][] = [];

  parser.on('error', () => {
    hasErrors = true;
  });
  parser.on('opentagstart', () => {
    place = { line: parser.line, column: parser.column + 1 };
    attributes = [];
  });
  parser.on('attribute', ({ name, value }) => {
    if (attributes.length < mostAttributes) attributes.push([name, value]);
    else isCut = true;
  });
  parser.on('opentag', ({ name }) => {
    const parent = open.at(-1);
    const isSecondRoot = parent === undefined && root !== undefined;
    count += 1;
    if (skipped > 0 || isSecondRoot || count > mostElements || open.length >= deepest) {
      skipped += 1;
      isCut = true;
      return;
    }
    const element = draft(name, place, attributes, parent);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  const characters = (text: string) => {
    const element = open.at(-1);
    if (skipped === 0 && element !== undefined && element.text.length < longestText) element.text += text;
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('closetag', () => {
    if (skipped > 0) skipped -= 1;
    else open.pop();
  });
  parser.write(xml).close();
  return { root, isCut, hasErrors };
}

function draft(
  name: string,
  place: { readonly line: number; readonly column: number },
  attributes: readonly (readonly [string, string])[],
  parent: Draft | undefined,
): Draft {
  const colon = name.lastIndexOf(':');
  return {
    name,
    prefix: colon === -1 ? '' : name.slice(0, name.indexOf(':')),
    local: name.slice(colon + 1),
    ...place,
    declarations: attributes.flatMap(([attribute, value]) => {
      const prefix = declaredPrefix(attribute);
      return prefix === undefined ? [] : [[prefix, value] as const];
    }),
    attributes: attributes.filter(([attribute]) => declaredPrefix(attribute) === undefined),
    text: '',
    children: [],
    parent,
  };
}

function declaredPrefix(attribute: string): string | undefined {
  if (attribute === 'xmlns') return '';
  return attribute.startsWith('xmlns:') ? attribute.slice(6) : undefined;
}

/** The namespace of an element; undefined where it is in none, or its prefix is not declared. */
export function namespaceOf(element: XmlElement): string | undefined {
  for (let each: XmlElement | undefined = element; each !== undefined; each = each.parent) {
    const declaration = each.declarations.find(([prefix]) => prefix === element.prefix);
    if (declaration !== undefined) return declaration[1] === '' ? undefined : declaration[1];
  }
  return undefined;
}
