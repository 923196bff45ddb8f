import { type AnyContent, type Fault, type Message, type StatusClass, statusClass, statusCode } from '@mm7/schema';

/** The outcome that a message reports, wherever it stood in it. */
export interface Outcome {
  /** Four digits, of which the first is the class: see `statusCodes`. */
  readonly statusCode: number;
  /** What the code counts as: a success, or whose fault it is. */
  readonly statusClass: StatusClass;
  /** The code in words: the peer's, or else those of the specification. */
  readonly statusText: string;
  /** Whatever else the peer had to say. */
  readonly details?: AnyContent;
}

/**
 * The one status of a response, of an error response, or of a fault: what its detail says, or else a fault string that
 * is a number, or else 2000 for a fault of the client and 3000 for any other (TS 23.140, clause 8.7.3.3). Undefined for
 * a request.
 *
 * @example
 * const outcome = statusOf(message);
 * if (outcome?.statusClass !== 'success') console.error(outcome?.statusCode, outcome?.statusText);
 */
export function statusOf(message: Message): Outcome | undefined {
  if (message.operation === 'Fault') return outcomeOfFault(message);
  return 'status' in message ? outcome(message.status) : undefined;
}

function outcomeOfFault({ faultCode, faultString, detail }: Fault): Outcome {
  if (typeof detail === 'object' && 'status' in detail) return outcome(detail.status);
  const details = detail === undefined ? {} : { details: detail };
  const text = faultString.trim();
  if (/^\d{4,5}$/.test(text)) return outcome({ statusCode: Number(text), ...details });
  const statusText = text === '' ? {} : { statusText: text };
  return outcome({ statusCode: isOfClient(faultCode) ? 2000 : 3000, ...statusText, ...details });
}

/** SOAP 1.1, section 4.4.1: codes are refined behind a dot, and all but Server blame the message. */
function isOfClient(faultCode: string): boolean {
  const [general = ''] = faultCode.trim().toLowerCase().split('.');
  return general === 'client' || general === 'versionmismatch' || general === 'mustunderstand';
}

function outcome(status: {
  readonly statusCode: number;
  readonly statusText?: string;
  readonly details?: AnyContent;
}): Outcome {
  return {
    statusCode: status.statusCode,
    statusClass: statusClass(status.statusCode),
    statusText: status.statusText ?? statusCode(status.statusCode).text,
    ...(status.details === undefined ? {} : { details: status.details }),
  };
}
