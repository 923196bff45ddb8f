import { Buffer } from 'node:buffer';
import type { Capture } from '@mm7/codec/capture';
import type { FindingsByPlace } from './findings-by-place.ts';
import type { InspectedField, InspectedHead } from './inspection.ts';
import type { Mask } from './mask.ts';
import { fieldsOf } from './part-inspection.ts';

/** Heads are limited to less than that. */
const longestHead = 64 * 1024;

/** Describes the head of an HTTP message, each field with what is wrong with it; undefined if a capture has none. */
export function inspectHead(
  bytes: Uint8Array,
  { startLine, sentHeaders, headers }: Capture,
  findings: FindingsByPlace,
  mask: Mask,
): InspectedHead | undefined {
  if (startLine === undefined) return undefined;
  const left = new Set(headers);
  const undoneCodings = [...sentHeaders]
    .filter((field) => !left.has(field) && field[0].toLowerCase().endsWith('-encoding'))
    .map(([, value]) => value);
  const fields = fieldsOf(sentHeaders, mask);
  const starts = firstLines(fields, headLines(bytes, startLine));
  return {
    startLine: mask.url(startLine),
    fields: fields.map((field, index) => {
      const range = { start: starts[index], end: starts[index + 1] };
      return { ...field, findings: findings.ofHeadField(field.name, range) };
    }),
    undoneCodings,
    findings: findings.ofHead(),
  };
}

/** The lines of a capture from its start line on; interim responses may stand before it. */
function headLines(bytes: Uint8Array, startLine: string): readonly string[] {
  const lines = Buffer.from(bytes.subarray(0, longestHead)).toString('latin1').split('\n');
  return lines.slice(
    Math.max(
      0,
      lines.findIndex((line) => line.trimStart().startsWith(startLine)),
    ),
  );
}

/** On which line of a head, counted from 1, each of its fields begins. */
function firstLines(fields: readonly InspectedField[], lines: readonly string[]): readonly (number | undefined)[] {
  let last = 0;
  return fields.map(({ name }) => {
    const start = `${name.toLowerCase()}:`;
    const found = lines.findIndex((line, index) => index > last && line.toLowerCase().startsWith(start));
    if (found === -1) return undefined;
    last = found;
    return found + 1;
  });
}
