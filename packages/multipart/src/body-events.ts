import { type ByteSource, chunksOf } from './byte-source.ts';
import { MultipartError, type MultipartWarning } from './errors.ts';
import type { LeafEvent, LeafEvents, MultipartReadOptions } from './events.ts';
import { type LeafHandler, LeafSplitter } from './leaf-splitter.ts';
import type { PartInfo } from './part-info.ts';

/** The events of a body, to be iterated once, or taken without waiting for each. */
export interface MultipartEvents extends LeafEvents, AsyncIterable<LeafEvent> {}

/**
 * Reads a body part by part, nested multiparts down to their leaves. The next chunk is pulled from the source when all
 * that the last one held has been taken; leaving the iteration releases the source, and its errors come through
 * unchanged. An error in `contentType` or `options` comes before anything is pulled.
 *
 * @param contentType value of the body's Content-Type header
 * @throws MultipartError what {@link LeafSplitter} throws; `truncated-body`
 *
 * @example
 * for await (const event of multipartEvents(request, request.headers['content-type'] ?? '')) {
 *   if (event.type === 'start') console.log(event.part.contentType);
 * }
 */
export function multipartEvents(
  source: ByteSource,
  contentType: string,
  options: MultipartReadOptions = {},
): MultipartEvents {
  return new BodyEvents(eventsByChunk(source, contentType, options));
}

class BodyEvents implements MultipartEvents {
  readonly #chunks: AsyncGenerator<readonly LeafEvent[], void, undefined>;
  #events: readonly LeafEvent[] = [];
  #taken = 0;
  #failure: { readonly error: unknown } | undefined;
  #isReleased = false;

  constructor(chunks: AsyncGenerator<readonly LeafEvent[], void, undefined>) {
    this.#chunks = chunks;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LeafEvent, void, undefined> {
    try {
      do {
        for (let event = this.take(); event !== undefined; event = this.take()) yield event;
      } while (await this.readOn());
    } finally {
      await this.release();
    }
  }

  take(): LeafEvent | undefined {
    const event = this.#isReleased ? undefined : this.#events[this.#taken];
    if (event !== undefined) this.#taken += 1;
    return event;
  }

  async readOn(): Promise<boolean> {
    if (this.#failure !== undefined) throw this.#failure.error;
    try {
      const { done, value = [] } = await this.#chunks.next();
      this.#events = value;
      this.#taken = 0;
      return done !== true;
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    await this.#chunks.return();
  }
}

/** The events of each chunk; there may be none in one. */
async function* eventsByChunk(
  source: ByteSource,
  contentType: string,
  options: MultipartReadOptions,
): AsyncGenerator<readonly LeafEvent[], void, undefined> {
  const queue = new EventQueue(options.onWarning);
  const splitter = new LeafSplitter(contentType, queue, options);
  let received = 0;
  for await (const chunk of chunksOf(source)) {
    try {
      splitter.write(chunk);
    } finally {
      // What stands before an error is given out all the same, so that it does not depend on how the body was cut.
      yield queue.take();
    }
    received += chunk.length;
  }
  const { contentLength } = options;
  if (contentLength !== undefined && received < contentLength && !splitter.finished) {
    const message = `The body ends after ${received} of ${contentLength} bytes, before its closing delimiter`;
    throw new MultipartError('truncated-body', message, { offset: received });
  }
  try {
    splitter.end();
  } finally {
    yield queue.take();
  }
}

const partEnd: LeafEvent = { type: 'end' };

class EventQueue implements LeafHandler {
  readonly #onWarning: ((warning: MultipartWarning) => void) | undefined;
  #events: LeafEvent[] = [];

  constructor(onWarning: ((warning: MultipartWarning) => void) | undefined) {
    this.#onWarning = onWarning;
  }

  take(): LeafEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  leafStart(part: PartInfo): void {
    this.#events.push({ type: 'start', part });
  }

  leafData(bytes: Uint8Array): void {
    this.#events.push({ type: 'data', bytes });
  }

  leafEnd(): void {
    this.#events.push(partEnd);
  }

  warning(warning: MultipartWarning): void {
    this.#onWarning?.(warning);
  }
}
