/** Where an element stands; spelt out only when something is to be said of it. */
export interface ElementPath {
  readonly name: string;
  readonly outer: ElementPath | undefined;
}

/** The path as warnings and errors show it: `/Envelope/Body`. */
export function textOfPath({ name, outer }: ElementPath): string {
  return outer === undefined ? `/${name}` : `${textOfPath(outer)}/${name}`;
}
