import type { Meaning, Value } from './meaning.ts';

/** A place in which two captures differ; absent is absent. */
export interface Difference {
  readonly place: string;
  readonly a?: Value;
  readonly b?: Value;
}

/** In what two captures differ. */
export interface Comparison {
  /** Whether they mean the same: neither fields nor parts differ. */
  readonly isSame: boolean;
  readonly fields: readonly Difference[];
  readonly parts: readonly Difference[];
  readonly writing: readonly Difference[];
}

/** Compares what two captures mean, and how they are written. */
export function compare(a: Meaning, b: Meaning): Comparison {
  const fields = differences(a.fields, b.fields).map(({ place }) =>
    difference(place, a.shown.get(place), b.shown.get(place)),
  );
  const parts = partDifferences(a.parts, b.parts);
  const isSame = fields.length === 0 && parts.length === 0;
  return { isSame, fields, parts, writing: differences(a.writing, b.writing) };
}

function differences(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): Difference[] {
  const places = new Set([...a.keys(), ...b.keys()]);
  return [...places]
    .filter((place) => a.get(place) !== b.get(place))
    .map((place) => difference(place, a.get(place), b.get(place)));
}

function difference(place: string, a: Value | undefined, b: Value | undefined): Difference {
  return { place, ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }) };
}

/** Parts that both have are set aside; of the others the first of each are held against each other, and so on. */
function partDifferences(a: Meaning['parts'], b: Meaning['parts']): Difference[] {
  const [ofA, ofB] = [a.map(partText), b.map(partText)];
  const onlyA = without(ofA, ofB);
  const onlyB = without(ofB, ofA);
  const count = Math.max(onlyA.length, onlyB.length);
  if (count === 0 && ofA.some((part, index) => part !== ofB[index])) {
    return [difference('order', ofA.join('; '), ofB.join('; '))];
  }
  return Array.from({ length: count }, (_, index) => difference('part', onlyA[index], onlyB[index]));
}

function partText({ contentType, size, sha256 }: Meaning['parts'][number]): string {
  return `${contentType}, ${size} bytes, SHA-256 ${sha256}`;
}

/** What is left of a list when each of the others has taken one equal to it away. */
function without(parts: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return parts.filter((part) => {
    const count = counts.get(part) ?? 0;
    counts.set(part, count - 1);
    return count <= 0;
  });
}
