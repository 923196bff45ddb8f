import { type DeviationEffect, dialectDeviation, dialectDeviationCodes, message } from '@mm7/arbitraries';
import { serializeEnvelope } from '@mm7/serializer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBuffer, type Message, toDate } from '../../src/index.ts';
import { keepEvidence } from './evidence.ts';
import { outcomeOfBuffer } from './outcome.ts';
import { runs } from './runs.ts';

const headers = 'text/xml; charset=utf-8';
const absent: Readonly<Record<DeviationEffect, ReadonlySet<string>>> = {
  none: new Set(),
  namespace: new Set(['namespace']),
  extensions: new Set(['extensions', 'headerBlocks']),
  'date-spelling': new Set(),
};

/** What of a message a deviation of that effect must leave alone. */
function meaning(value: unknown, effect: DeviationEffect): unknown {
  if (typeof value === 'string') return effect === 'date-spelling' ? (toDate(value)?.getTime() ?? value) : value;
  if (Array.isArray(value)) return value.map((entry: unknown) => meaning(entry, effect));
  if (typeof value !== 'object' || value === null) return value;
  const properties = Object.entries(value).filter(([key]) => !absent[effect].has(key));
  return Object.fromEntries(properties.map(([key, entry]) => [key, meaning(entry, effect)]));
}

function bytesOf(xml: string): Uint8Array {
  return new TextEncoder().encode(xml);
}

function read(xml: string): { readonly message: Message; readonly codes: ReadonlySet<string> } {
  const bytes = bytesOf(xml);
  keepEvidence(headers, bytes);
  const decoded = decodeBuffer(headers, bytes);
  return { message: decoded.message, codes: new Set(decoded.warnings.map(({ code }) => code)) };
}

const messages = message();

describe('a known deviation never changes the meaning, is reported under its one code, and is refused in strict mode', () => {
  test.each(dialectDeviationCodes)('%s', (code) => {
    fc.assert(
      fc.property(messages, dialectDeviation({ code }), (given, { apply, effect }) => {
        const xml = apply(serializeEnvelope(given));
        fc.pre(xml !== undefined);
        const { message: deviant, codes } = read(xml);
        expect(meaning(deviant, effect)).toEqual(meaning(given, effect));
        expect([...codes]).toEqual([code]);
        expect(outcomeOfBuffer(headers, bytesOf(xml), { mode: 'strict' })).toMatchObject({ error: { code } });
      }),
      { ...runs(30), maxSkipsPerRun: 1000 },
    );
  });
});

test('a second deviation hides neither itself nor the first', () => {
  fc.assert(
    fc.property(messages, dialectDeviation(), (given, { code, apply }) => {
      const xml = apply(serializeEnvelope(given));
      fc.pre(xml !== undefined);
      expect(read(`\n${xml}`).codes).toEqual(new Set([code, 'leading-white-space']));
    }),
    runs(100),
  );
});
