import { address } from './address.ts';
import {
  chargedParty,
  contentClass,
  deliveryStatus,
  messageClass,
  mmStatusExtension,
  priority,
  readStatus,
} from './enumerations.ts';
import type { Envelope } from './envelope.ts';
import type { Fault } from './fault.ts';
import { element, expected, type Fields, type Infer, optional, table } from './field.ts';
import { type MessageTable, message } from './message-table.ts';
import {
  contentReference,
  deliveryCondition,
  extendedStatus,
  previouslySentBy,
  previouslySentDateAndTime,
  recipients,
  replyCharging,
  senderIdentification,
  status,
  uaCapabilities,
} from './shared-types.ts';
import { boolean, dateTime, relativeOrAbsoluteDate, string, text } from './type.ts';

// The one declaration of every MM7 message (TS 23.140, clauses 8.7.1 and 8.7.3). The order of the keys is the order of
// the elements on the wire. The groups that several messages share stand in this file, or their comments are lost in the
// published types.

const r6 = { release: 'R6' } as const;
const r614 = { release: 'R6-1-4' } as const;

const vaspRequest = {
  /** MM7Version of the message. Absent on writing: the one that belongs to the namespace. */
  version: expected('MM7Version', string),
  /** Which provider and service sends, and from which address. */
  senderIdentification: element('SenderIdentification', senderIdentification),
};

const relayRequest = {
  /** MM7Version of the message. Absent on writing: the one that belongs to the namespace. */
  version: expected('MM7Version', string),
  /** Identifier of the MMS Relay/Server. */
  mmsRelayServerId: optional('MMSRelayServerID', string, { misnomers: ['MMSReplayServerID'] }),
};

const response = {
  /** MM7Version of the message: that of the request. Absent on writing: the one that belongs to the namespace. */
  version: expected('MM7Version', string),
  /** What became of the request. */
  status: element('Status', status),
};

const applicationAddressing = {
  /** Identifier of the application the message is for. */
  applicId: optional('ApplicID', string, r6),
  /** Identifier of the application that replies go to. */
  replyApplicId: optional('ReplyApplicID', string, r6),
  /** Further information for the application. */
  auxApplicInfo: optional('AuxApplicInfo', string, { ...r6, misnomers: ['AuxApplicID'] }),
};

/** Declaration of {@link SubmitReq}. */
export const submitReq = message(
  'SubmitReq',
  'R5',
  vaspRequest,
  {
    /** To whom the message goes. */
    recipients: element('Recipients', recipients),
    /** Identifies the service for charging. */
    serviceCode: optional('ServiceCode', string),
    /** Identifier of the message that this one answers or follows. */
    linkedId: optional('LinkedID', string),
    /** Class of the message. */
    messageClass: optional('MessageClass', messageClass),
    /** When the message was submitted. */
    timeStamp: optional('TimeStamp', dateTime),
    /** The sender pays for replies. */
    replyCharging: optional('ReplyCharging', replyCharging),
    /** Not to be delivered before. */
    earliestDeliveryTime: optional('EarliestDeliveryTime', relativeOrAbsoluteDate, {
      misnomers: ['EarlistDeliveryTime'],
    }),
    /** Not to be delivered after. */
    expiryDate: optional('ExpiryDate', relativeOrAbsoluteDate),
    /** Whether delivery reports are wanted. */
    deliveryReport: optional('DeliveryReport', boolean),
    /** Whether read replies are wanted. */
    readReply: optional('ReadReply', boolean),
    /** Priority of the message. */
    priority: optional('Priority', priority),
    /** Title of the message, to the letter. */
    subject: optional('Subject', text),
    /** Who pays. */
    chargedParty: optional('ChargedParty', chargedParty),
    /** The third party that pays. */
    chargedPartyId: optional('ChargedPartyID', string, r6),
    /** Whether the content may be redistributed. */
    distributionIndicator: optional('DistributionIndicator', boolean),
    /** Conditions of delivery. */
    deliveryCondition: optional('DeliveryCondition', deliveryCondition, r6),
  },
  applicationAddressing,
  {
    /** Content class of the message. */
    contentClass: optional('ContentClass', contentClass, r6),
    /** Whether the content is under digital rights management. */
    drmContent: optional('DRMContent', boolean, r6),
    /** Where the content is. */
    content: optional('Content', contentReference),
  },
);

/**
 * A provider hands a message to the relay (TS 23.140, clause 8.7.1.1).
 *
 * @example
 * const request: SubmitReq = {
 *   operation: 'SubmitReq',
 *   transactionId: 'vasp-0001',
 *   senderIdentification: { vaspId: 'acme', senderAddress: { kind: 'shortCode', value: '44321' } },
 *   recipients: { to: [{ kind: 'number', value: '12025550147' }] },
 *   subject: 'Your voucher',
 * };
 */
