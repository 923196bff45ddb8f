import { expect, test, vi } from 'vitest';
import { MultipartError } from '../src/index.ts';

test('an error is recognised whichever build of the package made it', async () => {
  // Loaded once more, the class is another one, as those of the ESM and the CJS build are.
  vi.resetModules();
  const other = await import('../src/errors.ts');
  const error = new other.MultipartError('truncated-body', 'The body is cut');
  expect(other.MultipartError).not.toBe(MultipartError);
  expect(error).not.toBeInstanceOf(MultipartError);
  expect(MultipartError.is(error)).toBe(true);
});

test('nothing else is taken for one', () => {
  const alike = Object.assign(new Error('The body is cut'), { name: 'MultipartError', code: 'truncated-body' });
  for (const value of [alike, new Error(), {}, null, undefined, 'truncated-body'])
    expect(MultipartError.is(value)).toBe(false);
});

test('an error carries code, place and cause', () => {
  const cause = new Error('cause');
  const error = new MultipartError('truncated-body', 'The body is cut', { offset: 3, part: '2.1', cause });
  expect(error).toMatchObject({ name: 'MultipartError', code: 'truncated-body', offset: 3, part: '2.1', cause });
  expect('cause' in new MultipartError('truncated-body', 'The body is cut')).toBe(false);
});
