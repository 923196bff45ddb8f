/** Whether an attribute declares a namespace (Namespaces in XML 1.0, section 3). */
export function isNamespaceDeclaration(attribute: string): boolean {
  return attribute.startsWith('xmlns') && (attribute.length === 5 || attribute.charCodeAt(5) === 58);
}

// What a name may go on with but not begin with (XML 1.0, production 4a).
const noNameStart = /^(?:[-.0-9\u00b7\u203f\u2040]|[\u0300-\u036f])/;

/**
 * Whether a part of an XML name is a name itself, as the parts before and behind a colon must be (Namespaces in XML 1.0,
 * section 4).
 */
export function isNamePart(part: string): boolean {
  return part !== '' && !noNameStart.test(part);
}
