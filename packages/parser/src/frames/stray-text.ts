import type { EnvelopeWalker } from '../envelope-walker.ts';
import { isWhiteSpace, trim } from '../white-space.ts';

/** Reports text that stands where only elements may. */
export function refuseText(walker: EnvelopeWalker, text: string): void {
  if (isWhiteSpace(text)) return;
  const trimmed = trim(text);
  if (trimmed === '') {
    walker.log.reportOnce('no-break-space', 'between elements', 'no-break spaces between elements', walker.place());
  } else walker.report('stray-text', `expected elements, got ${JSON.stringify(trimmed.slice(0, 80))}`);
}
