import { Mm7Error, type Mm7ErrorCode, type Mode } from '@mm7/schema';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  defaultEnvelopeLimits,
  type EnvelopeLimits,
  EnvelopeParser,
  isMm7Document,
  type ParseOptions,
  parseEnvelope,
} from '../src/index.ts';
import { codesOf, deliverReq, envelope, fault, message, submitReq, submitRsp, success } from './documents.ts';
import { outcome } from './outcome.ts';

const modes: readonly Mode[] = ['lenient', 'strict'];
const encoder = new TextEncoder();

function codeOf(xml: string | Uint8Array, options: ParseOptions = {}): Mm7ErrorCode | 'read' {
  const result = outcome(xml, options);
  return Mm7Error.is(result) ? result.code : 'read';
}

const samples = [
  deliverReq('<mm7:Subject>Grüße &amp; 😀 你好<![CDATA[<x>]]></mm7:Subject><mm7:Content href="cid:a&#64;b"/>'),
  submitReq('<mm7:ReplyCharging replyChargingSize="10"/><x:y xmlns:x="urn:x" x:z="1">é</x:y>'),
  submitRsp(success),
  fault(`<mm7:RSErrorRsp><mm7:MM7Version>6.8.0</mm7:MM7Version><mm7:Status>${success}</mm7:Status></mm7:RSErrorRsp>`),
  // With mistakes, so that mending is at work as well.
  deliverReq('<mm7:Subject>Tom & Jerry &eacute;\u0001</mm7:Subject><Priority>urgent</Priority>')
    .replaceAll('soapenv:Header', 'soapenv::Header')
    .replaceAll('><', '>\n\u00a0<'),
];

describe('a message that is cut', () => {
  test.each(samples.map((sample, index) => ({ index, sample })))(
    'is truncated at every byte: sample $index',
    ({ sample }) => {
      const bytes = encoder.encode(sample);
      const first = bytes.indexOf(0x3c);
      for (let end = first + 1; end < bytes.length; end += 1) {
        expect(codeOf(bytes.subarray(0, end)), `lenient, ${end} bytes`).toBe('truncated-body');
      }
    },
  );

  test.each(samples.slice(0, 4).map((sample, index) => ({ index, sample })))(
    'is truncated at every byte in strict mode, and whatever charset it declares: sample $index',
    ({ sample }) => {
      const bytes = encoder.encode(sample);
      for (let end = 1; end < bytes.length; end += 1) {
        for (const charset of ['utf-8', 'UTF-8']) {
          expect(codeOf(bytes.subarray(0, end), { mode: 'strict', charset }), `${end} bytes`).toBe('truncated-body');
        }
      }
    },
  );

  test('is truncated even if a fallback could make something of half a character', () => {
    const bytes = encoder.encode(samples[0] ?? '');
    const cut = bytes.subarray(0, bytes.indexOf(0xc3) + 1);
    for (const mode of modes) expect(codeOf(cut, { mode, fallbackCharset: 'iso-8859-1' })).toBe('truncated-body');
  });

  test.each(['utf-16le', 'utf-16be'] as const)('is truncated at every byte of %s', (charset) => {
    const text = (samples[0] ?? '').replace('encoding="UTF-8"', 'encoding="UTF-16"');
    const bytes = utf16(text, charset);
    for (let end = 4; end < bytes.length; end += 1) {
      expect(codeOf(bytes.subarray(0, end), { charset }), `${end} bytes`).toBe('truncated-body');
    }
  });

  test('is truncated before its root, and where it needed mending', () => {
    const ampersand = '<mm7:Subject>&</mm7:Subject>';
    for (const xml of [
      '<?xml version="1.0"?>',
      '<!-- no root -->',
      '<',
      '<Envelope',
      deliverReq(ampersand).slice(0, -1),
    ]) {
      for (const mode of modes) expect(codeOf(xml, { mode })).toBe('truncated-body');
    }
    for (const text of [ampersand, `${ampersand}<mm7:Other/>`]) {
      expect(codeOf(deliverReq(text), { mode: 'strict' })).toBe('bare-ampersand');
    }
  });

  test('as text is truncated at every character', () => {
    for (const sample of samples) {
      for (let end = 1; end < sample.length; end += 1) expect(codeOf(sample.slice(0, end))).toBe('truncated-body');
    }
  });
});

function utf16(text: string, charset: 'utf-16le' | 'utf-16be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return charset === 'utf-16le' ? bytes : bytes.swap16();
}

