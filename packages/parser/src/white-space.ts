const noBreakSpace = 0xa0;

/** Takes white space (XML 1.0, production 3) off both ends, and no-break spaces with it. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpaceLike(text.charCodeAt(start))) start += 1;
  while (end > start && isSpaceLike(text.charCodeAt(end - 1))) end -= 1;
  return start === 0 && end === text.length ? text : text.slice(start, end);
}

/** Whether no-break spaces are among what {@link trim} takes off. */
export function hasNoBreakSpaceAround(text: string): boolean {
  let start = 0;
  let end = text.length;
  for (; start < end && isSpaceLike(text.charCodeAt(start)); start += 1) {
    if (text.charCodeAt(start) === noBreakSpace) return true;
  }
  for (; end > start && isSpaceLike(text.charCodeAt(end - 1)); end -= 1) {
    if (text.charCodeAt(end - 1) === noBreakSpace) return true;
  }
  return false;
}

/** Whether a text is white space alone. */
export function isWhiteSpace(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (!isSpace(text.charCodeAt(index))) return false;
  }
  return true;
}

/** Whether a character is white space (XML 1.0, production 3). */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 10 || code === 13 || code === 9;
}

function isSpaceLike(code: number): boolean {
  return isSpace(code) || code === noBreakSpace;
}
