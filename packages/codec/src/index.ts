export {
  type BodySource,
  type ByteSource,
  type ByteStream,
  decodeEncodedWords,
  HeaderFields,
  type PartInfo,
} from '@mm7/multipart';
export {
  type Address,
  type AddressCoding,
  type AddressKind,
  type AnyContent,
  type CancelReq,
  type CancelRsp,
  type Content,
  type DeliverReq,
  type DeliverRsp,
  type DeliveryCondition,
  type DeliveryReportReq,
  type DeliveryReportRsp,
  type Deviation,
  type DeviationCode,
  type Dialect,
  defaultVersion,
  deviations,
  type ExtendedCancelReq,
  type ExtendedCancelRsp,
  type ExtendedReplaceReq,
  type ExtendedReplaceRsp,
  type ExtendedStatus,
  type Extension,
  type ExtensionAttribute,
  type Fault,
  type FaultDetail,
  fromDate,
  type Message,
  Mm7Error,
  type Mm7ErrorCode,
  type Mm7ErrorDetails,
  type Mm7Schema,
  type Mode,
  type Operation,
  type Prefixes,
  type PreviouslySentBy,
  type PreviouslySentDateAndTime,
  type ReadReplyReq,
  type ReadReplyRsp,
  type ReadSoFar,
  type Recipients,
  type Release,
  type ReplaceReq,
  type ReplaceRsp,
  type ReplyCharging,
  type RSErrorRsp,
  type SenderIdentification,
  type SequencedAddress,
  type SequencedDateTime,
  type Status,
  type StatusClass,
  type StatusCode,
  type SubmitReq,
  type SubmitRsp,
  schemaOfNamespace,
  schemaOfVersion,
  schemas,
  statusClass,
  statusCode,
  statusCodes,
  toDate,
  type UACapabilities,
  type VASPErrorRsp,
  type Warning,
} from '@mm7/schema';
export type { UnsupportedPolicy } from '@mm7/serializer';
export type { Attachment, AttachmentGroup, OutgoingAttachment } from './attachment.ts';
export { type Decoded, decode } from './decode.ts';
export { type DecodedBuffer, decodeBuffer } from './decode-buffer.ts';
export type { DecodeBufferOptions, DecodeOptions } from './decode-options.ts';
export { type Encoded, type EncodeOptions, encode } from './encode.ts';
export { type FaultOptions, fault } from './fault.ts';
export type { Limits } from './limits.ts';
export type { MessageBody } from './message-body.ts';
export type { MessageHeaders } from './message-headers.ts';
export type { BufferPart, DescribedPart, Part } from './part.ts';
export { type ResponseFields, type ResponseMessage, respond } from './respond.ts';
export { type Outcome, statusOf } from './status-of.ts';
