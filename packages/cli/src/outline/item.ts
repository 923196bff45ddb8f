import { terminalText } from '../terminal-text.ts';

/** How a piece of text is set off from the others. */
export type Role = 'plain' | 'name' | 'strong' | 'faint';

/** A piece of text. */
export interface Span {
  readonly role: Role;
  readonly text: string;
}

/** Something that is wrong, in words. */
export interface Remark {
  readonly severity: 'deviation' | 'error';
  readonly code: string;
  /** Where it is, and what was expected and came. */
  readonly statement: string;
  readonly explanation?: string | undefined;
  readonly remedy: string;
}

/** A line of an outline, with what hangs from it. */
export interface Item {
  readonly spans: readonly Span[];
  /** What the thing is for. */
  readonly meaning?: string | undefined;
  /** What else is known of it. */
  readonly facts?: readonly string[] | undefined;
  readonly remarks?: readonly Remark[] | undefined;
  /** Lines shown as they stand, and whether more follow. */
  readonly text?: { readonly lines: readonly string[]; readonly isCut: boolean } | undefined;
  /** The picture to be shown, where pictures can be. */
  readonly picture?: { readonly path: string; readonly mediaType: string; readonly caption: string } | undefined;
  readonly items?: readonly Item[] | undefined;
}

/** Items under a title. */
export interface Section {
  readonly title: string;
  readonly items: readonly Item[];
}

/** A piece of text from anywhere, fit for a terminal. */
export function span(role: Role, text: string): Span {
  return { role, text: terminalText(text) };
}

/** A count with its noun. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
