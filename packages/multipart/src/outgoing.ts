import type { HeaderField } from './header-field.ts';

/**
 * The content of a part that is to be written: bytes, text (written as UTF-8), something of known size that can be
 * streamed (a `Blob` is one), or a stream of chunks.
 */
export type BodySource =
  | Uint8Array
  | string
  | { readonly size: number; stream(): AsyncIterable<Uint8Array> }
  | AsyncIterable<Uint8Array>;

/** A part with content of its own. */
export interface OutgoingLeaf {
  /** All its header fields but Content-Transfer-Encoding. */
  readonly headers: readonly HeaderField[];
  readonly body: BodySource;
  /** Size of the body in bytes, before any transfer encoding, where the source does not know it itself. */
  readonly size?: number | undefined;
  /** Content-Transfer-Encoding to write it in; without it, no such header and the bytes as they are. */
  readonly transferEncoding?: 'binary' | 'base64' | undefined;
}

/** A part that consists of parts, or a whole body. */
export interface OutgoingMultipart {
  /** Its header fields but Content-Type; those of a whole body are not written. */
  readonly headers: readonly HeaderField[];
  readonly subtype: 'mixed' | 'related';
  /** Parameters of its Content-Type, such as `type` and `start` (RFC 2387), without `boundary`. */
  readonly parameters?: readonly (readonly [name: string, value: string])[] | undefined;
  /** In order. RFC 2046 section 5.1.1 asks for at least one. */
  readonly parts: readonly OutgoingPart[];
  /** Instead of a random one; for tests that compare bytes. */
  readonly boundary?: string | undefined;
}

/** A part that is to be written. */
export type OutgoingPart = OutgoingLeaf | OutgoingMultipart;