export interface SubmitReq extends Envelope<'SubmitReq'>, Infer<typeof submitReq> {}

/** Declaration of {@link SubmitRsp}. */
export const submitRsp = message('SubmitRsp', 'R5', response, {
  /** Identifier the relay gave to the message; peers send it on success alone. */
  messageId: optional('MessageID', string),
});
/** The relay answers a submission (TS 23.140, clause 8.7.1.1). */
export interface SubmitRsp extends Envelope<'SubmitRsp'>, Infer<typeof submitRsp> {}

/** Declaration of {@link CancelReq}. */
export const cancelReq = message(
  'CancelReq',
  'R5',
  vaspRequest,
  {
    /** Identifier of the message to cancel. */
    messageId: element('MessageID', string),
  },
  applicationAddressing,
);
/** A provider takes a submission back (TS 23.140, clause 8.7.1.2). */
export interface CancelReq extends Envelope<'CancelReq'>, Infer<typeof cancelReq> {}

/** Declaration of {@link CancelRsp}. */
export const cancelRsp = message('CancelRsp', 'R5', response);
/** The relay answers a cancellation (TS 23.140, clause 8.7.1.2). */
export interface CancelRsp extends Envelope<'CancelRsp'>, Infer<typeof cancelRsp> {}

/** Declaration of {@link ReplaceReq}. */
export const replaceReq = message(
  'ReplaceReq',
  'R5',
  vaspRequest,
  {
    /** Identifier of the message to replace. */
    messageId: element('MessageID', string),
    /** Identifies the service for charging. */
    serviceCode: optional('ServiceCode', string),
    /** When the replacement was submitted. */
    timeStamp: optional('TimeStamp', dateTime),
    /** Whether read replies are wanted. */
    readReply: optional('ReadReply', boolean),
    /** Not to be delivered before. */
    earliestDeliveryTime: optional('EarliestDeliveryTime', relativeOrAbsoluteDate, {
      misnomers: ['EarlistDeliveryTime'],
    }),
    /** Whether the content may be redistributed. */
    distributionIndicator: optional('DistributionIndicator', boolean),
    /** Content class of the message. */
    contentClass: optional('ContentClass', contentClass, r6),
    /** Whether the content is under digital rights management. */
    drmContent: optional('DRMContent', boolean, r6),
  },
  applicationAddressing,
  {
    /** Where the new content is. */
    content: optional('Content', contentReference),
  },
);
/** A provider replaces a submission (TS 23.140, clause 8.7.1.2). */
export interface ReplaceReq extends Envelope<'ReplaceReq'>, Infer<typeof replaceReq> {}

/** Declaration of {@link ReplaceRsp}. */
export const replaceRsp = message('ReplaceRsp', 'R5', response);
/** The relay answers a replacement (TS 23.140, clause 8.7.1.2). */
export interface ReplaceRsp extends Envelope<'ReplaceRsp'>, Infer<typeof replaceRsp> {}

/** Declaration of {@link ExtendedCancelReq}. */
export const extendedCancelReq = message('extendedCancelReq', 'R6-1-4', vaspRequest, {
  /** Identifier of the submissions to cancel. */
  cancelId: element('CancelID', string, r614),
});
/** A provider takes back all submissions with one identifier (TS 23.140, clause 8.7.1.2). */
export interface ExtendedCancelReq extends Envelope<'extendedCancelReq'>, Infer<typeof extendedCancelReq> {}

/** Declaration of {@link ExtendedCancelRsp}. */
export const extendedCancelRsp = message('extendedCancelRsp', 'R6-1-4', {
  /** MM7Version of the message: that of the request. Absent on writing: the one that belongs to the namespace. */
  version: expected('MM7Version', string),
  /** What became of the request. */
  status: element('Status', extendedStatus),
});
/** The relay answers an extended cancellation (TS 23.140, clause 8.7.1.2). */
export interface ExtendedCancelRsp extends Envelope<'extendedCancelRsp'>, Infer<typeof extendedCancelRsp> {}

