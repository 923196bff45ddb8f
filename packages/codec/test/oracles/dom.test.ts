import { message, mutator, serializerStyle } from '@mm7/arbitraries';
import { parseEnvelope } from '@mm7/parser';
import { soapNamespace } from '@mm7/schema';
import { serializeEnvelope } from '@mm7/serializer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Message, Mm7Error, type Mode } from '../../src/index.ts';
import { keepEvidence } from '../properties/evidence.ts';
import { runs } from '../properties/runs.ts';
import { messageOfDom } from './dom-message.ts';

const mm7Namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

function envelope(children: string, { before = '', after = '', namespaces = '' } = {}): string {
  return (
    `${before}<e:Envelope xmlns:e="${soapNamespace}" xmlns:m="${mm7Namespace}"${namespaces}>` +
    '<e:Header><m:TransactionID e:mustUnderstand="1">t-1</m:TransactionID></e:Header><e:Body><m:DeliverReq>' +
    '<m:MM7Version>6.8.0</m:MM7Version><m:Sender><m:Number>1</m:Number></m:Sender>' +
    `${children}</m:DeliverReq></e:Body></e:Envelope>${after}`
  );
}

const subject = (content: string): string => envelope(`<m:Subject>${content}</m:Subject>`);

/** Documents, by what is special about them. */
const documents: Readonly<Record<string, string>> = {
  'a byte order mark': envelope('', { before: '\ufeff' }),
  'an XML declaration': envelope('', { before: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' }),
  'a comment before and one after': envelope('', { before: '<!-- a -->', after: '<!-- b -->\n' }),
  'a processing instruction': envelope('<?a b?>'),
  'a processing instruction with a question mark in its name': envelope('<?a?b c?>'),
  'a comment inside text': subject('one<!-- and -->two'),
  'a CDATA section': subject('<![CDATA[<a> & ]] ]]>b'),
  'two CDATA sections around a bracket': subject('<![CDATA[]]]]><![CDATA[>]]>'),
  'predefined entities': subject('&lt;&gt;&amp;&quot;&apos;'),
  'character references': subject('&#65;&#x41;&#x1F600;&#xD;&#10;'),
  'line ends of every kind': subject('a\r\nb\rc\nd'),
  'line ends in an attribute': envelope('<m:Content href="cid:a\r\nb&#10;c"/>'),
  'white space around values': envelope('<m:ReplyChargingID>\n  r-1\t</m:ReplyChargingID>'),
  'an astral character': subject('\u{1f600}\u{10fffd}'),
  'U+0085, U+2028 and U+2029': subject('a\u0085b\u2028c\u2029d'),
  'an empty element with two tags': envelope('<m:ReplyChargingID></m:ReplyChargingID>'),
  'an empty element with one tag': envelope('<m:ReplyChargingID/>'),
  'white space in tags': envelope('<m:Content\n href = "cid:a"\t></m:Content >'),
  'an attribute in apostrophes': envelope(`<m:Content href='cid:"a"'/>`),
  'a prefix declared anew': envelope('<m:Subject xmlns:m="urn:other">x</m:Subject>'),
  'a prefix declared where it is used': envelope(`<x:Subject xmlns:x="${mm7Namespace}">x</x:Subject>`),
  'a default namespace': envelope(`<Subject xmlns="${mm7Namespace}">x</Subject>`),
  'an element of somebody else': envelope('<x:y xmlns:x="urn:x" x:a="1" b="2">text<x:z/> </x:y>'),
  'an attribute of somebody else': envelope('<m:Content x:href="no" href="cid:a"/>', {
    namespaces: ' xmlns:x="urn:x"',
  }),
  'names with letters of every kind': envelope('<é:名 xmlns:é="urn:x" ß="1"/>'),
  'white space before the declaration': envelope('', { before: '\n<?xml version="1.0"?>' }),
  'white space before the document element': envelope('', { before: '\n ' }),
  'text after the document element': envelope('', { after: 'x' }),
  'a second document element': envelope('', { after: '<a/>' }),
  'a bare ampersand': subject('a & b'),
  'an entity of HTML': subject('&nbsp;'),
  'an unknown entity': subject('&unknown;'),
  'a reference to NUL': subject('&#0;'),
  'a reference to a surrogate': subject('&#xD800;'),
  'a reference beyond Unicode': subject('&#x110000;'),
  'a control character': subject('\u0001'),
  'U+FFFF': subject('\uffff'),
  'the end of a CDATA section in text': subject(']]>'),
  'a less-than sign in an attribute': envelope('<m:Content href="a<b"/>'),
  'an attribute twice': envelope('<m:Content href="a" href="b"/>'),
  'an attribute twice, under two prefixes': envelope(
    '<y x:a="1" z:a="2" xmlns:x="urn:x" xmlns:z="urn:x" xmlns="urn:y"/>',
  ),
  'an attribute without quotes': envelope('<m:Content href=a/>'),
  'an attribute without value': envelope('<m:Content href/>'),
  'attributes without white space between': envelope('<m:Content href="cid:a"allowAdaptations="true"/>'),
  'an undeclared prefix': envelope('<x:y/>'),
  'an undeclared prefix of an attribute': envelope('<y xmlns="urn:y" x:a="1"/>'),
  'a doubled colon': envelope('<m:m:Subject>x</m:m:Subject>'),
  'the prefix xmlns on an element': envelope('<xmlns:a/>'),
  'a prefix that is undeclared again': envelope('<x:y xmlns:x=""/>'),
  'the prefix xml for something else': envelope('<y xmlns="urn:y" xmlns:xml="urn:x"/>'),
  'tags that cross': envelope('<m:LinkedID><m:Subject></m:LinkedID></m:Subject>'),
  'a tag that is not closed': envelope('<m:LinkedID>'),
  'an end tag in other case': envelope('<m:LinkedID>x</m:linkedID>'),
  'two dashes in a comment': envelope('<!-- a -- b -->'),
  'a document type': envelope('', { before: '<!DOCTYPE a>' }),
  'a document type with an entity': envelope('<m:Subject>&b;</m:Subject>', {
    before: '<!DOCTYPE a [<!ENTITY b "c">]>',
  }),
  'XML 1.1': envelope('', { before: '<?xml version="1.1"?>' }),
  'an XML declaration inside': envelope('<?xml version="1.0"?>'),
  'a name that begins with a digit': envelope('<1y xmlns="urn:y"/>'),
  'the end in the middle': envelope('').slice(0, -20),
  nothing: '',
};

/**
 * Where strict mode and @xmldom/xmldom differ in what is an MM7 envelope, and why. Every entry is checked: what is listed
 * differs, and whatever is not listed is the same.
 */
const differences: Readonly<Record<string, string>> = {
  'a byte order mark':
    'permitted: we differ because text may still have the mark that its bytes had; it takes the mark for content',
  'U+0085, U+2028 and U+2029':
    'XML 1.0, 2.11: only CR LF and CR are line ends; it takes these for some, as XML 1.1 does',
  'a processing instruction with a question mark in its name':
    'permitted: we differ because instructions are passed over, and nothing depends on their names; it refuses',
  'a bare ampersand': 'XML 1.0, 2.4: an ampersand must be escaped; it takes it for text',
  'a reference to NUL': 'XML 1.0, 4.1: a reference must be to a character of XML; it takes any',
  'a reference to a surrogate': 'XML 1.0, 4.1: a reference must be to a character of XML; it takes any',
  'a reference beyond Unicode': 'XML 1.0, 4.1: a reference must be to a character of XML; it takes any',
  'a control character': 'XML 1.0, 2.2: it is no character of XML; it takes it',
  'U+FFFF': 'XML 1.0, 2.2: it is no character of XML; it takes it',
  'the end of a CDATA section in text': 'XML 1.0, 2.4: it must not stand in text; it takes it',
  'an attribute twice, under two prefixes': 'Namespaces in XML 1.0, 6.3: no two attributes have the same expanded name',
  'an attribute without quotes': 'XML 1.0, 3.1, production 10: values stand in quotes; it takes them without',
  'an attribute without value': 'XML 1.0, 3.1, production 41: an attribute has a value; it takes one without',
  'attributes without white space between':
    'XML 1.0, 3.1, production 40: white space stands before every attribute; it takes them without',
  'the prefix xml for something else': 'Namespaces in XML 1.0, 3: the prefix xml means one namespace; it takes another',
  'a document type': 'SOAP 1.1, 3: a message must not contain one; it reads any XML',
};

function read(xml: string, mode: Mode): Message {
  keepEvidence('text/xml; charset=utf-8', new TextEncoder().encode(xml));
  return parseEnvelope(xml, { mode }).message;
}

function ours(xml: string): unknown {
  try {
    return read(xml, 'strict');
  } catch (error) {
    if (!Mm7Error.is(error)) throw error;
    return 'refused';
  }
}

function theirs(xml: string): unknown {
  try {
    return messageOfDom(xml);
  } catch {
    return 'refused';
  }
}

describe('strict mode makes of a document what a naive reader makes of its tree, unless the table says why not', () => {
  test.each(Object.keys(documents))('%s', (name) => {
    const xml = documents[name] ?? '';
    if (name in differences) expect(theirs(xml)).not.toEqual(ours(xml));
    else expect(theirs(xml)).toEqual(ours(xml));
  });

  test('the table lists nothing that is not tried', () => {
    expect(Object.keys(differences).filter((name) => !(name in documents))).toEqual([]);
  });
});

test('any message in any style is read as a naive reader reads it off the tree of another parser', () => {
  fc.assert(
    fc.property(message(), serializerStyle(), (given, style) => {
      const xml = serializeEnvelope(given, style);
      // See the table.
      fc.pre(!/[\u0085\u2028\u2029]/.test(xml));
      expect(messageOfDom(xml)).toEqual(read(xml, 'lenient'));
    }),
    runs(300),
  );
});

test('a damaged document that strict mode takes is one to another parser too, and means the same', () => {
  fc.assert(
    fc.property(message(), mutator(), (given, mutate) => {
      const xml = new TextDecoder().decode(mutate(new TextEncoder().encode(serializeEnvelope(given))));
      const taken = ours(xml);
      // See the table.
      fc.pre(taken !== 'refused' && !/^\ufeff|[\u0085\u2028\u2029]|<\?[^?\s]*\?[^>]/.test(xml));
      expect(messageOfDom(xml)).toEqual(taken);
    }),
    { ...runs(40), maxSkipsPerRun: 1000 },
  );
});
