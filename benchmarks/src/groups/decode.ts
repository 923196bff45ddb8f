import { ChunkStream } from '../chunk-stream.ts';
import type { Contender, MultipartBody, MultipartForm } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import {
  base64Message,
  bodyInMemory,
  bodyOnTheFly,
  contentLength,
  expectedDigests,
  type MultipartMessage,
  nestedMessage,
  pictureMessage,
  tinyParts,
} from '../messages.ts';
import { PartCounter, PartHasher, requireDigests } from '../part-sinks.ts';
import { requireFacts } from './envelope.ts';

const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;
const usualChunk = 64 * KB;
const largestInMemory = 64 * MB;

/** Reading whole messages as they come in. */
export const decode: Group = {
  name: 'decode',
  title: 'Reading whole messages as they come in',
  description:
    'From a Node stream of chunks (64 KB unless the sample says otherwise) to the message and the content of its parts, ' +
    'streamed. The rivals are what a developer would glue together today; the glue with busboy gets form-data, and ' +
    'the glue with dicer undoes base64 when the part is whole.',
  measures: 'time',
  suits: ({ streamMessage }) => streamMessage !== undefined,
  samples: [
    sample('2 KB', 2 * KB),
    sample('10 KB', 10 * KB, { isQuick: true }),
    sample('300 KB', 300 * KB),
    sample('10 MB', 10 * MB),
    sample('256 MB', 256 * MB),
    sample('1 GiB', GB),
    sample('10 KB in chunks of 1 KB', 10 * KB, { chunkSize: KB }),
    sample('300 KB in chunks of 1 KB', 300 * KB, { chunkSize: KB }),
    sample('10 MB in chunks of 1 KB', 10 * MB, { chunkSize: KB }),
    sample('2 KB in chunks of 1 byte', 2 * KB, { chunkSize: 1 }),
    sample('10 KB in chunks of 1 byte', 10 * KB, { chunkSize: 1 }),
    sample('300 KB in chunks of 1 byte', 300 * KB, { chunkSize: 1 }),
    sample('1000 recipients', 10 * KB, { message: () => pictureMessage(10 * KB, 1000), recipients: 1000 }),
    sample('10 MB, nested', 10 * MB, { message: () => nestedMessage(10 * MB) }),
    sample('10 MB in base64', 10 * MB, { message: () => base64Message(10 * MB) }),
    sample('200,000 parts of 2 bytes', 200_000 * 2, { message: () => tinyParts(200_000) }),
  ],
};

/** The same for the memory that it takes, once, in a process that has done nothing else. */
export const memory: Group = {
  name: 'memory',
  title: 'Memory',
  description:
    'By how much the process has grown at its largest, when it has read one message as it came in and let go of each ' +
    'chunk. Bodies are made on the fly. V8 is told to collect garbage early, in the processes of all contenders, so that ' +
    'this is what they need and not what has not been swept up yet.',
  measures: 'memory',
  suits: ({ streamMessage }) => streamMessage !== undefined,
  samples: [
    sample('64 MiB', 64 * MB, { isQuick: true, isMadeOnTheFly: true }),
    sample('256 MiB', 256 * MB, { isMadeOnTheFly: true }),
    sample('1 GiB', GB, { isQuick: true, isMadeOnTheFly: true }),
    sample('1 GiB in chunks of 1 KB', GB, { chunkSize: KB, isMadeOnTheFly: true }),
    sample('25,000 parts of 2 bytes', 25_000 * 2, { message: () => tinyParts(25_000), isMadeOnTheFly: true }),
    sample('200,000 parts of 2 bytes', 200_000 * 2, { message: () => tinyParts(200_000), isMadeOnTheFly: true }),
  ],
};

interface SampleOptions {
  readonly chunkSize?: number;
  readonly isQuick?: boolean;
  readonly isMadeOnTheFly?: boolean;
  readonly recipients?: number;
  readonly message?: () => MultipartMessage;
}

function sample(name: string, size: number, options: SampleOptions = {}): Sample {
  const { message = () => pictureMessage(size), chunkSize = usualChunk, isQuick = false, recipients = 1 } = options;
  const { isMadeOnTheFly = size > largestInMemory } = options;
  const layOut = isMadeOnTheFly ? bodyOnTheFly : bodyInMemory;
  return {
    name,
    isQuick,
    size,
    prepare: (contender) => {
      const made = message();
      return reading(contender, made, (form) => layOut(made, form, chunkSize), recipients);
    },
  };
}

function reading(
  contender: Contender,
  message: MultipartMessage,
  bodyIn: (form: MultipartForm) => MultipartBody,
  recipients: number,
): Work {
  const { streamMessage, factsOf, form = 'related' } = contender;
  if (streamMessage === undefined) throw new Error(`${contender.name} reads no messages`);
  const body = bodyIn(form);
  const attachments = { parts: message.parts.slice(1) };
  const length = contentLength(attachments);
  return {
    async run() {
      const counter = new PartCounter();
      await streamMessage(body, new ChunkStream(body.chunks), counter);
      if (counter.bytes !== length) throw new Error(`${counter.bytes} bytes were read instead of ${length}`);
    },
    async verify() {
      const hasher = new PartHasher();
      const envelope = await streamMessage(body, new ChunkStream(body.chunks), hasher);
      requireFacts(factsOf?.(envelope), recipients);
      requireDigests(hasher.digests, expectedDigests(attachments));
    },
  };
}
