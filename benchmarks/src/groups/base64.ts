import { Buffer } from 'node:buffer';
import type { Contender } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import { base64Text, cut, randomBytes } from '../messages.ts';
import { digestOf, PartCounter, PartHasher, requireDigests } from '../part-sinks.ts';

const KB = 1024;
const MB = 1024 * KB;

/** Undoing base64. */
export const base64: Group = {
  name: 'base64',
  title: 'Decoding base64 while streaming',
  description:
    'From content in base64, in lines of 76 characters, that comes in chunks, to the bytes. The limit is one call that ' +
    'decodes all of it at once; it is given the content as one string, which mm7 never has.',
  measures: 'time',
  suits: ({ decodeBase64 }) => decodeBase64 !== undefined,
  samples: [
    sample('300 KB', 300 * KB, 64 * KB),
    sample('10 MB', 10 * MB, 64 * KB, true),
    sample('10 MB in chunks of 16 KB', 10 * MB, 16 * KB),
    sample('10 MB in chunks of 1 KB', 10 * MB, KB),
  ],
};

function sample(name: string, size: number, chunkSize: number, isQuick = false): Sample {
  return { name, isQuick, size, processes: 5, prepare: (contender) => decoding(contender, size, chunkSize) };
}

function decoding({ name, decodeBase64 }: Contender, size: number, chunkSize: number): Work {
  if (decodeBase64 === undefined) throw new Error(`${name} decodes no base64`);
  const bytes = randomBytes(size);
  const whole = base64Text(bytes);
  const encoded = { whole, chunks: [...cut([Buffer.from(whole, 'latin1')], chunkSize)] };
  return {
    run() {
      const counter = new PartCounter();
      decodeBase64(encoded, counter);
      if (counter.bytes !== size) throw new Error('the content differs from run to run');
    },
    verify() {
      const hasher = new PartHasher();
      decodeBase64(encoded, hasher.begin());
      requireDigests(hasher.digests, [digestOf([bytes])]);
    },
  };
}
