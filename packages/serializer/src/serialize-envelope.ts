import { header, type Message, Mm7Error, messages } from '@mm7/schema';
import { escapeAttribute, escapeText } from './escape.ts';
import { extensionsText } from './extension-text.ts';
import { faultText } from './fault-text.ts';
import { namespaceDeclaration, rootText } from './root-text.ts';
import type { SerializeOptions } from './serialize-options.ts';
import { styleOf } from './style.ts';
import { refuseSpaceAround } from './value-text.ts';
import { described, invalid, invalidOption, isObject, type Writing } from './writing.ts';
import { WritingTables } from './writing-table.ts';

const ignore = (): void => {};

/**
 * Writes a message as a SOAP envelope, its elements in the order of the schema.
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
  const { soap, soapQualifier, mm7 } = style;
  const writing: Writing = {
    style,
    tables: WritingTables.for(mm7, style.spellings),
    defaultNamespace: soap === '' ? style.soapNamespace : '',
    warn: options.onWarning ?? ignore,
  };
  const soapUri = escapeAttribute(style.soapNamespace, '');
  let xml = `<?xml version="1.0" encoding="${encodingName(options)}"?><${soap}Envelope`;
  if (soap === '') xml += ` xmlns="${soapUri}"`;
  xml += ` xmlns:${soapQualifier.slice(0, -1)}="${soapUri}"`;
  if (mm7 !== '') xml += ` xmlns:${mm7.slice(0, -1)}="${escapeAttribute(style.namespace ?? '', '')}"`;
  xml += `>${headerText(writing, message)}<${soap}Body>${bodyText(writing, message)}</${soap}Body></${soap}Envelope>`;
  return xml;
}

// XML 1.0, production 81.
function encodingName({ encoding = 'UTF-8' }: SerializeOptions): string {
  if (typeof encoding === 'string' && /^[A-Za-z][A-Za-z0-9._-]*$/.test(encoding)) return encoding;
  throw invalidOption(`encoding must be the name of a character set, not ${described(encoding)}`);
}

// TS 23.140, clause 8.7.3.1: the TransactionID is the header block that the receiver must understand.
function headerText(writing: Writing, message: Message): string {
  const { style } = writing;
  const { name } = header.fields.transactionId;
  const path = `/Envelope/Header/${name}`;
  let blocks = '';
  if (message.transactionId !== undefined) {
    if (typeof message.transactionId !== 'string') throw invalid(path, 'a string', message.transactionId);
    if (style.strict) refuseSpaceAround(message.transactionId, 'element', path);
    const qualified = writing.tables.nameOf(name);
    const start = `${qualified}${namespaceDeclaration(writing)} ${style.soapQualifier}mustUnderstand="1"`;
    blocks = `<${start}>${escapeText(message.transactionId, path)}</${qualified}>`;
  } else if (style.strict && message.operation !== 'Fault') {
    throw new Mm7Error('missing-element', `element ${name} is missing`, { path, statusCode: 4004 });
  }
  if (message.headerBlocks !== undefined) blocks += extensionsText(writing, message.headerBlocks, path);
  return blocks === '' ? '' : `<${style.soap}Header>${blocks}</${style.soap}Header>`;
}

function bodyText(writing: Writing, message: Message): string {
  const { operation } = message;
  if (operation === 'Fault') return faultText(writing, message);
  if (typeof operation !== 'string' || !Object.hasOwn(messages, operation) || !isObject(message)) {
    throw new Mm7Error('unknown-operation', `${described(operation)} is no message of MM7`, { statusCode: 4003 });
  }
  if (writing.style.strict && operation.endsWith('ErrorRsp')) {
    throw new Mm7Error('fault-placement', `${operation} stands in the detail of a Fault`, { path: `/${operation}` });
  }
  return rootText(writing, messages[operation], message);
}
