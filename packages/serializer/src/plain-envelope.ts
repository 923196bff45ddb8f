import type { Message } from '@mm7/schema';
import type { EnvelopeFrame } from './envelope-frame.ts';
import { escapedAttribute, escapedText } from './escape.ts';
import { isPlain } from './fields-text.ts';
import type { Place, PlaceKind } from './place.ts';
import type { Style } from './style.ts';
import { isObject } from './writing.ts';

// Nearly all messages are object literals with their properties in the order of the schema, and nothing in them that is
// to be refused, dropped or warned of. Those are written here by going through their own properties once. At whatever is
// unusual the text begun is thrown away, and the message is written as any message can be, which is where all errors
// come from. What is written here would be written there letter for letter the same.

/** Writes the envelope of a plain message in lenient mode; undefined when anything about it is unusual. */
export function plainEnvelope(message: Message, { strict, version }: Style, frame: EnvelopeFrame): string | undefined {
  const { operation, transactionId, headerBlocks, extensions } = message;
  if (strict || typeof transactionId !== 'string' || typeof version !== 'string') return undefined;
  if (headerBlocks !== undefined || extensions !== undefined) return undefined;
  const start = frame.places.start(operation);
  if (start === undefined) return undefined;
  const idText = escapedText(transactionId);
  const versionText = escapedText(version);
  if (idText === undefined || versionText === undefined) return undefined;
  const walk = new PlainWalk(start.place);
  const xml = walk.add(start.beforeTransactionId + idText + start.beforeVersion + versionText, message);
  return xml === undefined ? undefined : xml + walk.place.rest;
}

class PlainWalk {
  /** Where the text has come to. */
  place: Place;

  constructor(place: Place) {
    this.place = place;
  }

  /** Adds what an object holds to the text; undefined when anything about it is unusual. */
  add(xml: string, object: unknown): string | undefined {
    // Not all properties that a class has are found by going through an object.
    if (!isObject(object) || Object.getPrototypeOf(object) !== Object.prototype) return undefined;
    let longer = xml;
    let { place } = this;
    for (const key in object) {
      // Right inside such a loop, the engine knows where the value is and need not look it up.
      const value = object[key];
      if (value === undefined) continue;
      place = place.after(key);
      const { kind } = place;
      if (kind === 'nothing') continue;
      if (kind === 'object' || kind === 'address' || kind === 'addresses') {
        this.place = place;
        const filled = kind === 'object' ? this.add(longer, value) : this.#addAddresses(longer, kind, value);
        if (filled === undefined) return undefined;
        longer = filled;
        place = this.place;
      } else {
        const text = textOf(kind, value);
        if (text === undefined) return undefined;
        longer = longer + place.before + text;
      }
    }
    this.place = place.end;
    return this.place.kind === 'unusual' ? undefined : longer;
  }

  /** Adds addresses of one kind that are nothing but addresses. */
  #addAddresses(xml: string, placeKind: 'address' | 'addresses', value: unknown): string | undefined {
    const addresses: unknown = placeKind === 'address' ? [value] : value;
    if (!Array.isArray(addresses)) return undefined;
    const [first]: unknown[] = addresses;
    const kind = isObject(first) ? first['kind'] : undefined;
    if (typeof kind !== 'string') return undefined;
    const place = this.place.after(kind);
    if (place.kind === 'unusual') return undefined;
    this.place = place;
    let longer = xml;
    let markup = place.before;
    for (const address of addresses) {
      if (!isObject(address) || address['kind'] !== kind || !isPlain(address)) return undefined;
      const text = textOf('text', address['value']);
      if (text === undefined) return undefined;
      longer = longer + markup + text;
      markup = place.between;
    }
    return longer;
  }
}

function textOf(kind: PlaceKind, value: unknown): string | undefined {
  switch (kind) {
    case 'text':
      return typeof value === 'string' ? escapedText(value) : undefined;
    case 'attributeText':
      return typeof value === 'string' ? escapedAttribute(value) : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? String(value) : undefined;
    default:
      return undefined;
  }
}
