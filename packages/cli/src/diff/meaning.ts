import { decode, type Message, type Warning } from '@mm7/codec';
import { readCapture } from '@mm7/codec/capture';
import { type DecodedPart, readPart } from '../decoded-part.ts';
import { openInput } from '../input.ts';
import type { Mask } from '../inspect/mask.ts';
import type { Terminal } from '../terminal.ts';

/** A value at the end of a way into a message. */
export type Value = string | number | boolean;

/** What a capture means, and how it is written. */
export interface Meaning {
  /** Fields of the message by the way to them, such as `recipients.to[0].value`. */
  readonly fields: ReadonlyMap<string, Value>;
  /** The same fields as they may be shown. */
  readonly shown: ReadonlyMap<string, Value>;
  readonly parts: readonly Pick<DecodedPart, 'contentType' | 'size' | 'sha256'>[];
  /** What another writer would do otherwise without meaning anything else. */
  readonly writing: ReadonlyMap<string, Value>;
}

// Whoever compares captures of their own knows how large they are.
const limits = { bodySize: Number.POSITIVE_INFINITY };

/** Attributes with the value they have when they are absent (TS 23.140, clause 8.7.3). */
const defaults = new Map<string, Value>([
  ['displayOnly', false],
  ['allowAdaptations', true],
]);

/**
 * Reads what a capture means.
 *
 * @throws Mm7Error, CommandError
 */
export async function meaningOf(file: string, mask: Mask, terminal: Terminal): Promise<Meaning> {
  const { bytes } = await openInput(file, terminal);
  const capture = await readCapture(bytes, { limits });
  const decoded = await decode(capture.headers, capture.body, { limits });
  const parts: DecodedPart[] = [];
  const content: number[] = [];
  for await (const part of decoded.parts) {
    if (part.isContent) content.push(parts.length);
    parts.push(await readPart(part, undefined));
  }
  const { message, dialect } = decoded;
  const reference = content.length === 0 ? 'no part' : `part ${content.map((index) => index + 1).join(', ')}`;
  return {
    fields: fieldsOf(message, reference),
    shown: fieldsOf(mask.decoded(message), reference),
    parts,
    writing: new Map([
      ...writingOf(message),
      ['prefix of SOAP', dialect.prefixes.soap],
      ['prefix of MM7', dialect.prefixes.mm7],
      ['Content-Type of the envelope', dialect.rootContentType ?? ''],
      ...deviationsOf([...capture.warnings, ...decoded.warnings]),
    ]),
  };
}

function deviationsOf(warnings: readonly Warning[]): [string, Value][] {
  return warnings.map(({ code }) => [`deviation ${code}`, true]);
}

function writingOf(message: Message): [string, Value][] {
  const version = 'version' in message ? message.version : undefined;
  return [
    ['namespace', message.namespace ?? ''],
    ['version', version ?? ''],
  ];
}

/**
 * @param reference what the message's Content refers to: identifiers of parts are made anew for each message, so what
 *   counts is which part is meant
 */
function fieldsOf(message: object, reference: string): Map<string, Value> {
  const fields = new Map<string, Value>();
  for (const [name, value] of Object.entries(message)) collect(fields, name, name, value);
  fields.delete('version');
  fields.delete('namespace');
  if (fields.has('content.href')) fields.set('content.href', reference);
  return fields;
}

function collect(fields: Map<string, Value>, path: string, key: string, value: unknown): void {
  if (Array.isArray(value)) {
    value.forEach((each, index) => {
      collect(fields, `${path}[${index}]`, key, each);
    });
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    // That a thing stands there says something even if it is empty.
    if (entries.length === 0) fields.set(path, true);
    const isExtension = 'attributes' in value;
    for (const [name, inner] of entries) {
      if (!(isExtension && name === 'prefix')) collect(fields, `${path}.${name}`, name, inner);
    }
  } else if (isValue(value) && defaults.get(key) !== value) {
    fields.set(path, value);
  }
}

function isValue(value: unknown): value is Value {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
