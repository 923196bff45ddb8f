import type { Contender } from '../contender.ts';
import type { Group, Sample, Work } from '../group.ts';
import {
  base64Message,
  bodyInMemory,
  contentLength,
  expectedDigests,
  type MultipartMessage,
  nestedMessage,
  pictureMessage,
  tinyParts,
  wholeBody,
} from '../messages.ts';
import { digestOf, requireDigests } from '../part-sinks.ts';
import { requireFacts } from './envelope.ts';

const KB = 1024;
const MB = 1024 * KB;

/** Reading whole messages that are in memory. */
export const decodeBuffer: Group = {
  name: 'decode-buffer',
  title: 'Reading whole messages from memory',
  description:
    'From the bytes of a body to the message and the content of its parts, each in one piece, transfer encodings undone. ' +
    'The rivals are what a developer would glue together today; the glue with busboy gets the message as form-data.',
  measures: 'time',
  suits: ({ readMessage }) => readMessage !== undefined,
  samples: [
    sample('2 KB', () => pictureMessage(2 * KB)),
    sample('10 KB', () => pictureMessage(10 * KB), { isQuick: true }),
    sample('300 KB', () => pictureMessage(300 * KB), { isQuick: true }),
    sample('10 MB', () => pictureMessage(10 * MB)),
    sample('10 KB, 1000 recipients', () => pictureMessage(10 * KB, 1000), { recipients: 1000 }),
    sample('300 KB, nested', () => nestedMessage(300 * KB)),
    sample('300 KB in base64', () => base64Message(300 * KB)),
    sample('10 MB in base64', () => base64Message(10 * MB)),
    sample('10,000 parts of 2 bytes', () => tinyParts(10_000)),
  ],
};

function sample(
  name: string,
  message: () => MultipartMessage,
  { isQuick = false, recipients = 1 }: { isQuick?: boolean; recipients?: number } = {},
): Sample {
  return { name, isQuick, size: 0, prepare: (contender) => reading(contender, message(), recipients) };
}

function reading(contender: Contender, message: MultipartMessage, recipients: number): Work {
  const { readMessage, factsOf, form = 'related' } = contender;
  if (readMessage === undefined) throw new Error(`${contender.name} reads no messages`);
  const body = bodyInMemory(message, form, Number.POSITIVE_INFINITY);
  const bytes = wholeBody(body);
  const attachments = { parts: message.parts.slice(1) };
  const length = contentLength(attachments);
  return {
    async run() {
      const reading = readMessage(body, bytes);
      const { parts } = reading instanceof Promise ? await reading : reading;
      let read = 0;
      for (const part of parts) read += part.length;
      if (read !== length) throw new Error('the parts differ from run to run');
    },
    async verify() {
      const { envelope, parts } = await readMessage(body, bytes);
      requireFacts(factsOf?.(envelope), recipients);
      requireDigests(
        parts.map((part) => digestOf([part])),
        expectedDigests(attachments),
      );
    },
  };
}
