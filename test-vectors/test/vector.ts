import { readdirSync, readFileSync } from 'node:fs';
import type { Mode } from '@mm7/schema';

/** A part beside the envelope, as an expectation describes it. */
export interface ExpectedPart {
  readonly path: string;
  readonly contentType: string;
  readonly contentId?: string;
  readonly contentLocation?: string;
  readonly fileName?: string;
  readonly size: number;
  readonly sha256: string;
}

/** A message that is to be taken. */
export interface Reading {
  readonly message: { readonly operation: string; readonly [key: string]: unknown };
  readonly parts: readonly ExpectedPart[];
  readonly warnings: readonly string[];
}

/** An error with which a message is to be refused. */
export interface Refusal {
  readonly error: { readonly code: string; readonly statusCode: number };
}

/** What stands in the JSON file of a vector. */
interface Expectation {
  readonly title: string;
  readonly source: string;
  readonly options?: { readonly fallbackCharset?: string };
  readonly lenient: Reading | Refusal;
  readonly strict: 'same' | Refusal;
}

/** A vector: bytes, and what they must be read as. */
export interface Vector {
  /** Group and name, such as `messages/submit-rsp`. */
  readonly name: string;
  /** The file that holds the bytes, such as `messages/submit-rsp.http`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly expectation: Expectation;
}

const root = new URL('../', import.meta.url);
const json = '.json';

/** The names of all groups: the folders that hold vectors. */
export const groups: readonly string[] = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(new URL(entry.name, root)).some((file) => file.endsWith(json)))
  .map((entry) => entry.name);

/** The files of a group. */
export function filesOf(group: string): readonly string[] {
  return readdirSync(new URL(group, root));
}

/** All vectors. */
export const vectors: readonly Vector[] = groups.flatMap((group) => {
  const files = filesOf(group);
  return files
    .filter((file) => file.endsWith(json))
    .map((file) => {
      const base = file.slice(0, -json.length);
      const wire = `${group}/${base}${files.includes(`${base}.http`) ? '.http' : '.xml'}`;
      const expectation: Expectation = JSON.parse(readFileSync(new URL(`${group}/${file}`, root), 'utf8'));
      return { name: `${group}/${base}`, file: wire, bytes: readFileSync(new URL(wire, root)), expectation };
    });
});

/** What a vector must be read as in a mode. */
export function expected({ expectation: { lenient, strict } }: Vector, mode: Mode): Reading | Refusal {
  return mode === 'lenient' || strict === 'same' ? lenient : strict;
}

/** A vector that a mode must take, with what it must make of it. */
export interface TakenVector {
  readonly vector: Vector;
  readonly reading: Reading;
}

/** The vectors that a mode must take. */
export function takenVectors(mode: Mode): readonly TakenVector[] {
  return vectors.flatMap((vector) => {
    const result = expected(vector, mode);
    return 'message' in result ? [{ vector, reading: result }] : [];
  });
}
