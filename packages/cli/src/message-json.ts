import { Buffer } from 'node:buffer';
import { type Message, messages } from '@mm7/schema';
import { CommandError } from './command-error.ts';

/**
 * Reads a message from JSON in UTF-8: what `mm7 decode --json` prints, or what stands there under the key `message`.
 *
 * @throws CommandError `invalid-json`
 */
export async function readMessage(json: AsyncIterable<Uint8Array>): Promise<Message> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of json) chunks.push(chunk);
  const value = parsed(Buffer.concat(chunks));
  const message = isObject(value) && 'message' in value ? value.message : value;
  if (isMessage(message)) return message;
  throw new CommandError('invalid-json', 'The JSON is not an object whose operation is that of an MM7 message');
}

function parsed(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('invalid-json', `The message is no JSON: ${reason}`, error);
  }
}

/** The other fields are checked when they are written. */
function isMessage(value: unknown): value is Message {
  if (!isObject(value) || !('operation' in value) || typeof value.operation !== 'string') return false;
  return value.operation === 'Fault' || Object.hasOwn(messages, value.operation);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
