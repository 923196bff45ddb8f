import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { createTransferDecoder, isKnownTransferEncoding } from '../src/transfer-decoder.ts';

function decode(encoding: string, text: string): string | undefined {
  const decoder = createTransferDecoder(encoding);
  if (decoder === undefined) return undefined;
  return Buffer.concat([decoder.write(Buffer.from(text)), decoder.end()]).toString();
}

describe('a transfer encoding', () => {
  test.each(['base64', 'Base64', ' BASE64 ', 'base64;', '(as ever) Base64 (RFC 2045)'])(
    'is known in any case: %j',
    (encoding) => {
      expect(decode(encoding, 'QUJD')).toBe('ABC');
      expect(isKnownTransferEncoding(encoding)).toBe(true);
    },
  );

  test.each(['quoted-printable', 'Quoted-Printable'])('is known in any case: %j', (encoding) => {
    expect(decode(encoding, '=41BC')).toBe('ABC');
    expect(isKnownTransferEncoding(encoding)).toBe(true);
  });

  test.each([undefined, '', '7bit', '8Bit', 'BINARY'])('%j leaves content as it stands', (encoding) => {
    expect(createTransferDecoder(encoding)).toBeUndefined();
    expect(isKnownTransferEncoding(encoding)).toBe(true);
  });

  test.each(['x-uuencode', 'none', 'constructor', '__proto__'])(
    '%j is not known and leaves content as it stands',
    (encoding) => {
      expect(createTransferDecoder(encoding)).toBeUndefined();
      expect(isKnownTransferEncoding(encoding)).toBe(false);
    },
  );
});
