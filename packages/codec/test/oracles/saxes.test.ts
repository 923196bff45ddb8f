import { dialectDeviation, message, serializerStyle } from '@mm7/arbitraries';
import { type ParsedEnvelope, parseEnvelope } from '@mm7/parser';
import { serializeEnvelope } from '@mm7/serializer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Mm7Error } from '../../src/index.ts';
import { keepEvidence } from '../properties/evidence.ts';
import { runs } from '../properties/runs.ts';

function read(xml: string): ParsedEnvelope | undefined {
  try {
    return parseEnvelope(xml);
  } catch (error) {
    if (Mm7Error.is(error)) return undefined;
    throw error;
  }
}

/** The plain reader leaves documents with comments to saxes; behind the document, a comment moves nothing. */
function expectSameOfSaxes(xml: string): void {
  keepEvidence('text/xml; charset=utf-8', new TextEncoder().encode(xml));
  const plain = read(xml);
  if (plain !== undefined) expect(read(`${xml}<!-- not plain -->`)).toEqual(plain);
}

const lineEnds = fc.constantFrom('\n', '\r\n', '\r', '\n  ', '\t');

test('an envelope says the same, at the same places, whether the plain reader takes it or saxes', () => {
  fc.assert(
    fc.property(message(), serializerStyle(), lineEnds, (given, style, lineEnd) => {
      expectSameOfSaxes(serializeEnvelope(given, style).replaceAll('><', `>${lineEnd}<`));
    }),
    runs(300),
  );
});

test('so does an envelope that deviates', () => {
  fc.assert(
    fc.property(message(), dialectDeviation(), lineEnds, (given, { apply }, lineEnd) => {
      expectSameOfSaxes((apply(serializeEnvelope(given)) ?? '').replaceAll('><', `>${lineEnd}<`));
    }),
    runs(300),
  );
});

const change = fc.tuple(
  fc.nat(),
  fc.constantFrom('', 'a', ' ', '<', '>', '/>', '"', '&lt;', '\r', '\u{1f600}'),
  fc.nat(1),
);

test('so does an envelope that is changed, and where the plain reader can read it, saxes can', () => {
  fc.assert(
    fc.property(message(), change, (given, [at, by, length]) => {
      const xml = serializeEnvelope(given);
      const start = at % xml.length;
      expectSameOfSaxes(xml.slice(0, start) + by + xml.slice(start + length));
    }),
    runs(1000),
  );
});
