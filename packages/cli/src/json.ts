import type { Message, Warning } from '@mm7/schema';
import type { DecodedPart } from './decoded-part.ts';
import type { Failure } from './failure.ts';
import { terminalJson } from './terminal-text.ts';

/** What `mm7 decode --json` prints of a message. Keys stand in this order; those without a value are left out. */
export function decodedJson(message: Message, parts: readonly DecodedPart[], warnings: readonly Warning[]): string {
  return jsonText({
    message,
    parts: parts.map(({ file: _, ...part }) => part),
    warnings: warnings.map(({ code, message, path, offset, line, column }) => {
      return { code, message, path, offset, line, column };
    }),
  });
}

/** What `mm7 decode --json` prints instead when it fails. */
export function failureJson(failure: Failure): string {
  return jsonText({ error: failure });
}

/** JSON for people and programs: indented, safe for a terminal. */
export function jsonText(value: object): string {
  return `${terminalJson(JSON.stringify(value, undefined, 2))}\n`;
}
