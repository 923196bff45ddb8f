import { describe, expect, test } from 'vitest';
import { repair } from '../src/repair.ts';

describe('what is text of its own is kept as it is', () => {
  test.each([
    '<a><![CDATA[R&D <b::c d="\u00a0"> &eacute; &]]></a>',
    '<a><![CDATA[]]>x<![CDATA[&]]></a>',
    '<a><!-- R&D <b::c> \u00a0 &--></a>',
    '<!--\u00a0&--><a/>',
    '<a><?target R&D b::c \u00a0 &?></a>',
    '<?target \u00a0&?><a/>',
    '<a><!-- R&D',
    '<a><![CDATA[R&D',
  ])('%s', (xml) => {
    expect(repair(xml)).toEqual({ xml, repairs: [] });
  });

  test.each(['<![CDATA[', '<!-- ', '<?target '])('but for control characters: %s', (opening) => {
    expect(repair(`<a>${opening}x\u0001y\u0002z`)).toEqual({
      xml: `<a>${opening}xyz`,
      repairs: [{ code: 'control-character', line: 1, column: `<a>${opening}x`.length + 1 }],
    });
  });

  test.each(['<![CDATA[x]]>', '<!--x-->', '<?target x?>'])('and what follows is mended: %s', (section) => {
    expect(repair(`<a>${section}&</a>`).xml).toBe(`<a>${section}&amp;</a>`);
  });
});

describe('white space around the document', () => {
  test.each([
    { name: 'before a document without declaration', xml: ' \r\n\t<a/>', to: '<a/>' },
    { name: 'after a byte order mark', xml: '\ufeff\n<a/>', to: '<a/>' },
    { name: 'after the root', xml: '<a/> \r\n\t', to: '<a/> \r\n\t' },
  ])('may stand $name', ({ xml, to }) => {
    expect(repair(xml)).toEqual({ xml: to, repairs: [] });
  });

  test.each([
    { xml: '\n <?xml version="1.0"?><a/>', to: '<?xml version="1.0"?><a/>', line: 1, column: 1 },
    { xml: '\ufeff <?xml version="1.0"?><a/>', to: '<?xml version="1.0"?><a/>', line: 1, column: 2 },
    { xml: ' \ufeff<a/>', to: '<a/>', line: 1, column: 1 },
  ])('may not stand before the declaration or a byte order mark: %j', ({ xml, to, line, column }) => {
    expect(repair(xml)).toEqual({ xml: to, repairs: [{ code: 'leading-white-space', line, column }] });
  });

  test('has its first no-break space named', () => {
    const code = 'no-break-space';
    expect(repair('<a/>\n \u00a0 \u00a0')).toEqual({ xml: '<a/>', repairs: [{ code, line: 2, column: 2 }] });
    expect(repair('\n\u00a0<a/>')).toEqual({ xml: '<a/>', repairs: [{ code, line: 2, column: 1 }] });
    expect(repair('<?xml\u00a0version="1.0"?>\u00a0<a/>')).toEqual({
      xml: '<?xml version="1.0"?> <a/>',
      repairs: [{ code, line: 1, column: 6 }],
    });
    expect(repair('<a>\u00a0</a>')).toEqual({ xml: '<a>\u00a0</a>', repairs: [] });
  });

  test('goes with control characters before it', () => {
    expect(repair('\u0000\n<?xml version="1.0"?><a/>')).toEqual({
      xml: '<?xml version="1.0"?><a/>',
      repairs: [
        { code: 'control-character', line: 1, column: 1 },
        { code: 'leading-white-space', line: 1, column: 2 },
      ],
    });
  });

  test('may be all there is', () => {
    expect(repair(' \n ')).toEqual({ xml: '', repairs: [] });
    expect(repair('')).toEqual({ xml: '', repairs: [] });
  });
});

describe('in a tag', () => {
  test('quotes hold what would be mended outside of them, and the other quotes', () => {
    const xml = '<a b="c::d\'>\u00a0" e=\'f::g">\u00a0\'>h::i</a>';
    expect(repair(xml)).toEqual({ xml, repairs: [] });
  });

  test('each mistake is mended, and named where it first stands', () => {
    expect(repair('<a &>&</a &>').xml).toBe('<a &amp;>&amp;</a &amp;>');
    expect(repair('<a::b\u00a0c="&&eacute;\u0001"\n/><d::e f="&amp;&#1;"/>')).toEqual({
      xml: '<a:b c="&amp;é"\n/><d:e f="&amp;"/>',
      repairs: [
        { code: 'doubled-colon', line: 1, column: 3 },
        { code: 'no-break-space', line: 1, column: 6 },
        { code: 'bare-ampersand', line: 1, column: 10 },
        { code: 'html-entity', line: 1, column: 11 },
        { code: 'control-character', line: 1, column: 19 },
      ],
    });
  });
});

describe('what an ampersand begins', () => {
  const longest = 32;

  test.each([
    { name: 'an entity of XML', text: '&amp;&lt;&gt;&quot;&apos;', to: '&amp;&lt;&gt;&quot;&apos;' },
    { name: 'a character', text: '&#9;&#10;&#13;&#32;&#xD7FF;&#xe000;&#xFFFD;&#x10000;&#1114111;', to: undefined },
    { name: 'a character with leading zeros', text: `&#${'0'.repeat(longest - 3)}65;`, to: undefined },
    {
      name: 'a number too long for a character',
      text: `&#${'0'.repeat(longest)}65;`,
      to: `&amp;#${'0'.repeat(longest)}65;`,
    },
    {
      name: 'no number',
      text: '&#;&#x;&#xG1;&#x1G;&#a1;&#1a;&# 1;&12;',
      to: '&amp;#;&amp;#x;&amp;#xG1;&amp;#x1G;&amp;#a1;&amp;#1a;&amp;# 1;&amp;12;',
    },
    { name: 'no name', text: '&;& &x', to: '&amp;;&amp; &amp;x' },
    { name: 'an entity of HTML', text: '&nbsp;&yuml;&there4;&diams;&OElig;', to: '\u00a0ÿ∴♦Œ' },
    { name: 'no character of XML', text: 'a&#0;b&#x1F;c&#xD800;d&#xFFFE;e&#x110000;', to: 'abcde' },
  ])('is $name', ({ text, to = text }) => {
    expect(repair(`<a>${text}</a>`).xml).toBe(`<a>${to}</a>`);
  });
});