/** Declaration of {@link ExtendedReplaceReq}. */
export const extendedReplaceReq = message('extendedReplaceReq', 'R6-1-4', {
  /** MM7Version of the message. Absent on writing: the one that belongs to the namespace. */
  version: expected('MM7Version', string),
  /** Identifier of the provider; at some carriers an API key, so treat it as a secret. */
  vaspId: optional('VASPID', string),
  /** Identifier of the provider's service. */
  vasId: optional('VASID', string),
  /** Identifies the service for charging. */
  serviceCode: optional('ServiceCode', string),
  /** Identifier of the submissions to replace. */
  replaceId: optional('ReplaceID', string),
  /** When the replacement was submitted. */
  timeStamp: optional('TimeStamp', dateTime),
  /** Not to be delivered before. */
  earliestDeliveryTime: optional('EarliestDeliveryTime', relativeOrAbsoluteDate, {
    misnomers: ['EarlistDeliveryTime'],
  }),
  /** Not to be delivered after. */
  expiryDate: optional('ExpiryDate', relativeOrAbsoluteDate),
  /** Whether read replies are wanted. */
  readReply: optional('ReadReply', boolean),
  /** Whether delivery reports are wanted. */
  deliveryReport: optional('DeliveryReport', boolean),
  /** Where the new content is. */
  content: optional('Content', contentReference),
});
/** A provider replaces all submissions with one identifier (TS 23.140, clause 8.7.1.2). */
export interface ExtendedReplaceReq extends Envelope<'extendedReplaceReq'>, Infer<typeof extendedReplaceReq> {}

/** Declaration of {@link ExtendedReplaceRsp}. */
export const extendedReplaceRsp = message('extendedReplaceRsp', 'R6-1-4', {
  /** MM7Version of the message: that of the request. Absent on writing: the one that belongs to the namespace. */
  version: expected('MM7Version', string),
  /** Identifier the relay gave to the replacement; peers send it on success alone. */
  messageId: optional('MessageID', string),
  /** What became of the request. */
  status: element('Status', extendedStatus),
});
/** The relay answers an extended replacement (TS 23.140, clause 8.7.1.2). */
export interface ExtendedReplaceRsp extends Envelope<'extendedReplaceRsp'>, Infer<typeof extendedReplaceRsp> {}

/** Declaration of {@link DeliverReq}. */
export const deliverReq = message(
  'DeliverReq',
  'R5',
  relayRequest,
  {
    /** Identifier of the provider; at some carriers an API key, so treat it as a secret. */
    vaspId: optional('VASPID', string, r6),
    /** Identifier of the provider's service. */
    vasId: optional('VASID', string, r6),
    /** Identifier with which a submission can refer to this message. */
    linkedId: optional('LinkedID', string),
    /** Who sent the message. */
    sender: element('Sender', address),
    /** To whom it was sent. */
    recipients: optional('Recipients', recipients),
    /** Who sent the message before. */
    previouslySentBy: optional('Previouslysentby', previouslySentBy, r6),
    /** When the message was sent before. */
    previouslySentDateAndTime: optional('Previouslysentdateandtime', previouslySentDateAndTime, r6),
    /** Service provider of the sender. */
    senderSpi: optional('SenderSPI', string, r6),
    /** Service provider of the recipient. */
    recipientSpi: optional('RecipientSPI', string, r6),
    /** When the message was submitted. */
    timeStamp: optional('TimeStamp', dateTime),
    /** Identifier of the message whose sender pays for this reply. */
    replyChargingId: optional('ReplyChargingID', string),
    /** Priority of the message. */
    priority: optional('Priority', priority),
    /** Title of the message, to the letter. */
    subject: optional('Subject', text),
  },
  applicationAddressing,
  {
    /** What the sending handset can do. */
    uaCapabilities: optional('UACapabilities', uaCapabilities, r614),
    /** Where the content is. */
    content: optional('Content', contentReference),
  },
);
/** The relay hands a message to a provider (TS 23.140, clause 8.7.1.3). */
export interface DeliverReq extends Envelope<'DeliverReq'>, Infer<typeof deliverReq> {}

/** Declaration of {@link DeliverRsp}. */
export const deliverRsp = message('DeliverRsp', 'R5', response, {
  /** Identifies the service for charging. */
  serviceCode: optional('ServiceCode', string),
});
/** A provider answers a delivery (TS 23.140, clause 8.7.1.3). */
export interface DeliverRsp extends Envelope<'DeliverRsp'>, Infer<typeof deliverRsp> {}

/** Declaration of {@link DeliveryReportReq}. */
export const deliveryReportReq = message(
  'DeliveryReportReq',
  'R5',
  relayRequest,
  {
    /** Identifier of the message reported on. */
    messageId: element('MessageID', string),
    /** The recipient reported on. */
    recipient: element('Recipient', address),
    /** Who sent the message. */
    sender: element('Sender', address),
    /** When the status was reached. */
    date: element('Date', dateTime, { misnomers: ['TimeStamp'] }),
    /** What became of the message. */
    mmStatus: element('MMStatus', deliveryStatus),
    /** Who rejected the message. */
    mmStatusExtension: optional('MMStatusExtension', mmStatusExtension, r6),
    /** The status in words. */
    statusText: optional('StatusText', text),
  },
  applicationAddressing,
  {
    /** What the receiving handset can do. */
    uaCapabilities: optional('UACapabilities', uaCapabilities, r614),
  },
);
/** The relay reports what became of a message (TS 23.140, clause 8.7.1.4). */
export interface DeliveryReportReq extends Envelope<'DeliveryReportReq'>, Infer<typeof deliveryReportReq> {}

