/** Where in a capture something stands, as warnings and errors say it. */
export interface Place {
  readonly path?: string | undefined;
  readonly offset?: number | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const partPath = /^[0-9.]+$/;

/** A place in words; empty when nothing is known of it. */
export function placeText({ path, offset, line, column }: Place): string {
  const words: string[] = [];
  if (path !== undefined) words.push(partPath.test(path) ? `part ${path}` : path);
  if (line !== undefined) words.push(`line ${line}`);
  if (column !== undefined) words.push(`column ${column}`);
  if (offset !== undefined) words.push(`byte ${offset}`);
  return words.join(', ');
}
