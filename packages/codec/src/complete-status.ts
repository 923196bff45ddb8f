import { type Status, statusCode } from '@mm7/schema';

/** A status with the text that belongs to its code, unless it has one. */
export function completeStatus(status: number | Status): Status {
  const given = typeof status === 'number' ? { statusCode: status } : status;
  return { ...given, statusText: given.statusText ?? statusCode(given.statusCode).text };
}
