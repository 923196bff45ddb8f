import { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Contender, MultipartBody } from '../contender.ts';
import { randomBytes } from '../messages.ts';

// What no program can beat by doing more: the same bytes copied, searched, or decoded in one call.

/** Copies every chunk. */
export const memcpy: Contender = {
  name: 'memcpy',
  role: 'limit',
  split({ chunks }, sink) {
    let copy = new Uint8Array();
    const content = sink.begin();
    for (const chunk of chunks) {
      if (copy.length < chunk.length) copy = new Uint8Array(chunk.length);
      copy.set(chunk);
      content.data(chunk);
    }
    content.end();
  },
};

/** Searches every chunk for the delimiter. */
export const indexOf: Contender = {
  name: 'Buffer.indexOf',
  role: 'limit',
  split({ boundary, chunks }) {
    search(chunks, Buffer.from(`\r\n--${boundary}`));
  },
};

/** Searches as many random bytes for the delimiter. */
export const indexOfRandom: Contender = {
  name: 'Buffer.indexOf, random bytes',
  role: 'limit',
  split(body) {
    search(randomTwin(body), Buffer.from(`\r\n--${body.boundary}`));
  },
};

function search(chunks: Iterable<Uint8Array>, delimiter: Buffer): void {
  for (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let at = bytes.indexOf(delimiter); at !== -1; at = bytes.indexOf(delimiter, at + delimiter.length));
  }
}

const twins = new WeakMap<MultipartBody, readonly Uint8Array[]>();

function randomTwin(body: MultipartBody): readonly Uint8Array[] {
  let twin = twins.get(body);
  if (twin === undefined) {
    const chunks = [...body.chunks];
    const bytes = randomBytes(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let start = 0;
    twin = chunks.map(({ length }) => {
      start += length;
      return bytes.subarray(start - length, start);
    });
    twins.set(body, twin);
  }
  return twin;
}

/** Decodes all of it at once, out of a string that is there already. */
export const bufferFromBase64: Contender = {
  name: "Buffer.from(whole, 'base64')",
  role: 'limit',
  decodeBase64({ whole }, sink) {
    sink.data(Buffer.from(whole, 'base64'));
    sink.end();
  },
};

/** Copies a file through a stream. */
export const fileCopy: Contender = {
  name: 'copy of the file',
  role: 'limit',
  async sendFile(_message, file, _size, target) {
    await pipeline(createReadStream(file), target);
  },
};
