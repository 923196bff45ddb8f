import type { XmlElement } from './xml-tree.ts';

/** One replacement in a document. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Carries out edits that do not overlap. */
export function edited(xml: string, edits: readonly Edit[]): string {
  let result = '';
  let copied = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    result += xml.slice(copied, start) + text;
    copied = end;
  }
  return result + xml.slice(copied);
}

/** Puts text in. */
export function insertion(at: number, text: string): Edit {
  return { start: at, end: at, text };
}

/** Calls an element otherwise. */
export function renaming({ start, contentEnd, end, name, isSelfClosing }: XmlElement, to: string): readonly Edit[] {
  const inStartTag = { start: start + 1, end: start + 1 + name.length, text: to };
  return isSelfClosing ? [inStartTag] : [inStartTag, { start: contentEnd + 2, end: end - 1, text: to }];
}

/** Takes away the tags of an element and leaves what is in it. */
export function unwrapping({ start, contentStart, contentEnd, end }: XmlElement): readonly Edit[] {
  return [
    { start, end: contentStart, text: '' },
    { start: contentEnd, end, text: '' },
  ];
}

/** Puts what stands between two places into an element. */
export function wrapping(start: number, end: number, name: string): readonly Edit[] {
  return [insertion(start, `<${name}>`), insertion(end, `</${name}>`)];
}
