import { Buffer } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { parseEnvelope } from '@mm7/parser';
import type { Contender } from '../contender.ts';
import type { Group, Work } from '../group.ts';
import { submitRequest } from '../messages.ts';

/** Writing envelopes. */
export const writeEnvelope: Group = {
  name: 'write-envelope',
  title: 'Writing envelopes',
  description:
    'From a message to the bytes of its envelope, as UTF-8. The libraries write an object or document that is made of the message. ' +
    'The limit is concatenation: one template for this one shape of message, in which nothing is escaped or checked. What ' +
    'each wrote must read as the message again.',
  measures: 'time',
  suits: (contender) => contender.writeEnvelope !== undefined,
  samples: [1, 10, 1000].map((count) => ({
    name: count === 1 ? '1 recipient' : `${count} recipients`,
    isQuick: count === 1,
    size: 0,
    prepare: (contender) => writing(contender, count),
  })),
};

function writing(contender: Contender, recipientCount: number): Work {
  const { writeEnvelope: write } = contender;
  if (write === undefined) throw new Error(`${contender.name} writes no envelopes`);
  const message = submitRequest(recipientCount);
  return {
    run() {
      // Until then, the engine may not have put the strings together.
      Buffer.from(write(message));
    },
    verify() {
      const read = parseEnvelope(write(message), { mode: 'strict' }).message;
      if (!isDeepStrictEqual(read, message)) throw new Error('what was written does not read as the message');
    },
  };
}
