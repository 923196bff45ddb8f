import { decode, decodeBuffer, encode } from '@mm7/codec';
import { readCapture } from '@mm7/codec/capture';
import { describe, expect, test } from 'vitest';
import { describePart } from './read.ts';
import { type ExpectedPart, type Reading, takenVectors } from './vector.ts';

describe.each(takenVectors('strict'))('$vector.name', ({ vector, reading }) => {
  const options = { mode: 'strict', ...vector.expectation.options } as const;

  test('reads the same from memory', async () => {
    const { headers, body } = await readCapture(vector.bytes);
    const { message, parts, warnings } = decodeBuffer(headers, await collect(body), options);
    const described = parts.map((part) => describePart(part, part.content));
    expect({ message, parts: described, warnings }).toEqual(reading);
  });

  test('is an equal message after being encoded in its own dialect and decoded again', async () => {
    const { headers, body } = await readCapture(vector.bytes);
    const original = decodeBuffer(headers, await collect(body), options);
    if (namesNoPart(reading)) {
      expect(() => encode(original.message, original.parts)).toThrow(
        expect.objectContaining({ code: 'content-unmatched' }),
      );
      return;
    }
    const encoded = encode(original.message, original.parts, { dialect: original.dialect });
    const { message, parts, dialect } = await decode(encoded.headers, encoded.body, options);
    expect(message).toEqual(original.message);
    expect(dialect.prefixes).toEqual(original.dialect.prefixes);
    const contents: ExpectedPart[] = [];
    for await (const part of parts) contents.push(describePart({ ...part, path: '' }, await part.bytes()));
    expect(contents).toEqual(reading.parts.map((part) => ({ ...part, path: '' })));
  });
});

const deviating = takenVectors('lenient').filter(({ reading }) => reading.warnings.length > 0);

describe.each(deviating)('$vector.name', ({ vector, reading }) => {
  test('is an equal message after being encoded in kind and decoded again, extensions included', async () => {
    const { headers, body } = await readCapture(vector.bytes);
    const original = decodeBuffer(headers, await collect(body), vector.expectation.options);
    if (namesNoPart(reading)) {
      expect(() => encode(original.message, original.parts)).toThrow(
        expect.objectContaining({ code: 'content-unmatched' }),
      );
      return;
    }
    const encoded = encode(original.message, original.parts, { dialect: original.dialect });
    const { message, dialect } = await decode(encoded.headers, encoded.body);
    expect(message).toEqual(original.message);
    expect(dialect.namespace).toBe(original.dialect.namespace);
    expect(dialect.version).toBe(original.dialect.version);
    expect(dialect.spellings).toEqual(original.dialect.spellings);
  });
});

/** A message that refers to content which is not there, as an envelope does that was taken out of its message. */
function namesNoPart({ message, parts, warnings }: Reading): boolean {
  return (message['content'] !== undefined && parts.length === 0) || warnings.includes('content-unmatched');
}

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.length, 0));
  chunks.reduce((offset, chunk) => {
    bytes.set(chunk, offset);
    return offset + chunk.length;
  }, 0);
  return bytes;
}
