import { isUtf8 } from 'node:buffer';
import { byteOrderMarkOf } from './byte-order-mark.ts';
import { type DecodeTextOptions, outerLabels } from './decode-text.ts';
import type { DecodedText } from './decoded-text.ts';
import { isUsualUtf8Label } from './encoding.ts';
import { decodeByPrecedence } from './label-precedence.ts';
import { decodeUtf8 } from './utf-8.ts';
import { declaredEncoding, encodingDeclaredBy, unitShapeOf } from './xml-declaration.ts';

const LESS_THAN = 0x3c;

/**
 * Decodes an XML document, by precedence of byte order mark, Content-Type, XML declaration, UTF-8 and fallback (RFC 7303
 * section 3). A label that is unknown, or that the bytes disprove, is a deviation, and the next is tried. UTF-16 without
 * byte order mark is recognised by its bytes.
 *
 * Throws a CharsetError `undecodable-bytes` if nothing fits, `unknown-charset` if the fallback is needed and unknown.
 *
 * @example
 * const { text, deviations } = decodeXml(bytes, { declared: 'utf-16' });
 * deviations; // [{ code: 'wrong-charset', … }] if the bytes are UTF-8 after all
 */
export function decodeXml(bytes: Uint8Array, options: DecodeTextOptions = {}): DecodedText {
  return decodePlainUtf8(bytes, options.declared) ?? decodeByLabels(bytes, options);
}

/**
 * What {@link decodeByLabels} gives, without weighing one label against the other, for a document that is UTF-8 by its
 * bytes and by whatever labels it has; `undefined` for any other. Nearly every document is of that kind.
 */
function decodePlainUtf8(bytes: Uint8Array, label: string | undefined): DecodedText | undefined {
  if (bytes[0] !== LESS_THAN || bytes[1] === 0 || !mayBeUtf8(label) || !isUtf8(bytes)) return undefined;
  const text = decodeUtf8(bytes, 0);
  return mayBeUtf8(encodingDeclaredBy(text)) ? { text, encoding: 'utf-8', deviations: [] } : undefined;
}

function mayBeUtf8(label: string | undefined): boolean {
  return label === undefined || isUsualUtf8Label(label);
}

function decodeByLabels(bytes: Uint8Array, options: DecodeTextOptions): DecodedText {
  const mark = byteOrderMarkOf(bytes);
  const document = mark === undefined ? bytes : bytes.subarray(mark.length);
  const shape = unitShapeOf(document);
  const labels = outerLabels(mark?.encoding, options.declared);
  const declared = shape === undefined ? undefined : declaredEncoding(document, shape);
  if (declared !== undefined) labels.push({ name: declared, origin: 'the XML declaration' });
  return decodeByPrecedence(document, {
    labels,
    fallback: options.fallback,
    base: mark?.length ?? 0,
    byteOrder: shape === 'ascii' ? undefined : shape,
    isPlausible: (text) => shape === undefined || beginsLikeXml(text),
  });
}

/** The first character that is no white space is `<`, and its other byte has not been read as a character. */
function beginsLikeXml(text: string): boolean {
  let index = 0;
  while (isWhiteSpace(text.charCodeAt(index))) index += 1;
  return text[index] === '<' && text[index + 1] !== '\0';
}

function isWhiteSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
