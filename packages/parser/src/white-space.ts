const noBreakSpace = 0xa0;

/** What stands at the ends of a text or fills it, as XML sees it (XML 1.0, production 3), and no-break spaces. */
export interface Trimmed {
  readonly text: string;
  /** Whether no-break spaces were among what was trimmed. */
  readonly noBreakSpace: boolean;
}

/** Takes white space off both ends, and no-break spaces with it. */
export function trim(text: string): Trimmed {
  let start = 0;
  let end = text.length;
  let found = false;
  while (start < end && isSpaceLike(text.charCodeAt(start))) {
    found ||= text.charCodeAt(start) === noBreakSpace;
    start += 1;
  }
  while (end > start && isSpaceLike(text.charCodeAt(end - 1))) {
    found ||= text.charCodeAt(end - 1) === noBreakSpace;
    end -= 1;
  }
  return { text: start === 0 && end === text.length ? text : text.slice(start, end), noBreakSpace: found };
}

/** Whether a text is white space alone. */
export function isWhiteSpace(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (!isSpace(text.charCodeAt(index))) return false;
  }
  return true;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 10 || code === 13 || code === 9;
}

function isSpaceLike(code: number): boolean {
  return isSpace(code) || code === noBreakSpace;
}
