import type { EnvelopeWalker } from './envelope-walker.ts';

/**
 * An open element and how its content is read. The walker describes the element at hand; a frame says which frame reads
 * a child, takes text, and delivers what was read when the element closes.
 */
export interface Frame {
  /** Name as sent, for paths. */
  readonly name: string;
  /** The frame for the child element that the walker describes. */
  open(walker: EnvelopeWalker): Frame;
  /** Takes a piece of the element's text. */
  text(walker: EnvelopeWalker, text: string): void;
  /** The element has closed. */
  close(walker: EnvelopeWalker): void;
}
