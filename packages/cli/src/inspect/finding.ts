import { type DeviationCode, deviations, type Warning } from '@mm7/schema';
import { adviceFor } from '../advice.ts';
import type { Failure } from '../failure.ts';
import type { Place } from '../place.ts';
import type { Mask } from './mask.ts';

/** Something that is wrong with a message, explained. */
export interface Finding extends Place {
  /** A deviation is taken in lenient mode, an error in none. */
  readonly severity: 'deviation' | 'error';
  readonly code: string;
  /** What was expected, and what came. */
  readonly message: string;
  /** Why it matters; absent where there is no more to say than the message does. */
  readonly explanation?: string | undefined;
  /** What the sender, or whoever took the capture, should do. */
  readonly remedy: string;
  /** The MM7 status code with which strict mode, or any mode for an error, refuses it. */
  readonly statusCode?: number | undefined;
}

/** Explains a deviation. */
export function findingOfWarning({ code, message, path, offset, line, column }: Warning, mask: Mask): Finding {
  const { explanation, remedy, statusCode } = deviations[code];
  return {
    severity: 'deviation',
    code,
    message: mask.sentence(message),
    explanation: saysTheSame(message, explanation) ? undefined : explanation,
    remedy,
    statusCode,
    path,
    offset,
    line,
    column,
  };
}

/** Explains why a message cannot be read. */
export function findingOfFailure(failure: Failure, mask: Mask): Finding {
  const { code, message, statusCode, path, offset, line, column } = failure;
  return {
    severity: 'error',
    code,
    message: mask.sentence(message),
    explanation: isDeviation(code) ? deviations[code].explanation : undefined,
    remedy: adviceFor(code),
    statusCode,
    path,
    offset,
    line,
    column,
  };
}

/** Some messages are the explanation itself. */
function saysTheSame(message: string, explanation: string): boolean {
  return `${message.replace(/\.$/, '')}.`.toLowerCase() === explanation.toLowerCase();
}

function isDeviation(code: string): code is DeviationCode {
  return Object.hasOwn(deviations, code);
}
