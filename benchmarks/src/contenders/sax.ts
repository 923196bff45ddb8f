import { Buffer } from 'node:buffer';
import saxModule, { type QualifiedTag, type Tag } from 'sax';
import type { Contender } from '../contender.ts';
import { factsOfLeafTexts, LeafTexts } from './leaf-texts.ts';

/** The oldest of the event parsers, with namespaces. */
export const sax: Contender = {
  name: 'sax',
  role: 'rival',
  readEnvelope(xml) {
    const texts = new LeafTexts();
    const parser = saxModule.parser(true, { xmlns: true });
    parser.onopentag = (tag: Tag | QualifiedTag) => texts.open('local' in tag ? tag.local : tag.name);
    parser.ontext = (text) => texts.text(text);
    parser.onerror = (error) => {
      throw error;
    };
    parser.write(Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString()).close();
    return texts;
  },
  factsOf: factsOfLeafTexts,
};
