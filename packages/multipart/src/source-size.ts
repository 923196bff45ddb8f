import { MultipartError } from './errors.ts';

/** How many bytes a source has to give: as declared, or as its readings showed. */
export class SourceSize {
  #bytes: number | undefined;

  /**
   * @throws MultipartError `size-mismatch` if `declared` is no size
   */
  constructor(declared: number | undefined) {
    checkSize(declared);
    this.#bytes = declared;
  }

  /** Undefined as long as it is not known. */
  get bytes(): number | undefined {
    return this.#bytes;
  }

  /**
   * Checks how many bytes a reading has given so far.
   *
   * @throws MultipartError `size-mismatch` if those are too many
   */
  checkSoFar(given: number): void {
    if (this.#bytes !== undefined && given > this.#bytes) throw sizeMismatch(this.#bytes, `at least ${given}`);
  }

  /**
   * Checks how many bytes a reading has given in all. So many the source has to give from now on: one that can be read
   * only once must not seem empty later.
   *
   * @throws MultipartError `size-mismatch` if those are too few
   */
  settle(given: number): void {
    if (this.#bytes !== undefined && given < this.#bytes) throw sizeMismatch(this.#bytes, String(given));
    this.#bytes = given;
  }
}

/**
 * @throws MultipartError `size-mismatch` if a declared size is no size, or not the actual one where that is known
 */
export function checkSize(declared: number | undefined, actual?: number): void {
  if (declared === undefined) return;
  const isSize = Number.isSafeInteger(declared) && declared >= 0;
  if (!isSize || (actual !== undefined && actual !== declared)) {
    throw sizeMismatch(declared, actual === undefined ? 'no number of bytes' : String(actual));
  }
}

function sizeMismatch(declared: number, actual: string): MultipartError {
  return new MultipartError('size-mismatch', `a body was declared to be ${declared} bytes long, but is ${actual}`);
}
