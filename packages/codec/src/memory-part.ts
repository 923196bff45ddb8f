import { decodeText } from '@mm7/charset';
import type { PartInfo } from '@mm7/multipart';
import { type BufferPart, PartDescription } from './part.ts';
import { toMm7Error } from './wrapped-error.ts';

/** A part whose content is in memory. Its method works on its own: `const { text } = part`. */
export class MemoryPart extends PartDescription implements BufferPart {
  readonly isContent: boolean;
  readonly content: Uint8Array;
  readonly #fallback: string | undefined;

  constructor(part: PartInfo, content: Uint8Array, isContent: boolean, fallback: string | undefined) {
    super(part);
    this.isContent = isContent;
    // Whoever hands over a Buffer shall not get one: its methods are not those of a Uint8Array.
    this.content = new Uint8Array(content.buffer, content.byteOffset, content.length);
    this.#fallback = fallback;
  }

  readonly text = (): string => {
    try {
      return decodeText(this.content, { declared: this.parameters.get('charset'), fallback: this.#fallback }).text;
    } catch (error) {
      throw toMm7Error(error);
    }
  };
}
