import { CharsetError, type CharsetErrorCode } from '@mm7/charset';
import { MultipartError, type MultipartErrorCode } from '@mm7/multipart';
import {
  type DeviationCode,
  deviations,
  Mm7Error,
  type Mm7ErrorCode,
  type Mm7ErrorDetails,
  type ReadSoFar,
} from '@mm7/schema';
import { httpHead } from './warning-log.ts';

/** What is known of a message when an error comes. */
export interface ErrorContext {
  /** The status code with which to answer an error that has none of its own. */
  readonly statusCode: number;
  /** The envelope, if it has been read. */
  readonly envelope?: ReadSoFar;
}

const unread: ErrorContext = { statusCode: 4004 };

/** Misuse of the library says nothing about the message, so whoever must answer all the same has a server error. */
const misuse: ReadonlySet<Mm7ErrorCode> = new Set(['invalid-option', 'already-iterated', 'part-already-read']);

const charsetCodes: Readonly<Record<CharsetErrorCode, Mm7ErrorCode>> = {
  'unknown-charset': 'invalid-option',
  'undecodable-bytes': 'undecodable-body',
  'unencodable-text': 'unencodable-text',
};

/** Makes an error of the MIME or character set layer an Mm7Error of the same code; any other passes as it is. */
export function toMm7Error(error: unknown, context: ErrorContext = unread): unknown {
  if (MultipartError.is(error)) {
    const code = codeOf(error.code);
    const statusCode = isDeviation(code) ? deviations[code].statusCode : misuse.has(code) ? 3000 : context.statusCode;
    return new Mm7Error(code, error.message, {
      ...context,
      statusCode,
      cause: error,
      ...placeOf(error, code),
    });
  }
  if (CharsetError.is(error)) {
    return new Mm7Error(charsetCodes[error.code], error.message, { ...context, cause: error });
  }
  return error;
}

/** A deviation at no place in the body stands in the Content-Type of the whole. */
function placeOf({ part, offset }: MultipartError, code: Mm7ErrorCode): Pick<Mm7ErrorDetails, 'path' | 'offset'> {
  if (part === undefined && offset === undefined) return isDeviation(code) ? httpHead : {};
  return { ...(part === undefined ? {} : { path: part }), ...(offset === undefined ? {} : { offset }) };
}

function codeOf(code: MultipartErrorCode): Mm7ErrorCode {
  switch (code) {
    case 'invalid-limit':
    case 'invalid-chunk':
    case 'already-ended':
      return 'invalid-option';
    default:
      return code;
  }
}

function isDeviation(code: Mm7ErrorCode): code is DeviationCode {
  return Object.hasOwn(deviations, code);
}
