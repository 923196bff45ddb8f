import { address, sequencedAddress } from './address.ts';
import type { Extensible } from './extension.ts';
import {
  attribute,
  content,
  element,
  expected,
  type Infer,
  optional,
  repeated,
  requiredAttribute,
  table,
} from './field.ts';
import { addresses, any, boolean, dateTime, integer, object, relativeOrAbsoluteDate, string, text } from './type.ts';

const senderIdentificationTable = table({
  /** Identifier of the provider; at some carriers an API key, so treat it as a secret. */
  vaspId: optional('VASPID', string),
  /** Identifier of the provider's service. */
  vasId: optional('VASID', string),
  /** The address the message is sent from, a short code as a rule. */
  senderAddress: optional('SenderAddress', address),
});
/** Who sends: provider, service and address (TS 23.140, clause 8.7.3, senderIDType). */
export interface SenderIdentification extends Infer<typeof senderIdentificationTable>, Extensible {}
/** Declaration of {@link SenderIdentification}. */
export const senderIdentification = object<SenderIdentification>(senderIdentificationTable);

const recipientsTable = table(
  {
    /** Principal recipients. */
    to: optional('To', addresses),
    /** Recipients of a copy. */
    cc: optional('Cc', addresses),
    /** Recipients of a copy whom the others do not see. */
    bcc: optional('Bcc', addresses),
  },
  { anyOrder: true },
);
/** Who receives. An empty list is absent; the order inside each list is kept. */
export interface Recipients extends Infer<typeof recipientsTable>, Extensible {}
/** Declaration of {@link Recipients}. */
export const recipients = object<Recipients>(recipientsTable);

const statusTable = table(
  {
    /** Four digits, of which the first is the class: see `statusCodes`. Any other integer is kept. */
    statusCode: element('StatusCode', integer),
    /** The code in words. */
    statusText: expected('StatusText', text),
    /** Whatever else the peer has to say. */
    details: optional('Details', any, { misnomers: ['Detail'] }),
  },
  { anyOrder: true },
);
/** The outcome of a request (TS 23.140, clause 8.7.3, responseStatusType). */
export interface Status extends Infer<typeof statusTable>, Extensible {}
/** Declaration of {@link Status}. */
export const status = object<Status>(statusTable);

const extendedStatusTable = table(
  {
    /** Four digits, of which the first is the class: see `statusCodes`. */
    statusCode: element('StatusCode', integer),
    /** The code in words. */
    statusText: optional('StatusText', text),
    /** Whatever else the peer has to say. */
    details: optional('Details', any, { misnomers: ['Detail'] }),
  },
  { anyOrder: true },
);
/** The outcome of an extended request, where the text is optional. */
export interface ExtendedStatus extends Infer<typeof extendedStatusTable>, Extensible {}
/** Declaration of {@link ExtendedStatus}. */
export const extendedStatus = object<ExtendedStatus>(extendedStatusTable);

const contentTable = table({
  /** Where the content is: `cid:` and the percent-encoded Content-ID of the content part (RFC 2392). */
  href: requiredAttribute('href', string),
  /** Whether the relay may adapt the content to the handset; true when absent. */
  allowAdaptations: attribute('allowAdaptations', boolean, { misnomers: ['allowAdaptions'] }),
});
/** The reference to the content part (TS 23.140, clause 8.7.3, contentReferenceType). */
export interface Content extends Infer<typeof contentTable>, Extensible {}
/** Declaration of {@link Content}. */
export const contentReference = object<Content>(contentTable);

const replyChargingTable = table({
  /** Largest reply that is paid for, in bytes. */
  replyChargingSize: attribute('replyChargingSize', integer),
  /** Until when a reply is paid for. */
  replyDeadline: attribute('replyDeadline', relativeOrAbsoluteDate),
});
/** The sender pays for replies; the mere presence of the object says so. */
export interface ReplyCharging extends Infer<typeof replyChargingTable>, Extensible {}
/** Declaration of {@link ReplyCharging}. */
export const replyCharging = object<ReplyCharging>(replyChargingTable);

const deliveryConditionTable = table({
  /** Conditions, by number. */
  dc: repeated('DC', integer, { release: 'R6' }),
});
/** Conditions under which a message is delivered. */
export interface DeliveryCondition extends Infer<typeof deliveryConditionTable>, Extensible {}
/** Declaration of {@link DeliveryCondition}. */
export const deliveryCondition = object<DeliveryCondition>(deliveryConditionTable);

const uaCapabilitiesTable = table({
  /** The handset: URL of its profile, or its name. */
  uaProf: attribute('UAProf', string, { release: 'R6-1-4' }),
  /** When the profile was current. */
  timeStamp: attribute('TimeStamp', dateTime, { release: 'R6-1-4' }),
});
/** What the sending handset can do. */
export interface UACapabilities extends Infer<typeof uaCapabilitiesTable>, Extensible {}
/** Declaration of {@link UACapabilities}. */
export const uaCapabilities = object<UACapabilities>(uaCapabilitiesTable);

const previouslySentByTable = table({
  /** The earlier senders. */
  userAgent: repeated('UserAgent', sequencedAddress, { release: 'R6' }),
});
/** Who sent a forwarded message before. */
export interface PreviouslySentBy extends Infer<typeof previouslySentByTable>, Extensible {}
/** Declaration of {@link PreviouslySentBy}. */
export const previouslySentBy = object<PreviouslySentBy>(previouslySentByTable);

const sequencedDateTimeTable = table({
  /** The point in time, as sent. */
  value: content(dateTime),
  /** Position in the sequence, counted from 1. */
  sequence: attribute('sequence', integer, { release: 'R6' }),
});
/** A point in time with its position in a sequence. */
export interface SequencedDateTime extends Infer<typeof sequencedDateTimeTable>, Extensible {}

const previouslySentDateAndTimeTable = table({
  /** When the message was sent before. */
  dateTime: repeated('DateTime', object<SequencedDateTime>(sequencedDateTimeTable), { release: 'R6' }),
});
/** When a forwarded message was sent before. */
export interface PreviouslySentDateAndTime extends Infer<typeof previouslySentDateAndTimeTable>, Extensible {}
/** Declaration of {@link PreviouslySentDateAndTime}. */
export const previouslySentDateAndTime = object<PreviouslySentDateAndTime>(previouslySentDateAndTimeTable);
