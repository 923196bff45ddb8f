import type { Message, ReadSoFar } from '@mm7/schema';

/** What identifies a message: what errors tell of it, and what a reply echoes. */
export function readSoFar(message: Message): ReadSoFar {
  const readSoFar: { -readonly [Key in keyof ReadSoFar]: ReadSoFar[Key] } = { operation: message.operation };
  if (message.transactionId !== undefined) readSoFar.transactionId = message.transactionId;
  if (message.namespace !== undefined) readSoFar.namespace = message.namespace;
  if ('version' in message && message.version !== undefined) readSoFar.version = message.version;
  return readSoFar;
}
