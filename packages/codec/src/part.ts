import type { PartInfo } from '@mm7/multipart';

/** What is known of a part beside the envelope, apart from its content. */
export interface DescribedPart extends PartInfo {
  /**
   * Whether the message's Content refers to this part or to a multipart around it. While parts are still to come, the
   * best match so far counts: when none has matched, the first part beside the envelope.
   */
  readonly isContent: boolean;
  /** Whether this is a SMIL presentation, which says how the other parts are shown. */
  readonly isPresentation: boolean;
}

/**
 * A part of a message that is being read: an attachment, transfer-decoded. Its content can be read once, while it is the
 * current part of the iteration; what has not been read when the iteration goes on is skipped.
 */
export interface Part extends DescribedPart, AsyncIterable<Uint8Array> {
  /**
   * Reads the content into memory.
   *
   * @throws {Mm7Error} `part-already-read`, and whatever is wrong with the rest of the message
   */
  bytes(): Promise<Uint8Array>;
  /**
   * Reads the content as text: by byte order mark, charset parameter, UTF-8, then the fallback of the options.
   *
   * @throws {Mm7Error} `undecodable-body` when it is none of these, and as {@link Part.bytes}
   */
  text(): Promise<string>;
}

/** A part of a message that was read from memory. */
export interface BufferPart extends DescribedPart {
  /** The content, transfer-decoded: a view of the message wherever no decoding was needed. */
  readonly content: Uint8Array;
  /**
   * The content as text: by byte order mark, charset parameter, UTF-8, then the fallback of the options.
   *
   * @throws {Mm7Error} `undecodable-body` when it is none of these
   */
  text(): string;
}

const presentationTypes: ReadonlySet<string> = new Set(['application/smil', 'application/smil+xml', 'text/smil']);

/** Whether a media type, in lower case and without parameters, is one under which SMIL is sent. */
export function isPresentationType(essence: string): boolean {
  return presentationTypes.has(essence);
}

/** What describes a part, copied from whatever else it knows. */
export class PartDescription implements PartInfo {
  readonly path: string;
  readonly headers: PartInfo['headers'];
  readonly contentType: string;
  readonly parameters: PartInfo['parameters'];
  readonly offset: number;
  readonly containers: readonly PartInfo[];
  readonly isPresentation: boolean;
  // Only declared: a part without them does not have these properties.
  declare readonly contentId?: string;
  declare readonly contentLocation?: string;
  declare readonly fileName?: string;

  constructor(part: PartInfo) {
    this.path = part.path;
    this.headers = part.headers;
    this.contentType = part.contentType;
    this.parameters = part.parameters;
    this.offset = part.offset;
    this.containers = part.containers;
    this.isPresentation = isPresentationType(part.contentType);
    if (part.contentId !== undefined) this.contentId = part.contentId;
    if (part.contentLocation !== undefined) this.contentLocation = part.contentLocation;
    if (part.fileName !== undefined) this.fileName = part.fileName;
  }
}
