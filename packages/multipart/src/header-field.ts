/** One header field: its name as it was sent, and its value, unfolded and trimmed. */
export type HeaderField = readonly [name: string, value: string];

/** Whether two names are the same without regard to case; `wanted` is in lower case mostly. */
export function isSameName(sent: string, wanted: string): boolean {
  if (sent.length !== wanted.length) return false;
  const lowerCase = sent.toLowerCase();
  return lowerCase === wanted || lowerCase === wanted.toLowerCase();
}
