import type { Contender, MultipartBody, PartSink } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import {
  adversarialContents,
  bodyInMemory,
  contentLength,
  emptyParts,
  expectedDigests,
  type MultipartMessage,
  messageWith,
  pictureMessage,
  tinyParts,
} from '../messages.ts';
import { PartCounter, PartHasher, requireDigests } from '../part-sinks.ts';

const KB = 1024;
const MB = 1024 * KB;
const usualChunk = 64 * KB;
const adversarialSize = 4 * MB;

const sizes: readonly Sample[] = [
  sample('10 KB', 10 * KB, () => pictureMessage(10 * KB), { isQuick: true }),
  sample('300 KB', 300 * KB, () => pictureMessage(300 * KB), { isQuick: true }),
  sample('10 MB', 10 * MB, () => pictureMessage(10 * MB), { isQuick: true }),
  sample('256 MB', 256 * MB, () => pictureMessage(256 * MB)),
  sample('10 MB in chunks of 1 KB', 10 * MB, () => pictureMessage(10 * MB), { chunkSize: KB }),
  sample('300 KB in chunks of 1 byte', 300 * KB, () => pictureMessage(300 * KB), { chunkSize: 1 }),
];

const floods: readonly Sample[] = [
  sample('200,000 empty parts', 1_800_000, () => emptyParts(200_000)),
  sample('200,000 parts of 2 bytes', 200_000 * 70, () => tinyParts(200_000)),
];

const adversarial: readonly Sample[] = [...adversarialContents].map(([name, contentOf]) =>
  sample(`4 MB of ${name}`, adversarialSize, () => messageWith(contentOf(adversarialSize)), {
    suits: () => true,
    isQuick: name === 'CRLF',
  }),
);

/** Names of the samples that are chosen to slow a search down. */
export const adversarialSamples: readonly string[] = adversarial.map(({ name }) => name);

/** Splitting bodies into parts. */
export const split: Group = {
  name: 'split',
  title: 'Splitting multipart bodies',
  description:
    'Each contender splits a body that is in memory, cut into chunks of 64 KB unless the sample says otherwise, and gives out ' +
    'the Content-Type and the content of each part. busboy, ' +
    'multiparty and Response.formData() know form-data alone, so they get the same parts as that. mailsplit reads mail ' +
    'and gets a head. @remix-run/multipart-parser and Response.formData() hold each part until it is whole. The limits ' +
    'are memcpy, a copy of each chunk, and Buffer.indexOf, a native search for the delimiter in each chunk; beside an ' +
    'adversarial body also the same search in as many random bytes.',
  measures: 'time',
  suits: ({ split }) => split !== undefined,
  samples: [...sizes, ...floods, ...adversarial],
};

function sample(
  name: string,
  size: number,
  message: () => MultipartMessage,
  options: { chunkSize?: number; isQuick?: boolean; suits?: (contender: Contender) => boolean } = {},
): Sample {
  const { chunkSize = usualChunk, isQuick = false, suits = isNotForAdversarialBodies } = options;
  return { name, size, isQuick, suits, prepare: (contender) => splitting(contender, message(), chunkSize) };
}

function isNotForAdversarialBodies({ name }: Contender): boolean {
  return name !== 'Buffer.indexOf, random bytes';
}

function splitting(contender: Contender, message: MultipartMessage, chunkSize: number): Work {
  const { split: run, role, form = 'related' } = contender;
  if (run === undefined) throw new Error(`${contender.name} splits nothing`);
  const body = bodyInMemory(message, form, chunkSize);
  if (role === 'limit') return limit(run, body);
  const partCount = message.parts.length;
  const typeCount = message.parts.filter(({ headers }) => headers.length > 0).length;
  const length = contentLength(message);
  return {
    run() {
      const counter = new PartCounter();
      const requireCounts = (): void => {
        if (counter.parts !== partCount || counter.types !== typeCount || counter.bytes !== length)
          throw new Error('the parts differ from run to run');
      };
      const running = run(body, counter);
      // Who is done at once is not made to wait for a promise, which takes a good part of the time of a short body.
      return running === undefined ? requireCounts() : running.then(requireCounts);
    },
    async verify() {
      const hasher = new PartHasher();
      await run(body, hasher);
      requireDigests(hasher.digests, expectedDigests(message, { withTypes: true }));
    },
  };
}

function limit(run: (body: MultipartBody, sink: PartSink) => void | Promise<void>, body: MultipartBody): Work {
  const work = (): void | Promise<void> => run(body, new PartCounter());
  return { run: work, verify: work };
}
