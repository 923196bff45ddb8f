import type { Part as MultipartPart } from '@mm7/multipart';
import type { ContentReference } from './content-reference.ts';
import { type Part, PartDescription } from './part.ts';
import { typedIterator } from './typed-iterator.ts';

/** A part whose content is read as the body comes in. Its methods work on their own: `const { bytes } = part`. */
export class IncomingPart extends PartDescription implements Part {
  readonly #part: MultipartPart;
  readonly #reference: ContentReference;
  readonly #fallbackCharset: string | undefined;
  readonly #rethrow: (error: unknown) => never;

  /**
   * @param rethrow throws what an error of the layer below is to whoever reads the message
   */
  constructor(
    part: MultipartPart,
    reference: ContentReference,
    fallbackCharset: string | undefined,
    rethrow: (error: unknown) => never,
  ) {
    super(part);
    this.#part = part;
    this.#reference = reference;
    this.#fallbackCharset = fallbackCharset;
    this.#rethrow = rethrow;
  }

  get isContent(): boolean {
    return this.#reference.includes(this);
  }

  readonly bytes = (): Promise<Uint8Array> => this.#part.bytes().catch(this.#rethrow);

  readonly text = (): Promise<string> => this.#part.text(this.#fallbackCharset).catch(this.#rethrow);

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return typedIterator(this.#opened(), this.#rethrow);
  }

  #opened(): AsyncIterator<Uint8Array> {
    try {
      return this.#part[Symbol.asyncIterator]();
    } catch (error) {
      return this.#rethrow(error);
    }
  }
}
