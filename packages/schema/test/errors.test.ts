import { expect, test } from 'vitest';
import { deviations, errors } from '../src/index.ts';

test('no code is both that of a deviation and that of an error, so that a code has one explanation', () => {
  expect(Object.keys(errors).filter((code) => Object.hasOwn(deviations, code))).toEqual([]);
});
