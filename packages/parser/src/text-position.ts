import type { Position } from './envelope-walker.ts';

const lineFeed = 10;
const carriageReturn = 13;

/** A position that only moves on in a text. Lines, which end as in XML 1.0, section 2.11, are counted when asked for. */
export class TextPosition implements Position {
  /** In UTF-16 units. */
  offset = 0;
  readonly #text: string;
  #counted = 0;
  #line = 1;
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get line(): number {
    this.#count();
    return this.#line;
  }

  get columnIndex(): number {
    this.#count();
    return this.offset - this.#lineStart;
  }

  #count(): void {
    for (; this.#counted < this.offset; this.#counted += 1) {
      const code = this.#text.charCodeAt(this.#counted);
      if (code !== lineFeed && code !== carriageReturn) continue;
      const isSecond = code === lineFeed && this.#text.charCodeAt(this.#counted - 1) === carriageReturn;
      if (!isSecond) this.#line += 1;
      this.#lineStart = this.#counted + 1;
    }
  }
}
