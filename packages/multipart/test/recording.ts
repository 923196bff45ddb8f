import { MultipartError, type MultipartOptions, MultipartSplitter } from '../src/index.ts';

/** One part as a splitter told it, the pieces of its content put together. */
export interface RecordedPart {
  readonly names: readonly string[];
  readonly offset: number;
  readonly contentOffset: number;
  readonly content: string;
  readonly end: number | undefined;
}

/** All that a splitter made of a body: what must not depend on how the body was cut. */
export interface Outcome {
  readonly parts: readonly RecordedPart[];
  readonly warnings: readonly string[];
  readonly error: string | undefined;
}

/** The bytes of `text`, one for each of its characters. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** What the splitter makes of a body that comes in these chunks. An error that has no code of ours is thrown on. */
export function split(chunks: Iterable<Uint8Array>, boundary: string, options?: MultipartOptions): Outcome {
  const parts: { -readonly [Key in keyof RecordedPart]: RecordedPart[Key] }[] = [];
  const warnings: string[] = [];
  let error: string | undefined;
  try {
    const splitter = new MultipartSplitter(
      boundary,
      {
        partStart: (headers, offset, contentOffset) => {
          const names = [...headers].map(([name]) => name);
          parts.push({ names, offset, contentOffset, content: '', end: undefined });
        },
        partData: (view) => {
          const part = parts.at(-1);
          if (part === undefined || part.end !== undefined) throw new Error('content outside a part');
          if (view.length === 0) throw new Error('empty content');
          part.content += Buffer.from(view).toString('latin1');
        },
        partEnd: (offset) => {
          const part = parts.at(-1);
          if (part === undefined || part.end !== undefined) throw new Error('end outside a part');
          part.end = offset;
        },
        warning: ({ code }) => {
          warnings.push(code);
        },
      },
      options,
    );
    for (const chunk of chunks) splitter.write(chunk);
    splitter.end();
  } catch (thrown) {
    if (!MultipartError.is(thrown)) throw thrown;
    error = thrown.code;
  }
  return { parts, warnings, error };
}

/** The body in single bytes. Each is a copy, so that nothing can be read beyond a chunk. */
export function byteByByte(body: Uint8Array): Uint8Array[] {
  return Array.from(body, (byte) => Uint8Array.of(byte));
}

/** The body in two chunks, once for every place where it can be cut. */
export function* twoWayCuts(body: Uint8Array): Generator<Uint8Array[]> {
  for (let cut = 0; cut <= body.length; cut += 1) yield [copyOf(body, 0, cut), copyOf(body, cut, body.length)];
}

/** The body cut after these numbers of bytes, over and over until all of it is used up. */
export function cutAfter(body: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let start = 0;
  for (let index = 0; start < body.length; index += 1) {
    const size = sizes[index % sizes.length] ?? body.length;
    chunks.push(copyOf(body, start, start + size));
    start += size;
  }
  return chunks;
}

function copyOf(body: Uint8Array, from: number, to: number): Uint8Array {
  return Uint8Array.from(body.subarray(from, to));
}
