import { type Fault, fault, soapNames } from '@mm7/schema';
import { escapeText } from './escape.ts';
import { furtherText } from './extension-text.ts';
import { anyText } from './fields-text.ts';
import { addRoot } from './root-text.ts';
import { refuseSpaceAround } from './value-text.ts';
import { invalid, isObject, type Writing } from './writing.ts';

/**
 * Writes a SOAP fault (SOAP 1.1, section 4.4). Its children are in no namespace.
 *
 * @throws {Mm7Error} as the writing of any message does
 */
export function faultText(writing: Writing, message: Fault): string {
  const { style, frame } = writing;
  const { faultCode, faultString, faultActor, detail } = fault.fields;
  const code = textOf(message.faultCode, faultCode.name);
  if (style.strict) refuseSpaceAround(code, 'element', pathOf(faultCode.name));
  if (code.includes(':')) throw invalid(pathOf(faultCode.name), 'a fault code without prefix', code);
  let content = childText(writing, faultCode.name, escaped(frame.soapQualifier + code, faultCode.name));
  content += childText(writing, faultString.name, escaped(message.faultString, faultString.name));
  if (message.faultActor !== undefined) {
    content += childText(writing, faultActor.name, escaped(message.faultActor, faultActor.name));
  }
  if (message.detail !== undefined) {
    content += childText(writing, detail.name, detailText({ ...writing, defaultNamespace: '' }, message.detail));
  }
  if (message.extensions !== undefined) content += furtherText(writing, message.extensions, `/${soapNames.fault}`);
  const tag = frame.soap + soapNames.fault;
  return `<${tag}>${content}</${tag}>`;
}

function childText(writing: Writing, name: string, content: string): string {
  const start = writing.defaultNamespace === '' ? name : `${name} xmlns=""`;
  return `<${start}>${content}</${name}>`;
}

function escaped(value: unknown, name: string): string {
  return escapeText(textOf(value, name), pathOf(name));
}

function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalid(pathOf(name), 'a string', value);
  return value;
}

function pathOf(name: string): string {
  return `/${soapNames.fault}/${name}`;
}

function detailText(writing: Writing, detail: unknown): string {
  const path = pathOf(fault.fields.detail.name);
  if (!isObject(detail) || detail['operation'] === undefined) return anyText(writing, detail, path);
  const { operation } = detail;
  const root = operation === 'RSErrorRsp' || operation === 'VASPErrorRsp' ? writing.tables.root(operation) : undefined;
  if (root === undefined) throw invalid(`${path}/operation`, 'RSErrorRsp or VASPErrorRsp', operation);
  return addRoot('', writing, root, detail);
}
