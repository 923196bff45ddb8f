import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CharsetError, decodeXml, encodeText } from '../src/index.ts';

function codesOf(decoded: ReturnType<typeof decodeXml>): string[] {
  return decoded.deviations.map(({ code }) => code);
}

describe('a document that is labelled correctly', () => {
  test.each([
    { label: 'utf-8', declaration: '' },
    { label: 'utf-8', declaration: '<?xml version="1.0"?>' },
    { label: 'utf-8', declaration: '<?xml version="1.0" encoding="UTF-8"?>' },
    { label: 'utf-8', declaration: "<?xml version='1.0' encoding = 'utf8' standalone='yes'?>" },
    { label: 'gbk', declaration: '<?xml version="1.0" encoding="GBK"?>' },
    { label: 'gb18030', declaration: '<?xml version="1.0" encoding="gb18030"?>' },
    { label: 'utf-16le', declaration: '<?xml version="1.0" encoding="UTF-16"?>' },
    { label: 'utf-16be', declaration: '<?xml version="1.0" encoding="UTF-16"?>' },
    { label: 'utf-16be', declaration: '\n<?xml version="1.0" encoding="utf-16be"?>' },
  ])('by its declaration is read as $label: $declaration', ({ label, declaration }) => {
    const document = `${declaration}<a>你</a>`;
    expect(decodeXml(encodeText(document, label))).toEqual({ text: document, encoding: label, deviations: [] });
  });

  test.each(['utf-8', 'gb2312', 'big5', 'utf-16be', 'utf-16le', 'utf-16'])(
    'by its Content-Type is read as %s',
    (label) => {
      const { text, deviations } = decodeXml(encodeText('<a>你</a>', label), { declared: label });
      expect(text).toBe('<a>你</a>');
      expect(deviations).toEqual([]);
    },
  );

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'by its byte order mark is read as %s',
    (label) => {
      const { text, encoding, deviations } = decodeXml(encodeText('\ufeff<a>你</a>', label));
      expect({ text, encoding, deviations }).toEqual({ text: '<a>你</a>', encoding: label, deviations: [] });
    },
  );

  test('in several agreeing ways has no deviation', () => {
    const document = '<?xml version="1.0" encoding="utf-16"?><a>é</a>';
    expect(codesOf(decodeXml(encodeText(`\ufeff${document}`, 'utf-16le'), { declared: 'UTF-16' }))).toEqual([]);
    const ascii = encodeText('<?xml version="1.0" encoding="utf-8"?><a/>', 'us-ascii');
    expect(codesOf(decodeXml(ascii, { declared: 'us-ascii' }))).toEqual([]);
  });
});

describe('a label that the bytes disprove', () => {
  test.each([
    { declared: 'utf-16' },
    { declared: 'utf-16le' },
    { declared: 'UTF-16BE' },
    { declared: 'us-ascii' },
    { declared: 'klingon' },
    { declared: '' },
  ])('is reported, and UTF-8 is read all the same: $declared', ({ declared }) => {
    const decoded = decodeXml(encodeText('<a>é</a>', 'utf-8'), { declared });
    expect(decoded.text).toBe('<a>é</a>');
    expect(decoded.encoding).toBe('utf-8');
    expect(codesOf(decoded)).toEqual(['wrong-charset']);
  });

  test('in the XML declaration of UTF-8 is reported', () => {
    const document = '<?xml version="1.0" encoding="utf-16"?><a>é</a>';
    const decoded = decodeXml(encodeText(document, 'utf-8'));
    expect(decoded.text).toBe(document);
    expect(codesOf(decoded)).toEqual(['wrong-charset']);
  });

  test('does not hide that the bytes are UTF-16', () => {
    for (const label of ['utf-16le', 'utf-16be']) {
      const decoded = decodeXml(encodeText('<a>é</a>', label), { declared: 'utf-8' });
      expect(decoded).toMatchObject({ text: '<a>é</a>', encoding: label });
      expect(codesOf(decoded)).toEqual(['wrong-charset']);
    }
  });

  test('gives way to the right one in the declaration', () => {
    const document = '<?xml version="1.0" encoding="gbk"?><a>你好</a>';
    const decoded = decodeXml(encodeText(document, 'gbk'), { declared: 'utf-8' });
    expect(decoded.text).toBe(document);
    expect(codesOf(decoded)).toEqual(['wrong-charset']);
  });
});

