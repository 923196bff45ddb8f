import { Buffer } from 'node:buffer';
import { parseContentType } from '@mm7/multipart';
import { decodeBuffer } from '../../src/index.ts';
import type { WrittenMessage } from './written-message.ts';

const unlimited = { envelope: Number.POSITIVE_INFINITY };

/** A multipart as it was written. */
export interface WrittenBoundary {
  readonly boundary: string;
  /** How many parts stand in it. */
  readonly parts: number;
}

/** Every multipart of a written message, the body itself first. */
export function boundariesOf({ headers, bytes }: WrittenMessage): readonly WrittenBoundary[] {
  const own = parseContentType(headers['Content-Type']).parameters.get('boundary');
  if (own === undefined) return [];
  // The envelope is the first part of the body, and not among the parts.
  const counts = new Map([[own, new Set(['1'])]]);
  for (const { path, containers } of decodeBuffer(headers, bytes, { limits: unlimited }).parts) {
    const chain = [...containers, { path, parameters: new Map<string, string>() }];
    let boundary = own;
    for (const each of chain) {
      const members = counts.get(boundary) ?? new Set();
      counts.set(boundary, members.add(each.path));
      boundary = each.parameters.get('boundary') ?? '';
    }
  }
  return [...counts].map(([boundary, members]) => ({ boundary, parts: members.size }));
}

/** The delimiters of a written message, without the dashes that close the last one. */
export function delimitersOf(message: WrittenMessage): readonly Uint8Array[] {
  return boundariesOf(message).map(({ boundary }) => Buffer.from(`--${boundary}`));
}

/** How often one text of bytes stands in another. */
export function occurrences(bytes: Uint8Array, text: string): number {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) count += 1;
  return count;
}
