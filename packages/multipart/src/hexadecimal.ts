/** The byte that two hexadecimal digits of either case stand for; `undefined` if one of them is no such digit. */
export function hexadecimalPair(high: number | undefined, low: number | undefined): number | undefined {
  const highDigit = hexadecimalDigit(high);
  const lowDigit = hexadecimalDigit(low);
  return highDigit === undefined || lowDigit === undefined ? undefined : highDigit * 16 + lowDigit;
}

function hexadecimalDigit(byte: number | undefined): number | undefined {
  if (byte === undefined) return undefined;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : undefined;
}
