/**
 * The entities that XML knows without declaration (XML 1.0, section 4.6), by name. The ampersand comes last: put in
 * before another, it would seem to begin a further reference.
 */
export const xmlEntities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

const otherReference = new RegExp(`&(?!(?:${[...xmlEntities.keys()].join('|')});)`);

/** Whether a text holds an ampersand that begins no reference to one of these entities. */
export function hasOtherReference(text: string): boolean {
  return text.includes('&') && otherReference.test(text);
}

/** A text with these entities put in for the references to them. */
export function withXmlEntities(text: string): string {
  if (!text.includes('&')) return text;
  let whole = text;
  for (const [name, character] of xmlEntities) whole = whole.replaceAll(`&${name};`, character);
  return whole;
}
