import {
  type CancelRsp,
  type DeliverRsp,
  type DeliveryReportRsp,
  type Dialect,
  type ExtendedCancelRsp,
  type ExtendedReplaceRsp,
  type Extension,
  type Message,
  Mm7Error,
  messages,
  type ReadReplyRsp,
  type ReplaceRsp,
  type Status,
  type SubmitRsp,
} from '@mm7/schema';
import { completeStatus } from './complete-status.ts';
import { readSoFar } from './read-so-far.ts';
import { inDialect } from './reply-dialect.ts';

/** A message that answers a request. */
export type ResponseMessage =
  | SubmitRsp
  | CancelRsp
  | ReplaceRsp
  | ExtendedCancelRsp
  | ExtendedReplaceRsp
  | DeliverRsp
  | DeliveryReportRsp
  | ReadReplyRsp;

/** What a response may say besides its status. */
export interface ResponseFields {
  /** Identifier given to the message; SubmitRsp and extendedReplaceRsp alone have one. */
  readonly messageId?: string;
  /** Identifies the service for charging; DeliverRsp alone has one. */
  readonly serviceCode?: string;
  /** Elements that the schema does not have. */
  readonly extensions?: readonly Extension[];
}

/** Which response answers which request (TS 23.140, clause 8.7.1). */
const responses: ReadonlyMap<string, ResponseMessage['operation']> = new Map([
  ['SubmitReq', 'SubmitRsp'],
  ['CancelReq', 'CancelRsp'],
  ['ReplaceReq', 'ReplaceRsp'],
  ['extendedCancelReq', 'extendedCancelRsp'],
  ['extendedReplaceReq', 'extendedReplaceRsp'],
  ['DeliverReq', 'DeliverRsp'],
  ['DeliveryReportReq', 'DeliveryReportRsp'],
  ['ReadReplyReq', 'ReadReplyRsp'],
]);

/**
 * Makes the response to a request: of the operation that answers it, with its TransactionID, version and namespace, to be
 * written in the dialect of the peer. A status without text gets that of the specification, save in the responses to
 * extended requests, whose schema has none.
 *
 * @throws {Mm7Error} `invalid-option` when the message is no request, or its response has no place for a field
 *
 * @example
 * const decoded = await decode(request.headers, request);
 * const { headers, body } = encode(respond(decoded, 1000));
 */
export function respond(
  { message, dialect }: { readonly message: Message; readonly dialect: Dialect },
  status: number | Status,
  fields: ResponseFields = {},
): ResponseMessage {
  const { operation: request = '', ...echo } = readSoFar(message);
  const operation = responses.get(request);
  if (operation === undefined) throw misused(`${request} is no request, so nothing answers it`);
  const isExtended = request.startsWith('extended');
  return inDialect(
    {
      operation,
      ...echo,
      status: isExtended && typeof status === 'number' ? { statusCode: status } : completeStatus(status),
      ...checkedFields(operation, fields),
    },
    dialect,
  );
}

function checkedFields(operation: ResponseMessage['operation'], fields: ResponseFields): ResponseFields {
  const { messageId, serviceCode, extensions } = fields;
  const known = messages[operation].fields;
  if (messageId !== undefined && !Object.hasOwn(known, 'messageId')) throw misused(`${operation} has no messageId`);
  if (serviceCode !== undefined && !Object.hasOwn(known, 'serviceCode'))
    throw misused(`${operation} has no serviceCode`);
  return {
    ...(messageId === undefined ? {} : { messageId }),
    ...(serviceCode === undefined ? {} : { serviceCode }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

function misused(message: string): Mm7Error {
  return new Mm7Error('invalid-option', message, { statusCode: 3000 });
}
