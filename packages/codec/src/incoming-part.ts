import type { Part as MultipartPart } from '@mm7/multipart';
import type { ContentReference } from './content-reference.ts';
import { type Part, PartDescription } from './part.ts';

/** A part whose content is read as the body comes in. Its methods work on their own: `const { bytes } = part`. */
export class IncomingPart extends PartDescription implements Part {
  readonly #part: MultipartPart;
  readonly #reference: ContentReference;
  readonly #fallbackCharset: string | undefined;

  constructor(part: MultipartPart, reference: ContentReference, fallbackCharset: string | undefined) {
    super(part);
    this.#part = part;
    this.#reference = reference;
    this.#fallbackCharset = fallbackCharset;
  }

  get isContent(): boolean {
    return this.#reference.includes(this);
  }

  readonly bytes = (): Promise<Uint8Array> => this.#part.bytes();

  readonly text = (): Promise<string> => this.#part.text(this.#fallbackCharset);

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#part[Symbol.asyncIterator]();
  }
}
