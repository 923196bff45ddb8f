import { Buffer } from 'node:buffer';
import { decodeBuffer } from '@mm7/codec';
import type { Contender, OutgoingContent } from '../contender.ts';
import { mm7 } from '../contenders/mm7.ts';
import type { Group, Sample, Work } from '../group.ts';
import { randomBytes, submitRequest } from '../messages.ts';
import { digestOf, requireDigests } from '../part-sinks.ts';
import { requireFacts } from './envelope.ts';

const KB = 1024;

/** Writing whole messages. */
export const encode: Group = {
  name: 'encode',
  title: 'Writing whole messages',
  description:
    'From a message and a picture in memory to the chunks of the body. The rivals are what a developer would glue ' +
    'together today; they write form-data. The limit, concatenation, escapes and checks nothing.',
  measures: 'time',
  suits: ({ writeMessage }) => writeMessage !== undefined,
  samples: [
    sample('2 KB', KB, false),
    sample('10 KB', 9 * KB, true),
    sample('300 KB', 300 * KB, false),
    sample('10 MB', 10 * KB * KB, false),
  ],
};

function sample(name: string, size: number, isQuick: boolean): Sample {
  return { name, isQuick, size: 0, prepare: (contender) => writing(contender, size) };
}

function writing(contender: Contender, size: number): Work {
  const { writeMessage } = contender;
  if (writeMessage === undefined) throw new Error(`${contender.name} writes no messages`);
  const message = submitRequest(1);
  const picture: OutgoingContent = {
    contentType: 'image/jpeg',
    contentId: 'picture@greenhouse.example',
    bytes: randomBytes(size),
  };
  return {
    async run() {
      let written = 0;
      const writing = writeMessage(message, [picture], (chunk) => {
        written += chunk.length;
      });
      if (typeof writing !== 'string') await writing;
      if (written < size) throw new Error('less was written than the picture holds');
    },
    async verify() {
      const chunks: Uint8Array[] = [];
      const contentType = await writeMessage(message, [picture], (chunk) => chunks.push(chunk));
      const read = decodeBuffer(contentType, Buffer.concat(chunks));
      requireFacts(mm7.factsOf?.(read.message), 1);
      requireDigests(
        read.parts.map(({ content }) => digestOf([content])),
        [digestOf([picture.bytes])],
      );
    },
  };
}
