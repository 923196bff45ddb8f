import type { DeviationCode } from '@mm7/schema';
import type { AnnotatedDocument } from './annotated-document.ts';
import type { Edit } from './edit.ts';

/**
 * What of a message reads otherwise than in the original: nothing; its namespace, which is gone or another; something is
 * added to its extensions; dates are spelled otherwise.
 */
export type DeviationEffect = 'none' | 'namespace' | 'extensions' | 'date-spelling';

/** One way in which senders deviate. */
export interface DeviationKind {
  readonly code: DeviationCode;
  /** What the sender does, in a few words. */
  readonly description: string;
  readonly effect: DeviationEffect;
  /** The ways to do it to a document, each a list of edits; none where it cannot be done. */
  readonly variants: (document: AnnotatedDocument) => readonly (readonly Edit[])[];
}

/** Declares a way to deviate that leaves the meaning alone, unless another effect is given. */
export function deviationKind(
  code: DeviationCode,
  description: string,
  variants: DeviationKind['variants'],
  effect: DeviationEffect = 'none',
): DeviationKind {
  return { code, description, effect, variants };
}
