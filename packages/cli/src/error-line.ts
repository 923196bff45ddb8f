import { adviceFor } from './advice.ts';
import type { Failure } from './failure.ts';
import { placeText } from './place.ts';
import { terminalText } from './terminal-text.ts';

/** A failure on one line: its code, its place, what happened, and what to do. */
export function errorLine(failure: Failure): string {
  const place = placeText(failure);
  const head = place === '' ? failure.code : `${failure.code} at ${place}`;
  const sentence = /[.!?]$/.test(failure.message) ? failure.message : `${failure.message}.`;
  return terminalText(`mm7: ${head}: ${sentence} ${adviceFor(failure.code)}`);
}
