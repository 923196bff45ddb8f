import { expect, test } from 'vitest';
import { deviations, errors, Mm7Error } from '../src/index.ts';

test('no code is both that of a deviation and that of an error, so that a code has one explanation', () => {
  expect(Object.keys(errors).filter((code) => Object.hasOwn(deviations, code))).toEqual([]);
});

test('an error has no property for what is not known of it', () => {
  const details = { path: '2.1', offset: 7, line: 1, column: 2, envelope: {} };
  const known = new Mm7Error('truncated-body', 'the body ends', details);
  const unknown = new Mm7Error('truncated-body', 'the body ends');
  for (const [name, value] of Object.entries(details)) {
    expect(Reflect.get(known, name)).toBe(value);
    expect(name in unknown).toBe(false);
  }
});
