import { isSpace } from './white-space.ts';
import { hasOtherReference } from './xml-entities.ts';

const noAsciiCharacter = /[^\t\n\r -~]/;
// Not of XML 1.0, production 2.
const noCharacter = /[^\t\n\r -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * Whether a document holds characters of XML alone, no references but to the entities of XML, and no end of a CDATA
 * section, which must not stand in text either: so that nothing but its tags needs a closer look.
 */
export function isPlain(xml: string): boolean {
  if (xml.includes(']]>') || hasOtherReference(xml)) return false;
  return !noAsciiCharacter.test(xml) || !noCharacter.test(xml);
}

/** Where the white space ends that stands at `start`; `start` where there is none. */
export function whiteSpaceEnd(xml: string, start: number): number {
  let at = start;
  while (isSpace(xml.charCodeAt(at))) at += 1;
  return at;
}

const nameStart = 1;
const nameFurther = 2;
// What an ASCII character may be in a name.
const nameCharacters = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_') {
  nameCharacters[character.charCodeAt(0)] = nameStart | nameFurther;
}
for (const character of '0123456789.-:') nameCharacters[character.charCodeAt(0)] = nameFurther;

/** Where the ASCII characters of a name end that stand at `start`; `start` where no name begins with one. */
export function nameEnd(xml: string, start: number): number {
  if (((nameCharacters[xml.charCodeAt(start)] ?? 0) & nameStart) === 0) return start;
  let at = start + 1;
  while (((nameCharacters[xml.charCodeAt(at)] ?? 0) & nameFurther) !== 0) at += 1;
  return at;
}
