import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { EnvelopeParser, parseEnvelope } from '../src/index.ts';
import { deliverReq, submitReq } from './documents.ts';
import { outcome } from './outcome.ts';

const encoder = new TextEncoder();

describe('a document of a megabyte', () => {
  test('that comes byte by byte costs no more memory than those bytes and their likes', () => {
    const parser = new EnvelopeParser();
    const before = process.memoryUsage();
    const chunk = Uint8Array.of(0x20);
    for (let index = 0; index < 1_000_000; index += 1) parser.write(chunk);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers + after.heapUsed - before.heapUsed).toBeLessThan(60_000_000);
  });

  test('of a hundred thousand unknown elements give a bounded number of warnings', () => {
    const limits = { extensions: Infinity, envelope: Infinity };
    const parsed = parseEnvelope(deliverReq('<mm7:x/>'.repeat(100_000)), { limits });
    expect(parsed.warnings.length).toBeLessThanOrEqual(100);
    expect(parsed.message.extensions).toHaveLength(100_000);
  });

  test('is dealt with, whatever fills it', () => {
    const fill = (piece: string): string => piece.repeat(Math.floor(1_000_000 / piece.length));
    for (const piece of [
      '<a>',
      '<a',
      '<',
      '&',
      '&amp',
      '&#1;',
      ']]>',
      '<!--',
      '<![CDATA[',
      '-',
      '<?',
      '\u00a0',
      '\u0001',
      'x::',
      '<a b="',
      '\ud800',
      '<mm7:Number/>',
      '<mm7:To/>',
      '<mm7:VASID>',
      "<a b='&'/>",
    ]) {
      for (const xml of [
        fill(piece),
        deliverReq(fill(piece)),
        submitReq('').replace('<mm7:To>', `<mm7:To>${fill(piece)}`),
        `<a b="${fill(piece)}`,
      ]) {
        outcome(xml);
      }
    }
  });
});

describe('a message that is kept', () => {
  test.each([
    ['of comments', `<!--${'x'.repeat(250_000)}-->`.repeat(2)],
    ['of plain white space', ' '.repeat(250_000)],
  ])('does not keep its document: one full %s', (_, filler) => {
    const collect = garbageCollector();
    const kept: unknown[] = [];
    const document = submitReq(
      '<mm7:Subject>a subject of some length</mm7:Subject><mm7:Content href="cid:some-content-of-some-length"/><x:extension-of-some-length xmlns:x="urn:some:namespace:of:its:own" attribute-of-some-length="value-of-some-length">text of some length</x:extension-of-some-length>',
    )
      .replace('t-1', 'a-transaction-of-some-length')
      .replaceAll('soapenv', 'a-prefix-of-some-length')
      .replaceAll('mm7:SenderIdentification', 'undeclared-prefix-of-some-length:senderidentification');
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let index = 0; index < 60; index += 1) {
      // Fresh bytes each time, as from the wire.
      kept.push(parseEnvelope(encoder.encode(`${document}${filler}`)));
      kept.push(parseEnvelope(encoder.encode(document.replace('<mm7:Content', `${filler}<mm7:Content`))));
    }
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
    expect(kept).toHaveLength(120);
  });
});

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this engine shows no garbage collector');
  return () => {
    collect();
  };
}