/** Declaration of {@link DeliveryReportRsp}. */
export const deliveryReportRsp = message('DeliveryReportRsp', 'R5', response);
/** A provider answers a delivery report (TS 23.140, clause 8.7.1.4). */
export interface DeliveryReportRsp extends Envelope<'DeliveryReportRsp'>, Infer<typeof deliveryReportRsp> {}

/** Declaration of {@link ReadReplyReq}. */
export const readReplyReq = message(
  'ReadReplyReq',
  'R5',
  relayRequest,
  {
    /** Identifier of the message reported on. */
    messageId: element('MessageID', string),
    /** Who read the message. */
    recipient: element('Recipient', address),
    /** Who sent the message. */
    sender: element('Sender', address),
    /** When it was read. */
    timeStamp: element('TimeStamp', dateTime, { misnomers: ['Date'] }),
    /** What the recipient did with the message. */
    mmStatus: element('MMStatus', readStatus),
    /** The status in words. */
    statusText: optional('StatusText', text),
  },
  applicationAddressing,
);
/** The relay reports that a message was read (TS 23.140, clause 8.7.1.4). */
export interface ReadReplyReq extends Envelope<'ReadReplyReq'>, Infer<typeof readReplyReq> {}

/** Declaration of {@link ReadReplyRsp}. */
export const readReplyRsp = message('ReadReplyRsp', 'R5', response);
/** A provider answers a read reply (TS 23.140, clause 8.7.1.4). */
export interface ReadReplyRsp extends Envelope<'ReadReplyRsp'>, Infer<typeof readReplyRsp> {}

/** Declaration of {@link RSErrorRsp}. */
export const rsErrorRsp = message('RSErrorRsp', 'R5', response);
/** The relay refuses a request; stands in the detail of a SOAP fault (TS 23.140, clause 8.7.1.5). */
export interface RSErrorRsp extends Envelope<'RSErrorRsp'>, Infer<typeof rsErrorRsp> {}

/** Declaration of {@link VASPErrorRsp}. */
export const vaspErrorRsp = message('VASPErrorRsp', 'R5', response);
/** A provider refuses a request; stands in the detail of a SOAP fault (TS 23.140, clause 8.7.1.5). */
export interface VASPErrorRsp extends Envelope<'VASPErrorRsp'>, Infer<typeof vaspErrorRsp> {}

/** Any MM7 message, told apart by `operation`. */
export type Message =
  | SubmitReq
  | SubmitRsp
  | CancelReq
  | CancelRsp
  | ReplaceReq
  | ReplaceRsp
  | ExtendedCancelReq
  | ExtendedCancelRsp
  | ExtendedReplaceReq
  | ExtendedReplaceRsp
  | DeliverReq
  | DeliverRsp
  | DeliveryReportReq
  | DeliveryReportRsp
  | ReadReplyReq
  | ReadReplyRsp
  | RSErrorRsp
  | VASPErrorRsp
  | Fault;

/** Name of a message that is the root of a SOAP body: every operation but Fault. */
export type Operation = Exclude<Message['operation'], 'Fault'>;

/** The declarations of all messages, by the name of their root. */
export const messages: { readonly [O in Operation]: MessageTable<O, Fields> } = {
  SubmitReq: submitReq,
  SubmitRsp: submitRsp,
  CancelReq: cancelReq,
  CancelRsp: cancelRsp,
  ReplaceReq: replaceReq,
  ReplaceRsp: replaceRsp,
  extendedCancelReq,
  extendedCancelRsp,
  extendedReplaceReq,
  extendedReplaceRsp,
  DeliverReq: deliverReq,
  DeliverRsp: deliverRsp,
  DeliveryReportReq: deliveryReportReq,
  DeliveryReportRsp: deliveryReportRsp,
  ReadReplyReq: readReplyReq,
  ReadReplyRsp: readReplyRsp,
  RSErrorRsp: rsErrorRsp,
  VASPErrorRsp: vaspErrorRsp,
};

/** Declaration of the one block of the SOAP header that MM7 defines (TS 23.140, clause 8.7.3). */
export const header = table({
  /** Pairs a request with its response. */
  transactionId: expected('TransactionID', string),
});
