import { header, headerPath, type Message, Mm7Error } from '@mm7/schema';
import { type EnvelopeFrame, outerNamespace } from './envelope-frame.ts';
import { escapeText } from './escape.ts';
import { extensionsText } from './extension-text.ts';
import { faultText } from './fault-text.ts';
import { plainEnvelope } from './plain-envelope.ts';
import { addRoot } from './root-text.ts';
import type { SerializeOptions } from './serialize-options.ts';
import { styleOf } from './style.ts';
import { refuseSpaceAround } from './value-text.ts';
import { described, invalid, isObject, type Writing } from './writing.ts';
import { WritingTables } from './writing-table.ts';

const insideHeader = `${headerPath}/`;
const ignore = (): void => {};

/**
 * Writes a message as a SOAP envelope, its elements in the order of the schema. Of object literals, what is not enumerable
 * need not be written.
 *
 * @throws {Mm7Error} `invalid-value` and `missing-element` when the message is not of its type; `unwritable-text` for
 * characters XML cannot carry; `unknown-operation`; `invalid-option`; in strict mode also the code of the deviation that
 * writing would produce
 *
 * @example
 * const xml = serializeEnvelope({
 *   operation: 'DeliverRsp',
 *   transactionId: '4711',
 *   version: '6.8.0',
 *   status: { statusCode: 1000, statusText: 'Success' },
 * });
 */
export function serializeEnvelope(message: Message, options: SerializeOptions = {}): string {
  if (!isObject(message)) throw invalid('/', 'a message', message);
  const style = styleOf(message, options);
  const tables = WritingTables.for(style.mm7, style.spellings);
  const frame = tables.frame(style, options.encoding);
  const plain = plainEnvelope(message, style, frame);
  if (plain !== undefined) return plain;
  const warn = options.onWarning ?? ignore;
  const writing: Writing = { style, tables, frame, defaultNamespace: outerNamespace(style), warn };
  const beforeBody = addHeader(frame.start, writing, frame, message) + frame.bodyStart;
  return addBody(beforeBody, writing, message) + frame.end;
}

function addHeader(xml: string, writing: Writing, frame: EnvelopeFrame, message: Message): string {
  const { strict } = writing.style;
  const { transactionId, headerBlocks } = message;
  const { name } = header.fields.transactionId;
  const begun = xml + frame.headerStart;
  let longer = begun;
  if (transactionId !== undefined) {
    if (typeof transactionId !== 'string') throw invalid(insideHeader + name, 'a string', transactionId);
    if (strict) refuseSpaceAround(transactionId, 'element', insideHeader + name);
    const text = escapeText(transactionId, insideHeader, name);
    longer = begun + frame.transactionIdStart + text + writing.tables.transactionId.end;
  } else if (strict && message.operation !== 'Fault') {
    throw new Mm7Error('missing-element', `element ${name} is missing`, {
      path: insideHeader + name,
      statusCode: 4004,
    });
  }
  if (headerBlocks !== undefined) longer += extensionsText(writing, headerBlocks, insideHeader + name);
  return longer.length === begun.length ? xml : longer + frame.headerEnd;
}

function addBody(xml: string, writing: Writing, message: Message): string {
  const { operation } = message;
  if (operation === 'Fault') return xml + faultText(writing, message);
  const root = writing.tables.root(operation);
  if (root === undefined || !isObject(message)) {
    throw new Mm7Error('unknown-operation', `${described(operation)} is no message of MM7`, { statusCode: 4003 });
  }
  if (writing.style.strict && operation.endsWith('ErrorRsp')) {
    throw new Mm7Error('fault-placement', `${operation} stands in the detail of a Fault`, { path: `/${operation}` });
  }
  return addRoot(xml, writing, root, message);
}
