const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const NO_BREAK_SPACE = 0xa0;
/** Begins U+00A0 in UTF-8. */
const NO_BREAK_SPACE_LEAD = 0xc2;

/** Index in `line` after its last byte that is neither line end nor white space nor part of a no-break space. */
export function endOfText(line: Uint8Array): number {
  let end = line.length;
  while (end > 0 && (isSpace(line[end - 1]) || noBreakSpaceLength(line, end) > 0)) {
    end -= noBreakSpaceLength(line, end) || 1;
  }
  return end;
}

/** Whether a no-break space stands at the end of `line`, among the white space. */
export function hasNoBreakSpaceAtEnd(line: Uint8Array): boolean {
  return line.subarray(endOfText(line)).includes(NO_BREAK_SPACE);
}

/** The characters of `line`, one for each byte, up to {@link endOfText}. */
export function lineText(line: Uint8Array): string {
  const text = line.subarray(0, endOfText(line));
  return Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('latin1');
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB || byte === CR || byte === LF;
}

/** Bytes of the no-break space that ends at `end`: two in UTF-8, one in ISO 8859-1, 0 where there is none. */
function noBreakSpaceLength(line: Uint8Array, end: number): number {
  if (line[end - 1] !== NO_BREAK_SPACE) return 0;
  return line[end - 2] === NO_BREAK_SPACE_LEAD ? 2 : 1;
}
