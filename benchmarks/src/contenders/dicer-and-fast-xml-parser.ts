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

  async readMessage({ boundary }, bytes) {
    const leaves: Uint8Array[] = [];
    const glue = new Glue(collectTo(leaves));
    glue.split(boundary).end(bytes);
    await glue.finished();
    const [root = new Uint8Array(), ...parts] = leaves;
    return { envelope: parseToObject(root), parts };
  },

  async streamMessage({ boundary }, source, sink) {
    const leaves: Uint8Array[] = [];
    const collect = collectTo(leaves);
    const give = giveTo(sink);
    let isRoot = true;
    const glue = new Glue((part, headers) => {
      if (isRoot) collect(part, headers);
      else give(part, headers);
      isRoot = false;
    });
    await pipeline(source, glue.split(boundary));
    await glue.finished();
    return parseToObject(leaves[0] ?? new Uint8Array());
  },
};

type Headers = Readonly<Record<string, readonly string[] | undefined>>;
type LeafReader = (part: Readable, headers: Headers) => void;

/** Splits a body, and each multipart inside it with a dicer of its own. */
class Glue {
  readonly #readLeaf: LeafReader;
  readonly #finishes: Promise<void>[] = [];

  constructor(readLeaf: LeafReader) {
    this.#readLeaf = readLeaf;
  }

  split(boundary: string): Dicer {
    const dicer = new Dicer({ boundary });
    this.#finishes.push(
      new Promise((resolve, reject) => {
        dicer.on('finish', resolve);
        dicer.on('error', reject);
        dicer.on('part', (part) => {
          part.on('error', reject);
          part.on('header', (header) => this.#begin(part, Object.fromEntries(Object.entries(header))));
        });
      }),
    );
    return dicer;
  }

  /** Multiparts inside are known by the time that what is around them has ended. */
  async finished(): Promise<void> {
    for (const finish of this.#finishes) await finish;
  }

  #begin(part: Readable, headers: Headers): void {
    const inner = /^multipart\/.*boundary="([^"]*)"/i.exec(headers['content-type']?.[0] ?? '')?.[1];
    if (inner === undefined) this.#readLeaf(part, headers);
    else part.pipe(this.split(inner));
  }
}

function collectTo(leaves: Uint8Array[]): LeafReader {
  return (part, headers) => {
    const index = leaves.push(new Uint8Array()) - 1;
    const pieces: Buffer[] = [];
    part.on('data', (bytes: Buffer) => pieces.push(bytes));
    part.on('end', () => {
      const [only] = pieces;
      const content = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
      leaves[index] = isBase64(headers) ? Buffer.from(content.toString('latin1'), 'base64') : content;
    });
  };
}

function giveTo(sink: PartSink): LeafReader {
  return (part, headers) => {
    const encoded: Buffer[] = [];
    const base64 = isBase64(headers);
    const content = sink.begin();
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
