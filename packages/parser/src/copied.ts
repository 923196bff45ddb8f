/** A copy of a text: a slice of a document would keep all of that document alive for as long as somebody keeps it. */
export function copied(text: string): string {
  return ` ${text}`.slice(1);
}
