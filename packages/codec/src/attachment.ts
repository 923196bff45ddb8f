import type { BodySource } from '@mm7/multipart';
import type { BufferPart, Part } from './part.ts';

/**
 * A part to send beside the envelope.
 *
 * @example
 * const picture: Attachment = { contentType: 'image/jpeg', contentId: 'picture', body: await readFile('picture.jpg') };
 */
export interface Attachment {
  /**
   * The content: bytes, text, something of known size that can be streamed (a `Blob` is one), or a stream of chunks. Text
   * is written in the charset of the content type, UTF-8 where it gives none.
   */
  readonly body: BodySource;
  /** Bytes of the content, where the body does not know them; without it the message has no Content-Length. */
  readonly size?: number;
  /** Media type, with parameters if there are any. */
  readonly contentType: string;
  /** Content-ID, with or without angle brackets, by which the message or a presentation refers to the part. */
  readonly contentId?: string;
  /** Content-Location, by which a presentation may refer to the part. */
  readonly contentLocation?: string;
  /** Suggested name of a file to keep the part in. */
  readonly fileName?: string;
  /** Content-Transfer-Encoding to write the part in; without it, no such header field and the bytes as they are. */
  readonly transferEncoding?: 'binary' | 'base64';
}

/** Parts to send as a multipart inside the message. */
export interface AttachmentGroup {
  /** `related` when one part, a SMIL presentation as a rule, says how the others are shown. */
  readonly multipart: 'mixed' | 'related';
  /** In order. */
  readonly parts: readonly OutgoingAttachment[];
  /** Content-ID of the part that a related multipart starts with. Absent: the presentation, else the first part. */
  readonly start?: string;
  /** Content-ID of the multipart itself, with or without angle brackets. */
  readonly contentId?: string;
  /** Content-Location of the multipart itself. */
  readonly contentLocation?: string;
}

/** Whatever can be sent beside the envelope; parts of a decoded message are taken as they are. */
export type OutgoingAttachment = Attachment | AttachmentGroup | Part | BufferPart;
