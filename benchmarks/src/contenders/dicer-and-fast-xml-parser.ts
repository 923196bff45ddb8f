import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Dicer from 'dicer';
import type { Contender, PartSink } from '../contender.ts';
import { factsOfObject, parseToObject } from './fast-xml-parser.ts';

/** What a developer glues together today: dicer splits, fast-xml-parser reads the first part. */
export const dicerAndFastXmlParser: Contender = {
  name: 'dicer + fast-xml-parser',
  role: 'rival',
  factsOf: factsOfObject,

  readMessage({ boundary }, bytes) {
    return new Promise((resolve, reject) => {
      const leaves: Uint8Array[] = [];
      const dicer = dicerFor(boundary, collectTo(leaves, reject), reject);
      dicer.on('finish', () => {
        const [root = new Uint8Array(), ...parts] = leaves;
        resolve({ envelope: parseToObject(root), parts });
      });
      dicer.end(bytes);
    });
  },

  async streamMessage({ boundary }, source, sink) {
    const leaves: Uint8Array[] = [];
    let failure: unknown;
    const fail = (error: unknown): void => {
      failure = error;
    };
    const collect = collectTo(leaves, fail);
    const give = giveTo(sink, fail);
    let isRoot = true;
    const dicer = dicerFor(
      boundary,
      (part, headers) => {
        if (isRoot) collect(part, headers);
        else give(part, headers);
        isRoot = false;
      },
      fail,
    );
    await pipeline(source, dicer);
    if (failure !== undefined) throw failure;
    return parseToObject(leaves[0] ?? new Uint8Array());
  },
};

type Headers = Readonly<Record<string, readonly string[] | undefined>>;
type LeafReader = (part: Readable, headers: Headers) => void;

/** Multiparts inside the body are split by a dicer of their own. */
function dicerFor(boundary: string, readLeaf: LeafReader, fail: (error: unknown) => void): Dicer {
  const dicer = new Dicer({ boundary });
  dicer.on('error', fail);
  dicer.on('part', (part) => {
    let isRead = false;
    part.on('error', fail);
    part.on('header', (header) => {
      const headers: Headers = Object.fromEntries(Object.entries(header));
      const inner = /^multipart\/.*boundary="([^"]*)"/i.exec(headers['content-type']?.[0] ?? '')?.[1];
      isRead = true;
      if (inner === undefined) readLeaf(part, headers);
      else part.pipe(dicerFor(inner, readLeaf, fail));
    });
    // Without header fields there is no event for them.
    queueMicrotask(() => {
      if (!isRead) readLeaf(part, {});
    });
  });
  return dicer;
}

function collectTo(leaves: Uint8Array[], fail: (error: unknown) => void): LeafReader {
  return (part, headers) => {
    const index = leaves.push(new Uint8Array()) - 1;
    const pieces: Buffer[] = [];
    part.on('error', fail);
    part.on('data', (bytes: Buffer) => pieces.push(bytes));
    part.on('end', () => {
      const [only] = pieces;
      const content = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
      leaves[index] = isBase64(headers) ? Buffer.from(content.toString('latin1'), 'base64') : content;
    });
  };
}

function giveTo(sink: PartSink, fail: (error: unknown) => void): LeafReader {
  return (part, headers) => {
    const encoded: Buffer[] = [];
    const base64 = isBase64(headers);
    const content = sink.begin();
    part.on('error', fail);
    part.on('data', (bytes: Buffer) => {
      if (base64) encoded.push(bytes);
      else content.data(bytes);
    });
    part.on('end', () => {
      if (base64) content.data(Buffer.from(Buffer.concat(encoded).toString('latin1'), 'base64'));
      content.end();
    });
  };
}

function isBase64(headers: Headers): boolean {
  return headers['content-transfer-encoding']?.[0]?.toLowerCase() === 'base64';
}
