import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { anchor } from '../../scripts/reference/markdown.ts';
import { pages, reference } from '../../scripts/reference/pages.ts';

test('the reference has these pages and no others', () => {
  expect(readdirSync(reference).sort()).toEqual([...pages.keys()].sort());
});

describe.each([...pages])('%s', (name, text) => {
  test('is what the source and the vectors say (write it with `pnpm reference`)', () => {
    expect(readFileSync(new URL(name, reference), 'utf8')).toBe(text);
  });

  test('links to files and headings that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)];
    const broken = links.filter(([, file = '', heading]) => {
      const target = pages.get(file === '' ? name : file);
      if (heading === undefined || target === undefined) return !existsSync(new URL(file, reference));
      return !target.split('\n').some((line) => line.startsWith('#') && anchor(line.replace(/^#+ /, '')) === heading);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});
