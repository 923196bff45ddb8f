import type { Release } from './release.ts';

/** A status code of the specification. */
export interface StatusCode {
  readonly code: number;
  /** The text the specification gives it. */
  readonly text: string;
  /** What it means, in this project's words. */
  readonly meaning: string;
  /** The release that introduced it. */
  readonly release: Release;
}

function code(value: number, text: string, meaning: string, release: Release = 'R5'): StatusCode {
  return { code: value, text, meaning, release };
}

/** The status codes of MM7 (TS 23.140, clause 8.7.3.3), in ascending order. Peers send others as well. */
export const statusCodes: readonly StatusCode[] = [
  code(1000, 'Success', 'The request was carried out in full.'),
  code(1100, 'Partial success', 'A part of the request could not be carried out.'),
  code(2000, 'Client error', 'The request was invalid.'),
  code(2001, 'Operation restricted', 'The client may not use this operation.'),
  code(2002, 'Address Error', 'An address is malformed or not served.'),
  code(2003, 'Address Not Found', 'An address could not be found.'),
  code(
    2004,
    'Multimedia content refused',
    'The MIME content could not be parsed, or its size or type is not accepted.',
  ),
  code(2005, 'Message ID Not found', 'No message has the MessageID given.'),
  code(2006, 'LinkedID not found', 'No message has the LinkedID given.'),
  code(2007, 'Message format corrupt', 'The value of an element has an unsuitable format.'),
  code(2008, 'Application ID not found', 'No application has the ApplicID given.', 'R6'),
  code(2009, 'Reply Application ID not found', 'No application has the ReplyApplicID given.', 'R6'),
  code(3000, 'Server Error', 'A valid request could not be fulfilled.'),
  code(3001, 'Not Possible', 'The request came too late, such as the cancellation of a message already sent.'),
  code(3002, 'Message rejected', 'The server did not accept the message.'),
  code(3003, 'Multiple addresses not supported', 'Send the request again for each recipient alone.'),
  code(3004, 'Application Addressing not supported', 'The recipient cannot take application data.', 'R6'),
  code(4000, 'General service error', 'The service could not be provided.'),
  code(4001, 'Improper identification', 'The request does not identify its sender.'),
  code(4002, 'Unsupported version', 'The MM7Version is not supported.'),
  code(4003, 'Unsupported operation', 'The message type is not supported.'),
  code(4004, 'Validation error', 'The SOAP or XML could not be parsed, or mandatory elements are missing.'),
  code(4005, 'Service error', 'The request failed and must not be sent again.'),
  code(4006, 'Service unavailable', 'The server is busy: send the request again later.'),
  code(4007, 'Service denied', 'The client has no permission or no credit.'),
  code(4008, 'Application denied', 'The application has no permission or no credit.', 'R6'),
];

/** What the first digit of a status code says. */
export type StatusClass = 'success' | 'clientError' | 'serverError' | 'serviceError';

const classes: readonly StatusClass[] = ['success', 'clientError', 'serverError', 'serviceError'];

const byCode = new Map(statusCodes.map((entry) => [entry.code, entry]));

/**
 * The class of a status code; a code outside 1000 to 4999 counts as a server error.
 *
 * @example
 * statusClass(2512); // 'clientError'
 */
export function statusClass(statusCode: number): StatusClass {
  return classes[Math.floor(statusCode / 1000) - 1] ?? 'serverError';
}

/**
 * What is known of a status code. An unknown code counts as the x000 of its class, a class outside 1 to 4 as 3000
 * (TS 23.140, clause 8.7.3.3).
 *
 * @example
 * statusCode(2512).text; // 'Client error'
 */
export function statusCode(value: number): StatusCode {
  const known = byCode.get(value) ?? byCode.get((classes.indexOf(statusClass(value)) + 1) * 1000);
  if (known === undefined) throw new TypeError('every class has an x000 code');
  return known;
}
