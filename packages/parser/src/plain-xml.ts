import { hasOtherReference } from './xml-entities.ts';

/** What is no character of a document (XML 1.0, production 2), once line ends are line feeds; or not of ASCII. */
const beyondPrintableAscii = /[^\t\n -~]/;
const noCharacter = /[^\t\n -\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/**
 * Whether a document whose line ends are line feeds holds characters alone, no references but to the entities of XML, and
 * no end of a CDATA section, which must not stand in text either: so that nothing but its tags needs a closer look.
 */
export function isPlain(xml: string): boolean {
  if (xml.includes(']]>') || hasOtherReference(xml)) return false;
  return !beyondPrintableAscii.test(xml) || !noCharacter.test(xml);
}

const tab = 9;
const lineFeed = 10;
const space = 32;

/** Where white space ends, which may be empty. */
export function whiteSpaceEnd(xml: string, start: number): number {
  let at = start;
  for (let code = xml.charCodeAt(at); code === space || code === lineFeed || code === tab; code = xml.charCodeAt(at)) {
    at += 1;
  }
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

/** Where the name of an element or attribute ends; where it begins, if it is none of ASCII. */
export function nameEnd(xml: string, start: number): number {
  if (((nameCharacters[xml.charCodeAt(start)] ?? 0) & nameStart) === 0) return start;
  let at = start + 1;
  while (((nameCharacters[xml.charCodeAt(at)] ?? 0) & nameFurther) !== 0) at += 1;
  return at;
}
