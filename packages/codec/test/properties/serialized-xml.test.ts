import { message, serializerStyle } from '@mm7/arbitraries';
import { type Fields, fault, messages, soapNamespace, type Table } from '@mm7/schema';
import { serializeEnvelope } from '@mm7/serializer';
import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../src/index.ts';
import { runs } from './runs.ts';

/** The elements in an element, as an XML reader that is none of ours sees them. */
function childElements(element: Element): readonly Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
}

function onlyChild(element: Element, name: string): Element {
  const [child, ...others] = childElements(element).filter(({ localName }) => localName === name);
  if (child === undefined || others.length > 0) throw new Error(`expected one ${name}`);
  return child;
}

/** Expects the children of an object, those of other namespaces apart, to stand in the order of its table. */
function expectOrder(element: Element, table: Table<Fields>, namespace: string | null): void {
  const fields = Object.values(table.fields).filter(({ placement }) => placement === 'element');
  const own = childElements(element).filter(({ namespaceURI }) => namespaceURI === namespace);
  const positions = own.map(({ localName }) => fields.findIndex(({ name }) => name === localName));
  expect(positions).not.toContain(-1);
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  for (const [index, child] of own.entries()) {
    const type = fields[positions[index] ?? -1]?.type;
    if (type?.kind === 'object') expectOrder(child, type.table, namespace);
  }
}

function expectMessage(body: Element, given: Message): void {
  if (given.operation === 'Fault') {
    expectOrder(onlyChild(body, given.operation), fault, null);
    return;
  }
  const root = onlyChild(body, given.operation);
  expect(root.namespaceURI).toBe(given.namespace);
  expectOrder(root, messages[given.operation], given.namespace ?? null);
}

test('serialized XML is well-formed to another parser, and its elements stand in the order of the schema', () => {
  const parser = new DOMParser({ onError: onErrorStopParsing });
  fc.assert(
    fc.property(message(), serializerStyle(), (given, style) => {
      const envelope = parser.parseFromString(serializeEnvelope(given, style), 'text/xml').documentElement;
      if (envelope === null) throw new Error('expected a document element');
      expect(envelope.namespaceURI).toBe(soapNamespace);
      expectMessage(onlyChild(envelope, 'Body'), given);
    }),
    runs(300),
  );
});
