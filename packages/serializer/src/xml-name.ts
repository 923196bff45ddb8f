// XML 1.0, productions 4 and 4a, without the colon (Namespaces in XML 1.0, production 4). The character classes of
// Unicode's own properties are not these: U+00B5 is a letter but begins no name, U+2070 is none but does.
const start =
  'A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef' +
  '\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const form = new RegExp(`^[${start}][${start}.0-9\\xb7\\u0300-\\u036f\\u203f\\u2040-]*$`, 'u');

/** Whether a text is a name without colon: what an element, an attribute or a prefix can be called. */
export function isXmlName(text: unknown): text is string {
  return typeof text === 'string' && form.test(text);
}

/** What the prefix xml stands for without declaration (Namespaces in XML 1.0, section 3). */
export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/** Whether a prefix may be declared; an empty one stands for the default namespace. */
export function isDeclarablePrefix(prefix: unknown): prefix is string {
  return prefix === '' || (isXmlName(prefix) && prefix !== 'xml' && prefix !== 'xmlns');
}

/** Whether a namespace may be declared, by default or for a prefix. */
export function isDeclarableNamespace(namespace: unknown): namespace is string {
  return typeof namespace === 'string' && namespace !== xmlNamespace && namespace !== xmlnsNamespace;
}
