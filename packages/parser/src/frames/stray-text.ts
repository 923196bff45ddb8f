import type { EnvelopeWalker } from '../envelope-walker.ts';
import { isWhiteSpace, trim } from '../white-space.ts';

/** Reports text that stands where only elements may. */
export function refuseText(walker: EnvelopeWalker, text: string): void {
  if (isWhiteSpace(text)) return;
  const trimmed = trim(text);
  if (trimmed.text === '') walker.reportOnce('no-break-space', 'between elements', 'no-break spaces between elements');
  else walker.report('stray-text', `expected elements, got ${JSON.stringify(trimmed.text.slice(0, 80))}`);
}
