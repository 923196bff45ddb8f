import type { Extension } from './extension.ts';

/** Content that no schema restricts: character data to the letter, or, where elements occur, those elements. */
export type AnyContent = string | { readonly extensions: readonly Extension[] };
