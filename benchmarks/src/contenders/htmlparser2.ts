import { Buffer } from 'node:buffer';
import { Parser } from 'htmlparser2';
import type { Contender } from '../contender.ts';
import { factsOfLeafTexts, LeafTexts } from './leaf-texts.ts';

/** A forgiving parser: it knows no namespaces and finds nothing ill-formed. */
export const htmlparser2: Contender = {
  name: 'htmlparser2',
  role: 'rival',
  readEnvelope(xml) {
    const texts = new LeafTexts();
    const parser = new Parser(
      {
        onopentag: (name) => texts.open(name.slice(name.indexOf(':') + 1)),
        ontext: (text) => texts.text(text),
      },
      { xmlMode: true },
    );
    parser.end(Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString());
    return texts;
  },
  factsOf: factsOfLeafTexts,
};
