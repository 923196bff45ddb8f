import { Buffer } from 'node:buffer';
import { splitMultipart } from '@mm7/multipart';
import type { Contender, OutgoingContent } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import { randomBytes, submitEnvelope } from '../messages.ts';
import { digestOf, PartHasher, requireDigests } from '../part-sinks.ts';

const KB = 1024;

/** Writing multipart bodies. */
export const writeMultipart: Group = {
  name: 'write-multipart',
  title: 'Writing multipart bodies',
  description:
    'From two parts in memory to the chunks of a body. form-data and undici write form-data, undici out of Blobs, which ' +
    'copy. The limit, concatenation, yields the same references as mm7, but does not look whether its boundary occurs in ' +
    'the content.',
  measures: 'time',
  suits: (contender) => contender.writeMultipart !== undefined,
  samples: [sample('10 KB', 10 * KB, false), sample('300 KB', 300 * KB, true), sample('10 MB', 10 * KB * KB, false)],
};

function sample(name: string, size: number, isQuick: boolean): Sample {
  return { name, isQuick, size, prepare: (contender) => writing(contender, size) };
}

function writing(contender: Contender, size: number): Work {
  const { writeMultipart: write } = contender;
  if (write === undefined) throw new Error(`${contender.name} writes no multipart bodies`);
  const parts: OutgoingContent[] = [
    { contentType: 'text/xml', contentId: 'envelope', bytes: Buffer.from(submitEnvelope(1)) },
    { contentType: 'image/jpeg', contentId: 'picture', bytes: randomBytes(size) },
  ];
  return {
    async run() {
      let written = 0;
      const writing = write(parts, (chunk) => {
        written += chunk.length;
      });
      if (typeof writing !== 'string') await writing;
      if (written < size) throw new Error('less was written than the parts hold');
    },
    async verify() {
      const chunks: Uint8Array[] = [];
      const contentType = await write(parts, (chunk) => chunks.push(chunk));
      const hasher = new PartHasher();
      for await (const part of splitMultipart(Buffer.concat(chunks), contentType)) {
        const content = hasher.begin();
        for await (const bytes of part) content.data(bytes);
        content.end();
      }
      requireDigests(
        hasher.digests,
        parts.map(({ bytes }) => digestOf([bytes])),
      );
    },
  };
}
