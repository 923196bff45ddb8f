import { soapNames } from '@mm7/schema';
import { escapeAttribute } from './escape.ts';
import { flat } from './flat-text.ts';
import { Places } from './places.ts';
import { defaultPrefixes, type Style, unless } from './style.ts';
import { described, invalidOption } from './writing.ts';
import type { WritingTables } from './writing-table.ts';

const { envelope, header, body, mustUnderstand } = soapNames;

/** What stands around the values of an envelope: the same for every message that is written in the same way. */
export class EnvelopeFrame {
  readonly #style: Style;
  readonly #encoding: string;
  /** What the names of the SOAP elements begin with: their prefix with its colon, or nothing. */
  readonly soap: string;
  /** What names that must have a prefix for SOAP begin with: `mustUnderstand` and the fault code. */
  readonly soapQualifier: string;
  /** The namespace declaration that an MM7 element needs directly in header or body. */
  readonly declaration: string;
  /** XML declaration and start tag of the envelope. */
  readonly start: string;
  readonly headerStart: string;
  readonly transactionIdStart: string;
  readonly headerEnd: string;
  readonly bodyStart: string;
  /** End tags of the body and the envelope. */
  readonly end: string;
  /** The places in envelopes with this frame. */
  readonly places: Places;

  /** @throws {Mm7Error} `invalid-option` when the encoding cannot be the name of one */
  constructor(style: Style, encoding: string, tables: WritingTables) {
    refuseEncoding(encoding);
    this.#style = style;
    this.#encoding = encoding;
    const { mm7 } = style;
    const soapPrefix = style.soap === '' ? unless(mm7, defaultPrefixes.soap) : style.soap;
    const soap = qualifier(style.soap);
    const uri = escapeAttribute(style.soapNamespace, '');
    const soapDeclarations = `${soap === '' ? ` xmlns="${uri}"` : ''} xmlns:${soapPrefix}="${uri}"`;
    const mm7Declaration = mm7 === '' ? '' : ` xmlns:${mm7}="${escapeAttribute(style.namespace ?? '', '')}"`;
    this.soap = soap;
    this.soapQualifier = qualifier(soapPrefix);
    this.declaration = namespaceDeclaration(style, outerNamespace(style));
    this.start = flat(
      `<?xml version="1.0" encoding="${encoding}"?><${soap}${envelope}`,
      soapDeclarations,
      mm7Declaration,
      '>',
    );
    this.headerStart = flat('<', soap, header, '>');
    // TS 23.140, clause 8.7.3.1: the receiver must understand the TransactionID.
    const { open } = tables.transactionId;
    this.transactionIdStart = flat(open, this.declaration, ' ', this.soapQualifier, mustUnderstand, '="1">');
    this.headerEnd = flat('</', soap, header, '>');
    this.bodyStart = flat('<', soap, body, '>');
    this.end = flat('</', soap, body, '></', soap, envelope, '>');
    this.places = new Places(style, this, tables);
  }

  /** Whether it serves for another message, whose MM7 elements have the same prefix. */
  fits(style: Style, encoding: string): boolean {
    const { soap, soapNamespace, namespace, release, unsupported } = this.#style;
    return (
      style.namespace === namespace &&
      style.release === release &&
      style.unsupported === unsupported &&
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

/** What begins the names in a namespace with that prefix. */
export function qualifier(prefix: string): string {
  return prefix === '' ? '' : `${prefix}:`;
}

// XML 1.0, production 81.
function refuseEncoding(encoding: unknown): void {
  if (typeof encoding === 'string' && /^[A-Za-z][A-Za-z0-9._-]*$/.test(encoding)) return;
  throw invalidOption(`encoding must be the name of a character set, not ${described(encoding)}`);
}
