import type { Mode } from '@mm7/schema';
import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import { copied } from './copied.ts';
import { EnvelopeWalker } from './envelope-walker.ts';
import type { EnvelopeLimits } from './limits.ts';

// The place of an error is the walker's to tell; saxes would put it into the message, and count from elsewhere.
const options = { xmlns: false, forceXMLVersion: true, defaultXMLVersion: '1.0', position: false } as const;

// In UTF-16 units; most documents are shorter.
const sliceLength = 64 * 1024;

/**
 * saxes with an envelope walker behind it. Namespaces are the walker's: saxes resolves them in time that is quadratic in
 * the depth, and tells an undeclared prefix from other errors by the text of its message alone. There is no error
 * handler, so that saxes throws at the first error.
 */
export class XmlReader extends SaxesParser<typeof options> {
  readonly walker: EnvelopeWalker;

  constructor(mode: Mode, limits: EnvelopeLimits, documentLength: number) {
    super(options);
    const walker = new EnvelopeWalker(mode, limits, this, documentLength);
    this.walker = walker;
    // saxes calls these two without a receiver.
    this.on('text', (text) => walker.characters(text));
    this.on('closetag', () => walker.closeTag());
  }

  /** Reads a document, in slices if it is long. */
  override write(document: string | null): this {
    if (document === null || document.length <= sliceLength) return super.write(document);
    let joinedLength = 0;
    for (let start = 0; start < document.length; start += sliceLength) {
      super.write(document.slice(start, start + sliceLength));
      const text = this['text'];
      this.walker.checkText(text);
      // What it is in the middle of saxes strings together from pieces as short as a character, each of which takes memory
      // of its own. A copy is of one piece; made whenever the text has doubled, it is cheap.
      if (text.length < joinedLength) joinedLength = 0;
      if (text.length <= 2 * joinedLength) continue;
      joinedLength = text.length;
      this['text'] = copied(text);
    }
    return this;
  }
}

// The other handlers stand on the prototype under the names by which saxes looks for them: the seventh `on()` of a parser
// would turn it into a hash table and make it five times slower.
Object.assign(XmlReader.prototype, {
  attributeHandler(this: XmlReader, attribute: SaxesAttributePlain): void {
    this.walker.attribute(attribute.name, attribute.value);
  },
  openTagHandler(this: XmlReader, tag: SaxesTagPlain): void {
    this.walker.openTag(tag.name);
  },
  cdataHandler(this: XmlReader, text: string): void {
    this.walker.characters(text);
  },
  commentHandler(this: XmlReader, text: string): void {
    this.walker.checkText(text);
  },
  piHandler(this: XmlReader, { body }: { readonly body: string }): void {
    this.walker.checkText(body);
  },
  doctypeHandler(this: XmlReader): void {
    throw this.walker.error('doctype', 'a document type declaration has no place in SOAP');
  },
});
