import type { Message, ReadSoFar } from '@mm7/schema';

/** What identifies a message: what errors tell of it, and what a reply echoes. */
export function readSoFar(message: Message): ReadSoFar {
  const version = 'version' in message ? message.version : undefined;
  return {
    operation: message.operation,
    ...(message.transactionId === undefined ? {} : { transactionId: message.transactionId }),
    ...(message.namespace === undefined ? {} : { namespace: message.namespace }),
    ...(version === undefined ? {} : { version }),
  };
}
