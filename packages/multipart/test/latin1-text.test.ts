import { Buffer } from 'node:buffer';
import { expect, test, vi } from 'vitest';
import { latin1Text } from '../src/latin1-text.ts';

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index).subarray(16);
const text = String.fromCharCode(...bytes.subarray(10, 240));

test.each([
  { name: 'a Buffer', source: Buffer.from(bytes) },
  { name: 'a plain Uint8Array', source: bytes },
])('each byte of $name is one character', ({ source }) => {
  expect(latin1Text(source, 10, 240)).toBe(text);
  expect(latin1Text(source, 10, 10)).toBe('');
});

test('bytes become text as well where Buffers have no more than is documented', async () => {
  const from = vi.fn(Buffer.from);
  vi.doMock('node:buffer', () => ({ Buffer: { prototype: {}, from } }));
  vi.resetModules();
  const documented = await import('../src/latin1-text.ts');
  vi.doUnmock('node:buffer');
  expect(documented.latin1Text(bytes, 10, 240)).toBe(text);
  expect(from).toHaveBeenCalledOnce();
});
