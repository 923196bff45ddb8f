const colon = 58;

/** Whether an attribute declares a namespace (Namespaces in XML 1.0, section 3). */
export function isNamespaceDeclaration(attribute: string): boolean {
  return (attribute.length === 5 || attribute.charCodeAt(5) === colon) && attribute.startsWith('xmlns');
}

// What a name may go on with but not begin with (XML 1.0, production 4a).
const noNameStart = /^(?:[-.0-9\u00b7\u203f\u2040]|[\u0300-\u036f])/;

const letterA = 65;
const lastAscii = 127;

/**
 * Whether a part of an XML name is a name itself, as the parts before and behind a colon must be (Namespaces in XML 1.0,
 * section 4).
 */
export function isNamePart(part: string): boolean {
  const first = part.charCodeAt(0);
  // Of ASCII, a name has letters and the underscore alone from here on.
  if (first >= letterA && first <= lastAscii) return true;
  return part !== '' && !noNameStart.test(part);
}

/** Whether a name is one of the schema, whatever the case of its letters. */
export function isCalled(local: string, name: string): boolean {
  return local === name || (local.length === name.length && local.toLowerCase() === name.toLowerCase());
}
