import { escapeAttribute } from './escape.ts';
import { flat } from './flat-text.ts';
import type { Style } from './style.ts';
import type { Tags } from './writing-table.ts';

/** What stands around the values of an envelope: the same for every message that is written in the same way. */
export class EnvelopeFrame {
  readonly #style: Style;
  readonly #encoding: string;
  /** XML declaration and start tag of the envelope. */
  readonly start: string;
  readonly headerStart: string;
  readonly transactionIdStart: string;
  readonly headerEnd: string;
  readonly bodyStart: string;
  /** End tags of the body and the envelope. */
  readonly end: string;

  constructor(style: Style, encoding: string, transactionId: Tags) {
    this.#style = style;
    this.#encoding = encoding;
    const { soap, soapQualifier, mm7 } = style;
    const uri = escapeAttribute(style.soapNamespace, '');
    const soapDeclarations = `${soap === '' ? ` xmlns="${uri}"` : ''} xmlns:${soapQualifier.slice(0, -1)}="${uri}"`;
    const mm7Declaration =
      mm7 === '' ? '' : ` xmlns:${mm7.slice(0, -1)}="${escapeAttribute(style.namespace ?? '', '')}"`;
    this.start = flat(
      `<?xml version="1.0" encoding="${encoding}"?><${soap}Envelope`,
      soapDeclarations,
      mm7Declaration,
      '>',
    );
    this.headerStart = flat('<', soap, 'Header>');
    // TS 23.140, clause 8.7.3.1: the receiver must understand the TransactionID.
    const declaration = namespaceDeclaration(style, outerNamespace(style));
    this.transactionIdStart = flat(transactionId.open, declaration, ' ', soapQualifier, 'mustUnderstand="1">');
    this.headerEnd = flat('</', soap, 'Header>');
    this.bodyStart = flat('<', soap, 'Body>');
    this.end = flat('</', soap, 'Body></', soap, 'Envelope>');
  }

  /** Whether it serves for another message, whose MM7 elements have the same prefix. */
  fits(style: Style, encoding: string): boolean {
    const { soap, soapNamespace, namespace } = this.#style;
    return (
      style.namespace === namespace &&
      style.soap === soap &&
      style.soapNamespace === soapNamespace &&
      encoding === this.#encoding
    );
  }
}

/** The default namespace inside the envelope; empty for none. */
export function outerNamespace({ soap, soapNamespace }: Style): string {
  return soap === '' ? soapNamespace : '';
}

/** The declaration that an MM7 element needs where MM7 elements have no prefix; else nothing. */
export function namespaceDeclaration({ mm7, namespace = '' }: Style, defaultNamespace: string): string {
  if (mm7 !== '' || namespace === defaultNamespace) return '';
  return ` xmlns="${escapeAttribute(namespace, '')}"`;
}
