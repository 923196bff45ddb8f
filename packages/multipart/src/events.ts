import type { MultipartWarning } from './errors.ts';
import type { PartInfo } from './part-info.ts';
import type { MultipartOptions } from './splitter.ts';

/** What happens while a body is read: a part begins, its content comes, it ends. */
export type LeafEvent =
  | { readonly type: 'start'; readonly part: PartInfo }
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  | { readonly type: 'end' };

/** How to read a multipart body from a source. */
export interface MultipartReadOptions extends MultipartOptions {
  /** Called with each deviation as it is met; in strict mode they are errors instead. */
  readonly onWarning?: (warning: MultipartWarning) => void;
  /**
   * How many bytes the body was said to have. If it ends earlier, without its closing delimiter, that is an error and
   * no deviation; otherwise the number does not matter here.
   */
  readonly contentLength?: number;
}

/**
 * The events of a body that is read on demand. Those of a chunk are there at once, so that nothing but the next chunk has
 * to be waited for.
 */
export interface LeafEvents {
  /**
   * The next event of what is there without waiting; `undefined` when all have been taken, or there will be no more. It
   * never throws: an error comes with the next call of `readOn`.
   */
  take(): LeafEvent | undefined;
  /**
   * Reads the next chunk, in which there may be any number of events; called when all of the last one have been taken.
   * Resolves to `false` when nothing is left to read. After an error every further call rejects with that same error.
   */
  readOn(): Promise<boolean>;
  /** Gives up the source, and the events that have not been taken. */
  release(): Promise<void>;
}
