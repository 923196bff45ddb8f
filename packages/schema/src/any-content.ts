import type { Extension } from './extension.ts';

/** Elements where no schema restricts the content. */
export interface AnyElements {
  /** The elements, in document order. */
  readonly extensions: readonly Extension[];
}

/** Content that no schema restricts: character data to the letter, or, where elements occur, those elements. */
export type AnyContent = string | AnyElements;
