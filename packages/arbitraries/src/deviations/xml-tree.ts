/** An attribute of a start tag; offsets are in the document. */
export interface XmlAttribute {
  readonly name: string;
  /** As written, between the quotation marks. */
  readonly value: string;
  /** Of the first character of the name. */
  readonly start: number;
  readonly valueStart: number;
  /** Behind the closing quotation mark. */
  readonly end: number;
}

/** An element; offsets are in the document. */
export interface XmlElement {
  /** Qualified name. */
  readonly name: string;
  /** Of the `<`. */
  readonly start: number;
  /** Behind the `>` of the start tag. */
  readonly contentStart: number;
  readonly isSelfClosing: boolean;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Of the `</`; where the tag closes itself, behind that. */
  readonly contentEnd: number;
  /** Behind the element. */
  readonly end: number;
}

/**
 * Reads XML as a serializer writes it: well-formed, attributes in double quotes, `>` nowhere but at the end of tags, neither
 * comments nor CDATA sections. Undefined for anything else.
 */
export function readXmlTree(xml: string): XmlElement | undefined {
  const start = xml.startsWith('<?xml') ? xml.indexOf('?>') + 2 : 0;
  const root = xml.startsWith('<', start) ? readElement(xml, start) : undefined;
  return root?.end === xml.length ? root : undefined;
}

function readElement(xml: string, start: number): XmlElement | undefined {
  const tagEnd = xml.indexOf('>', start);
  if (tagEnd < 0) return undefined;
  const isSelfClosing = xml.charAt(tagEnd - 1) === '/';
  const tag = xml.slice(start + 1, isSelfClosing ? tagEnd - 1 : tagEnd);
  const [name = ''] = tag.split(' ', 1);
  const attributes = readAttributes(tag, start + 1);
  const head = { name, start, contentStart: tagEnd + 1, isSelfClosing, attributes };
  if (isSelfClosing) return { ...head, children: [], contentEnd: tagEnd + 1, end: tagEnd + 1 };
  const children: XmlElement[] = [];
  for (let at = xml.indexOf('<', tagEnd); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith('</', at)) {
      const closing = `</${name}>`;
      return xml.startsWith(closing, at) ? { ...head, children, contentEnd: at, end: at + closing.length } : undefined;
    }
    const child = readElement(xml, at);
    if (child === undefined) return undefined;
    children.push(child);
    at = child.end;
  }
  return undefined;
}

function readAttributes(tag: string, offset: number): XmlAttribute[] {
  const attributes: XmlAttribute[] = [];
  for (const match of tag.matchAll(/ ([^ =]+)="([^"]*)"/g)) {
    const [whole, name = '', value = ''] = match;
    const start = offset + match.index + 1;
    attributes.push({
      name,
      value,
      start,
      valueStart: start + name.length + 2,
      end: offset + match.index + whole.length,
    });
  }
  return attributes;
}
