import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type Inspected, inspect } from '../../src/inspect/inspect.ts';
import { Mask } from '../../src/inspect/mask.ts';
import { outlineOf } from '../../src/inspect/outline.ts';
import { page } from '../../src/inspect/page.ts';
import { jsonText } from '../../src/json.ts';
import { outlineText } from '../../src/outline/outline-text.ts';

const room = resolve(import.meta.dirname, '../../../../test-vectors');
const vectors = readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^[a-z-]+[/\\][^/\\]+\.(?:http|xml)$/.test(name))
  .sort();

/** Everything that acts on a terminal instead of being shown. */
const controls = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u;

const inspections = new Map<string, Promise<Inspected>>();

function inspected(name: string): Promise<Inspected> {
  const inspection = inspections.get(name) ?? inspect(readFileSync(join(room, name)), { mask: new Mask(false) });
  inspections.set(name, inspection);
  return inspection;
}

function expectationOf(name: string) {
  return JSON.parse(readFileSync(join(room, name.replace(/\.(?:http|xml)$/, '.json')), 'utf8'));
}

/** Every finding in an inspection but those that the verdict repeats. */
function findingsIn(value: unknown): { code: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'verdict' || key === 'message') return [];
    return key === 'findings' && Array.isArray(inner) ? inner : findingsIn(inner);
  });
}

describe('every test vector, inspected', () => {
  it('there are vectors', () => {
    expect(vectors.length).toBeGreaterThan(100);
  });

  it.each(vectors)('%s: each finding at one place, and the verdict of both modes', async (name) => {
    const { inspection } = await inspected(name);
    const { lenient, strict, options } = expectationOf(name);
    if (options !== undefined) return;
    const result = lenient.error === undefined ? (strict === 'same' ? 'conforms' : 'deviates') : 'unreadable';
    expect(inspection.verdict.result).toBe(result);
    if (result === 'deviates') expect(inspection.verdict.strictRefusal?.code).toBe(strict.error.code);
    const codes = findingsIn(inspection).map(({ code }) => code);
    if (lenient.error === undefined) expect([...new Set(codes)].sort()).toEqual(lenient.warnings);
    else expect(codes).toContain(lenient.error.code);
    const counted = inspection.verdict.deviations.reduce((sum, { count }) => sum + count, 0);
    expect(codes.length).toBe(counted + (lenient.error === undefined ? 0 : 1));
  });

  it.each(vectors)('%s: fits 80 and 160 columns, and no control character comes through', async (name) => {
    const { inspection, contentAt } = await inspected(name);
    const sections = outlineOf(inspection);
    for (const columns of [80, 160]) {
      for (const line of outlineText(sections, columns, false).split('\n')) {
        expect(line).not.toMatch(controls);
        expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      }
    }
    for (const line of jsonText(inspection).split('\n')) expect(line).not.toMatch(controls);
    const html = page({ title: name, result: inspection.verdict.result, sections, contentAt });
    for (const line of html.split('\n')) expect(line).not.toMatch(controls);
  });
});
