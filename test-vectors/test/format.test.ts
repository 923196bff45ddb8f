import { readFileSync } from 'node:fs';
import { deviations } from '@mm7/schema';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { filesOf, groups, vectors } from './vector.ts';

const schema = JSON.parse(readFileSync(new URL('../vector.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);

test.each(groups)('every file of %s is one half of a vector', (group) => {
  const names = filesOf(group).map((file) => file.split('.'));
  const expectations = names.filter(([, extension]) => extension === 'json').map(([base]) => base);
  const messages = names.filter(([, extension]) => extension === 'http' || extension === 'xml').map(([base]) => base);
  expect(messages.sort()).toEqual(expectations.sort());
  expect(names).toHaveLength(2 * messages.length);
});

describe.each(vectors)('$name', ({ expectation }) => {
  test('has an expectation that follows the schema of expectations', () => {
    validate(expectation);
    expect(validate.errors).toBeNull();
  });

  test('names its warnings in alphabetical order', () => {
    const warnings = 'warnings' in expectation.lenient ? expectation.lenient.warnings : [];
    expect(warnings).toEqual([...warnings].sort());
  });

  test('is refused in strict mode for one of its deviations, with the status code of that deviation', () => {
    if (!('warnings' in expectation.lenient) || expectation.strict === 'same') return;
    const { code, statusCode } = expectation.strict.error;
    expect(expectation.lenient.warnings).toContain(code);
    expect(Object.entries(deviations).find(([known]) => known === code)?.[1].statusCode).toBe(statusCode);
  });
});

test('every kind of deviation has a vector', () => {
  const seen = new Set(
    vectors.flatMap(({ expectation: { lenient } }) => ('warnings' in lenient ? lenient.warnings : [])),
  );
  expect(Object.keys(deviations).filter((code) => !seen.has(code))).toEqual([]);
});
