/** An attribute that stands on an element which the schema does not know. */
export interface ExtensionAttribute {
  /** Local name. */
  name: string;
  /** Namespace URI; absent when the attribute is in none. */
  namespace?: string;
  /** Prefix as sent. */
  prefix?: string;
  /** Value, with entities resolved. */
  value: string;
}

/**
 * An element that the schema does not know, or a second occurrence of one that may stand once: kept as it came and
 * written back after the declared children of the object it stood in.
 *
 * Attributes and children are arrays, so that no name from the wire becomes the name of a property.
 */
export interface Extension {
  /** Local name. */
  name: string;
  /** Namespace URI; absent when the element is in none. */
  namespace?: string;
  /** Prefix as sent; absent when the element has none. */
  prefix?: string;
  /** Attributes in document order, namespace declarations left out. */
  attributes: readonly ExtensionAttribute[];
  /** Text (entities resolved) and elements in document order. */
  children: readonly (string | Extension)[];
}

/** An object of the schema in which unknown elements may have stood. */
export interface Extensible {
  /** Elements that the schema does not have at this place. */
  extensions?: readonly Extension[];
}
