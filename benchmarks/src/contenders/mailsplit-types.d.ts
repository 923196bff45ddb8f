declare module 'mailsplit' {
  import type { Transform } from 'node:stream';

  /** What comes out of a Splitter. */
  export type SplitterEvent =
    | {
        readonly type: 'node';
        readonly multipart: string | false;
        readonly headers: { getFirst(name: string): string };
      }
    | { readonly type: 'body' | 'data'; readonly value: Uint8Array };

  /** Splits a mail into its nodes. */
  export class Splitter extends Transform {}
}
