import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import type { MessageHeaders } from '../../src/index.ts';

const file = process.env['MM7_FUZZ_EVIDENCE'];

/**
 * Writes the message that is about to be read to the file `MM7_FUZZ_EVIDENCE`, if that is set: when a counter-example is
 * tried again, that message is what it takes to show the fault without the property.
 */
export function keepEvidence(headers: MessageHeaders, bytes: Uint8Array): void {
  if (file === undefined || file === '') return;
  const head = linesOf(headers).map((line) => `${line}\r\n`);
  const start = `POST /mm7 HTTP/1.1\r\n${head.join('')}\r\n`;
  writeFileSync(file, Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
}

function linesOf(headers: MessageHeaders): string[] {
  if (typeof headers === 'string') return [`Content-Type: ${headers}`];
  const fields = Symbol.iterator in headers ? [...headers] : Object.entries(headers);
  return fields.map(([name, value]) => `${name}: ${String(value)}`);
}
