import { enumeration, type ValueOf } from './type.ts';

/** Class of a message (TS 23.140, clause 8.7.3). */
export const messageClass = enumeration('MessageClass', ['Personal', 'Informational', 'Advertisement', 'Auto']);
/** Class of a message. */
export type MessageClass = ValueOf<typeof messageClass>;

/** Priority of a message. */
export const priority = enumeration('Priority', ['Low', 'Normal', 'High']);
/** Priority of a message. */
export type Priority = ValueOf<typeof priority>;

/** Which party pays. */
export const chargedParty = enumeration(
  'ChargedParty',
  ['Sender', 'Recipient', 'Both', 'Neither'],
  [{ release: 'R6', values: ['ThirdParty'] }],
);
/** Which party pays. */
export type ChargedParty = ValueOf<typeof chargedParty>;

/** The content class of a message (TS 26.140). */
export const contentClass = enumeration(
  'ContentClass',
  [],
  [
    {
      release: 'R6',
      values: [
        'text',
        'image-basic',
        'image-rich',
        'video-basic',
        'video-rich',
        'megapixel',
        'content-basic',
        'content-rich',
      ],
    },
  ],
);
/** The content class of a message. */
export type ContentClass = ValueOf<typeof contentClass>;

/** What became of a message, in a delivery report. The values without a release are sent by aggregators alone. */
export const deliveryStatus = enumeration(
  'MMStatus (delivery)',
  ['Expired', 'Retrieved', 'Rejected', 'Indeterminate', 'Forwarded'],
  [
    { release: 'R6', values: ['Unrecognised', 'Deferred', 'DeliveryConditionNotMet'] },
    { release: undefined, values: ['Unrecognized', 'Unreachable', 'NotSupported', 'Delivered'] },
  ],
);
/** What became of a message, in a delivery report. */
export type DeliveryStatus = ValueOf<typeof deliveryStatus>;

/** What the recipient did with a message, in a read reply. */
export const readStatus = enumeration('MMStatus (read reply)', ['Indeterminate', 'Read', 'Deleted']);
/** What the recipient did with a message, in a read reply. */
export type ReadStatus = ValueOf<typeof readStatus>;

/** Who rejected a message. */
export const mmStatusExtension = enumeration(
  'MMStatusExtension',
  [],
  [{ release: 'R6', values: ['RejectionByMMSRecipient', 'RejectionByOtherRS'] }],
);
/** Who rejected a message. */
export type MMStatusExtension = ValueOf<typeof mmStatusExtension>;
