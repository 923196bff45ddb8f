import type { Extensible } from './extension.ts';
import { attribute, content, element, type Fields, type Infer, table } from './field.ts';
import { type AddressType, boolean, enumeration, integer, string, type ValueOf } from './type.ts';

/** How an address is coded (TS 23.140, clause 8.7.3). */
export const addressCoding = enumeration('AddressCoding', ['encrypted', 'obfuscated']);

/** What stands in and on an address element. */
const addressTable = table({
  /** The address to the letter: a leading `+` or a trailing `/TYPE=PLMN` is part of it. */
  value: content(string),
  /** The address is shown to the recipients but receives no copy; false when absent. */
  displayOnly: attribute('displayOnly', boolean),
  /** How the address is protected. */
  addressCoding: attribute('addressCoding', addressCoding),
  /** Identifier of the address within the message. */
  id: attribute('id', string),
});

/** The three elements that can hold an address. */
export const addressKinds = {
  /** An Internet mail address. */
  rfc2822Address: element('RFC2822Address', string, { misnomers: ['RFC822Address'] }),
  /** A telephone number. */
  number: element('Number', string),
  /** A short code. */
  shortCode: element('ShortCode', string),
} satisfies Fields;

/** The kind of an address: the element that holds it. */
export type AddressKind = keyof typeof addressKinds;

/** Attributes and text of an address element, whatever its kind. */
export const addressFields = addressTable;

/**
 * One address (TS 23.140, clause 8.7.3, addressType).
 *
 * @example
 * const address: Address = { kind: 'number', value: '12025550147' };
 */
export interface Address extends Infer<typeof addressTable>, Extensible {
  /** Whether the value is a telephone number, a short code or a mail address. */
  kind: AddressKind;
}

const unadorned = table({});

/** An element around exactly one address. */
export const address: AddressType = { kind: 'address', table: unadorned };

const sequence = table({
  /** Position in the sequence, counted from 1. */
  sequence: attribute('sequence', integer),
});

/** An address with its position in a sequence. */
export interface SequencedAddress extends Address, Infer<typeof sequence> {}

/** An element around exactly one address, with its position in a sequence. */
export const sequencedAddress: AddressType<SequencedAddress> = { kind: 'address', table: sequence };

/** How an address is coded. */
export type AddressCoding = ValueOf<typeof addressCoding>;