test('UTF-16 that nothing announces is recognised and reported', () => {
  const decoded = decodeXml(encodeText('  <a>é</a>', 'utf-16be'));
  expect(decoded).toMatchObject({ text: '  <a>é</a>', encoding: 'utf-16be' });
  expect(codesOf(decoded)).toEqual(['wrong-charset']);
});

describe('labels that contradict each other while both fit', () => {
  test('are reported once, and the Content-Type counts more than the declaration', () => {
    const document = '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>';
    const decoded = decodeXml(encodeText(document, 'utf-8'), { declared: 'utf-8' });
    expect(decoded.text).toBe(document);
    expect(codesOf(decoded)).toEqual(['charset-mismatch']);
  });

  test('are reported too where the byte order mark decides', () => {
    const decoded = decodeXml(encodeText('\ufeff<a>é</a>', 'utf-8'), { declared: 'iso-8859-1' });
    expect(decoded.text).toBe('<a>é</a>');
    expect(codesOf(decoded)).toEqual(['charset-mismatch']);
  });
});

describe('bytes that are neither what a label says nor UTF-8', () => {
  const bytes = encodeText('<a>é</a>', 'iso-8859-1');

  test('are read by the fallback and reported once', () => {
    const decoded = decodeXml(bytes, { declared: 'utf-8', fallback: 'windows-1252' });
    expect(decoded).toMatchObject({ text: '<a>é</a>', encoding: 'windows-1252' });
    expect(codesOf(decoded)).toEqual(['undecodable-bytes']);
  });

  test('are an error without a fallback', () => {
    expect(() => decodeXml(bytes)).toThrow(expect.objectContaining({ code: 'undecodable-bytes', offset: 3 }));
  });
});

describe('what is not XML', () => {
  test('is no reason to doubt its label', () => {
    expect(codesOf(decodeXml(encodeText('not XML', 'utf-8'), { declared: 'utf-8' }))).toEqual([]);
    expect(codesOf(decodeXml(new Uint8Array(), { declared: 'utf-8' }))).toEqual([]);
  });

  test.each([
    '<?xml',
    '<?xml?>',
    '<?xml encoding?>',
    '<?xml encoding=?>',
    '<?xml encoding=utf-16?>',
    '<?xml encoding="utf-16?>',
    '<?xmlencoding="utf-16"?>',
    '<?xml version="1.0" encoding',
    `<?xml version="1.0"${' '.repeat(2000)}encoding="utf-16"?>`,
  ])('a declaration that cannot be read says nothing: %s', (document) => {
    expect(decodeXml(encodeText(document, 'utf-8'))).toEqual({ text: document, encoding: 'utf-8', deviations: [] });
  });
});

test('how the Content-Type spells UTF-8 makes no difference', () => {
  const pieces = ['<?xml ', 'encoding="utf-8"', 'encoding="gbk"', 'encoding="x', ' ', '?>', '<a>', 'é', '\0', '\ufeff'];
  const documents = fc.array(fc.constantFrom(...pieces)).map((chosen) => chosen.join(''));
  const encodings = fc.constantFrom('utf-8', 'utf-16le', 'iso-8859-15');
  const outcome = (bytes: Uint8Array, declared: string): unknown => {
    try {
      return decodeXml(bytes, { declared });
    } catch (error) {
      return error;
    }
  };
  fc.assert(
    fc.property(documents, encodings, fc.constantFrom('utf-8', 'UTF-8'), (document, encoding, declared) => {
      fc.pre(encoding !== 'iso-8859-15' || !document.includes('\ufeff'));
      const bytes = encodeText(document, encoding);
      expect(outcome(bytes, declared)).toEqual(outcome(bytes, 'utf8'));
    }),
  );
});

test('any bytes and labels give text or a typed error', () => {
  const labels = fc.option(fc.constantFrom('utf-8', 'utf-16', 'utf-16be', 'gbk', 'us-ascii', 'iso-8859-1', 'klingon'), {
    nil: undefined,
  });
  const documents = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .array(fc.constantFrom(0x00, 0x3c, 0x3f, 0x20, 0x78, 0xff, 0xfe, 0xef, 0xbb, 0xbf))
      .map((bytes) => Uint8Array.from(bytes)),
  );
  fc.assert(
    fc.property(documents, labels, labels, (bytes, declared, fallback) => {
      try {
        expect(decodeXml(bytes, { declared, fallback }).text).not.toMatch(/\p{Surrogate}/u);
      } catch (error) {
        if (!CharsetError.is(error)) throw error;
      }
    }),
  );
});
