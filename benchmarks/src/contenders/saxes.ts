import { Buffer } from 'node:buffer';
import { SaxesParser } from 'saxes';
import type { Contender } from '../contender.ts';

const ignore = (): void => {};

/** The parser below mm7, told to do nothing with what it reads: the floor. */
export const saxes: Contender = {
  name: 'saxes, empty handlers',
  role: 'limit',
  readEnvelope(xml) {
    const parser = new SaxesParser({ xmlns: true });
    parser.on('opentag', ignore);
    parser.on('closetag', ignore);
    parser.on('text', ignore);
    parser.write(Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString()).close();
    return undefined;
  },
};
