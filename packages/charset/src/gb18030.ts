/** Where the four-byte codes for the Basic Multilingual Plane end, and where the supplementary planes lie. */
const BASIC_END = 39420;
const SUPPLEMENTARY_START = 189000;
const SUPPLEMENTARY_END = 1237576;

/**
 * Whether there is a four-byte code between or after the ranges that GB 18030 assigns. iconv-lite makes some other
 * character of it. The bytes begin at the beginning of a character.
 */
export function hasUnassignedFourByteCode(bytes: Uint8Array): boolean {
  let index = 0;
  while (index < bytes.length) {
    const first = bytes[index] ?? 0;
    const second = bytes[index + 1] ?? 0;
    if (first <= 0x80) {
      index += 1;
    } else if (second < 0x30 || second > 0x39) {
      index += 2;
    } else {
      const third = bytes[index + 2] ?? 0;
      const fourth = bytes[index + 3] ?? 0;
      const linear = (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
      const isAssigned = linear < BASIC_END || (linear >= SUPPLEMENTARY_START && linear < SUPPLEMENTARY_END);
      if (!isAssigned && index + 3 < bytes.length) return true;
      index += 4;
    }
  }
  return false;
}