describe('bytes that nobody would send', () => {
  test('give a result or an Mm7Error, when a few of them are changed', () => {
    const change = fc.tuple(
      fc.nat(),
      fc.oneof(fc.constantFrom('', '<', '>', '&', ':', '"', '/', '\u0000', ']]>', 'xmlns:', '\u00a0'), fc.string()),
      fc.nat(8),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...modes),
        (sample, changes, mode) => {
          let xml = sample;
          for (const [at, by, length] of changes) {
            const start = at % (xml.length + 1);
            xml = xml.slice(0, start) + by + xml.slice(start + length);
          }
          outcome(xml, { mode });
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('give a result or an Mm7Error, when they are moved about', () => {
    const pieces = samples.flatMap((sample) => sample.split(/(?=<)|(?<=>)/));
    fc.assert(
      fc.property(fc.shuffledSubarray(pieces, { maxLength: 40 }), fc.constantFrom(...modes), (parts, mode) => {
        outcome(parts.join(''), { mode });
        outcome(envelope(parts.join('')), { mode });
        outcome(deliverReq(parts.join('')), { mode });
      }),
      { numRuns: 2000 },
    );
  });

  test('give a result or an Mm7Error, when they are random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...modes), (bytes, mode) => {
        outcome(bytes, { mode });
        outcome(Buffer.concat([encoder.encode('<?xml version="1.0"?><Envelope>'), bytes]), { mode });
      }),
      { numRuns: 1000 },
    );
  });

  test('strict mode takes nothing that lenient mode warns of, and reads the same from the rest', () => {
    const change = fc.tuple(fc.nat(), fc.constantFrom('', ' ', '\n', 'a', '1', ':'), fc.nat(2));
    fc.assert(
      fc.property(fc.constantFrom(...samples), change, (sample, [at, by, length]) => {
        const xml = sample.slice(0, at % sample.length) + by + sample.slice((at % sample.length) + length);
        const lenient = outcome(xml);
        const strict = outcome(xml, { mode: 'strict' });
        if (Mm7Error.is(lenient)) expect(Mm7Error.is(strict)).toBe(true);
        else if (lenient.warnings.length === 0) expect(strict).toEqual(lenient);
        else
          expect(Mm7Error.is(strict) ? lenient.warnings.map(({ code }) => code) : strict).toContain(
            Mm7Error.is(strict) ? strict.code : '',
          );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a document that comes in chunks', () => {
  test('is read as if it came at once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.boolean(),
        (sample, cuts, asText) => {
          const whole = asText ? sample : encoder.encode(sample);
          const ends = [...cuts.map((cut) => cut % whole.length), whole.length].sort((a, b) => a - b);
          const parser = new EnvelopeParser();
          ends.forEach((end, index) => {
            parser.write(whole.slice(index === 0 ? 0 : ends[index - 1], end));
          });
          expect(parser.end()).toEqual(parseEnvelope(sample));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('may come byte by byte in a buffer that is used again', () => {
    const parser = new EnvelopeParser();
    const buffer = new Uint8Array(1);
    for (const byte of encoder.encode(samples[0] ?? '')) {
      buffer[0] = byte;
      parser.write(buffer);
    }
    expect(parser.end()).toEqual(parseEnvelope(samples[0] ?? ''));
  });

  test('comes either as text or as bytes', () => {
    const parser = new EnvelopeParser();
    parser.write('<a>');
    expect(() => parser.write(Uint8Array.of(0x20))).toThrow(
      expect.objectContaining({ code: 'invalid-option', statusCode: 3000 }),
    );
  });

  test.each([null, undefined, 7, {}, [60], new ArrayBuffer(4)])('is no %j', (chunk) => {
    // @ts-expect-error callers of JavaScript may pass anything
    expect(() => parseEnvelope(chunk)).toThrow(expect.objectContaining({ code: 'invalid-option', statusCode: 3000 }));
  });
});

test('the message of an error is short, however long what is wrong', () => {
  const long = 'a'.repeat(1000);
  const limits = { text: 500 };
  for (const xml of [
    `<${long}/>`,
    envelope(`<mm7:${long}/>`),
    deliverReq(`<a ${long}="${long}"/>`),
    deliverReq(`<a ${long}${long}=""/>`),
    deliverReq(`<${long}${long}/>`),
  ]) {
    const result = outcome(xml, { limits });
    expect(Mm7Error.is(result) ? result.message.length : xml).toBeLessThan(200);
  }
});

test('so are those of warnings', () => {
  const long = 'a'.repeat(1000);
  for (const xml of [
    deliverReq(long),
    deliverReq(`<mm7:Priority>${long}</mm7:Priority>`),
    deliverReq(`<mm7:Content href="" allowAdaptations="${long}"/>`),
    deliverReq(`<mm7:Subject a="${long}"/>`),
    deliverReq('').replace(/<mm7:Number>.*<.mm7:Number>/, long),
    deliverReq('').replace('6.8.0', long),
  ]) {
    const lengths = parseEnvelope(xml).warnings.map(({ message }) => message.length);
    expect(lengths).toHaveLength(1);
    expect(Math.max(...lengths)).toBeLessThan(250);
  }
});

test('a mode that nobody knows is refused, and not taken for lenient', () => {
  for (const mode of ['STRICT', '', null, 1]) {
    expect(() => Reflect.apply(parseEnvelope, undefined, ['<a/>', { mode }])).toThrow(
      expect.objectContaining({ code: 'invalid-option', statusCode: 3000 }),
    );
  }
});

test('a prefix bound to white space is bound to nothing', () => {
  expect(codeOf(deliverReq('<x:a xmlns:x=" "/>'))).toBe('malformed-xml');
  expect(parseEnvelope(deliverReq('<Subject xmlns=" ">a</Subject>')).message).toMatchObject({ subject: 'a' });
});

describe('limits', () => {
  test.each([Number.NaN, 0, -1, '10', null, {}])('a limit of %j is refused', (value) => {
    for (const name of Object.keys(defaultEnvelopeLimits)) {
      expect(outcome(samples[0] ?? '', { limits: { [name]: value } })).toMatchObject({
        code: 'invalid-option',
        statusCode: 3000,
      });
    }
  });

  test('a limit may be infinite, and one that is not given has its default', () => {
    const limits = Object.fromEntries(Object.keys(defaultEnvelopeLimits).map((name) => [name, Infinity]));
    expect(codeOf(samples[0] ?? '', { limits })).toBe('read');
    expect(codeOf(deliverReq(' '.repeat(1 << 20)), { limits: { depth: 10 } })).toBe('envelope-too-large');
  });

  const nested = (depth: number): string => `${'<x:a xmlns:x="urn:x">'.repeat(depth)}${'</x:a>'.repeat(depth)}`;
  const long = (length: number): string => 'a'.repeat(length);
  const limit = (name: keyof EnvelopeLimits): number => defaultEnvelopeLimits[name];

  test.each([
    [
      'elements that nest deeply',
      'xml-too-deep',
      deliverReq(nested(limit('depth') - 3)),
      deliverReq(nested(limit('depth') - 2)),
    ],
    [
      'attributes',
      'too-many-attributes',
      deliverReq(`<x ${Array.from({ length: limit('attributes') }, (_, i) => `a${i}="${i}"`).join(' ')}/>`),
      deliverReq(`<x ${Array.from({ length: limit('attributes') + 1 }, (_, i) => `a${i}="${i}"`).join(' ')}/>`),
    ],
    [
      'text',
      'text-too-long',
      deliverReq(`<mm7:Subject>${long(limit('text'))}</mm7:Subject>`),
      deliverReq(`<mm7:Subject>${long(limit('text') + 1)}</mm7:Subject>`),
    ],
    [
      'text in pieces',
      'text-too-long',
      deliverReq(`<mm7:Subject>a<a/><![CDATA[${long(limit('text') - 2)}]]><a/>a</mm7:Subject>`),
      deliverReq(`<mm7:Subject>a<a/><![CDATA[${long(limit('text') - 1)}]]><a/>a</mm7:Subject>`),
    ],
    [
      'the value of an attribute',
      'text-too-long',
      deliverReq(`<mm7:Content href="${long(limit('text'))}"/>`),
      deliverReq(`<mm7:Content href="${long(limit('text') + 1)}"/>`),
    ],
    ['the name of an element', 'text-too-long', deliverReq(`<${long(1024)}/>`), deliverReq(`<${long(1025)}/>`)],
    [
      'the name of an attribute',
      'text-too-long',
      deliverReq(`<a ${long(1024)}=""/>`),
      deliverReq(`<a ${long(1025)}=""/>`),
    ],
    [
      'elements that are not of the schema',
      'too-many-extensions',
      deliverReq('<mm7:x/>'.repeat(limit('extensions'))),
      deliverReq('<mm7:x/>'.repeat(limit('extensions') + 1)),
    ],
    [
      'elements of others',
      'too-many-extensions',
      deliverReq(`<a xmlns="urn:x">${'<b/>'.repeat(limit('extensions') - 1)}</a>`),
      deliverReq(`<a xmlns="urn:x">${'<b/>'.repeat(limit('extensions'))}</a>`),
    ],
    [
      'elements that stand twice',
      'too-many-extensions',
      deliverReq('<mm7:Subject/>'.repeat(limit('extensions') + 1)),
      deliverReq('<mm7:Subject/>'.repeat(limit('extensions') + 2)),
    ],
  ])('%s are read up to the limit and refused beyond it', (_what, code, allowed, refused) => {
    expect(codeOf(allowed)).toBe('read');
    expect(codeOf(refused)).toBe(code);
  });

  test('an envelope is read up to the limit and refused at the first chunk beyond it', () => {
    const xml = deliverReq('');
    expect(codeOf(xml, { limits: { envelope: xml.length } })).toBe('read');
    const parser = new EnvelopeParser({ limits: { envelope: xml.length } });
    parser.write(encoder.encode(xml));
    expect(() => parser.write(Uint8Array.of(0x20))).toThrow(expect.objectContaining({ code: 'envelope-too-large' }));
  });
});

describe('names of properties that every object has', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

  test.each(names)('%s is a name like any other', (name) => {
    const xml = submitReq(`<mm7:${name} ${name}="1" xmlns:${name}="urn:x" ${name}:a="2"><${name}/></mm7:${name}>`)
      .replace('<mm7:Recipients>', `<mm7:Recipients ${name}="1">`)
      .replace('<mm7:To>', `<mm7:${name}>x</mm7:${name}><mm7:To>`);
    const { message } = parseEnvelope(xml);
    expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
    expect(message).toMatchObject({
      recipients: { to: [{ value: '447700900123' }], extensions: [{ name, children: ['x'] }] },
      extensions: [
        {
          name,
          attributes: [
            { name, value: '1' },
            { name: 'a', namespace: 'urn:x', prefix: name, value: '2' },
          ],
          children: [{ name }],
        },
      ],
    });
    expect(Object.keys({})).toEqual([]);
    expect(Reflect.ownKeys(message)).not.toContain('__proto__');
  });

  test.each(names)('%s is no operation, no prefix and no value of its own', (name) => {
    expect(codeOf(envelope(`<mm7:${name}/>`))).toBe('unknown-operation');
    expect(codeOf(deliverReq(`<mm7:Priority>${name}</mm7:Priority>`))).toBe('read');
    expect(codesOf(parseEnvelope(deliverReq(`<${name}:Subject>a</${name}:Subject>`)))).toEqual(['undeclared-prefix']);
  });
});

describe('isMm7Document', () => {
  const bytes = (text: string): Uint8Array => encoder.encode(text);

  test('knows envelopes and messages by the name of their root, under any prefix, in any case', () => {
    for (const xml of [
      ...samples,
      '<Envelope>',
      '<a:envelope',
      '\n\u00a0<?xml version="1.0"?>\n<!-- <html> --><S::Envelope xmlns',
      message('DeliverRsp', ''),
      '<!DOCTYPE x><extendedcancelreq/>',
      '<!-- a > <b> --><Envelope>',
      '<!--<--><Envelope>',
      '<Fault>',
    ]) {
      expect(isMm7Document(bytes(xml))).toBe(true);
    }
    expect(isMm7Document(utf16('<?xml version="1.0"?><soap:Envelope>', 'utf-16be'))).toBe(true);
  });

  test('knows SMIL, HTML and what is no XML for something else', () => {
    for (const text of [
      '<smil>',
      '<html><Envelope>',
      '',
      '<',
      '<?xml',
      '<!-- Envelope',
      '<!-- <Envelope>',
      '<?xml <Envelope>',
      'Envelope',
      '{"a": 1}',
      '<Envelopes>',
      '<__proto__>',
      '<constructor>',
    ]) {
      expect(isMm7Document(bytes(text))).toBe(false);
    }
    expect(isMm7Document(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))).toBe(false);
  });
});

test('what is read does not depend on the characters being sent as such, escaped or in CDATA', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const clean = text.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
      const escaped = [...clean].map((character) => `&#${character.codePointAt(0)};`).join('');
      const section = `<![CDATA[${clean.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
      for (const each of [escaped, section]) {
        expect(
          parseEnvelope(deliverReq(`<mm7:Subject>${each}</mm7:Subject>`), { mode: 'strict' }).message,
        ).toMatchObject({ subject: clean });
      }
    }),
  );
});
