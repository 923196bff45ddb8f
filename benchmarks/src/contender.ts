import type { Readable, Writable } from 'node:stream';
import type { SubmitReq } from '@mm7/schema';

/** A multipart body, in the one form that a contender can read. */
export interface MultipartBody {
  readonly form: MultipartForm;
  readonly contentType: string;
  readonly boundary: string;
  /** The body; it can be iterated as often as wanted. */
  readonly chunks: Iterable<Uint8Array>;
}

/** `form-data` for the contenders that read nothing else. */
export type MultipartForm = 'related' | 'form-data';

/** Where the parts of a body go: in the runs that are timed they are counted, in the one before they are hashed. */
export interface PartSink {
  /** A part begins; some contenders begin the next before the last has ended. */
  begin(): ContentSink;
}

/** Where the content of one part goes. */
export interface ContentSink {
  /** The Content-Type of the part, if it has one: a splitter whose header fields are never looked at does half its work. */
  type(value: string): void;
  data(bytes: Uint8Array): void;
  end(): void;
}

/** Content in base64, as it comes in and as one string. */
interface Base64Text {
  readonly chunks: readonly Uint8Array[];
  readonly whole: string;
}

/** What every reader of an envelope must have found in it. */
export interface EnvelopeFacts {
  readonly transactionId: string;
  readonly subject: string;
  readonly recipients: readonly string[];
}

/** A part that is to be written. */
export interface OutgoingContent {
  readonly contentType: string;
  readonly contentId: string;
  readonly bytes: Uint8Array;
}

/** A message read from memory. */
interface WholeMessage {
  readonly envelope: unknown;
  /** The contents of the other parts, each in one piece. */
  readonly parts: readonly Uint8Array[];
}

/**
 * Somebody who can do some of what is measured. A contender takes part in the groups whose work it can do, each time in a
 * process of its own.
 */
export interface Contender {
  readonly name: string;
  /** A `limit` is what the machine or the layer below can do at best; it need not give a result. */
  readonly role: 'mm7' | 'rival' | 'limit';
  /** The form of multipart that it reads; `related` by default. */
  readonly form?: MultipartForm;

  /** Splits a body and gives out the content of its parts in order. */
  split?(body: MultipartBody, sink: PartSink): void | Promise<void>;

  /** Reads an envelope into whatever it makes of one. */
  readEnvelope?(xml: Uint8Array): unknown;
  /** What it found: of the results of `readEnvelope`, `readMessage` and `streamMessage`. Not timed. */
  factsOf?(envelope: unknown): EnvelopeFacts;

  /** Writes the envelope of a message. */
  writeEnvelope?(message: SubmitReq): string;

  /** Writes a multipart body piece by piece, and returns its Content-Type. */
  writeMultipart?(parts: readonly OutgoingContent[], sink: (chunk: Uint8Array) => void): string | Promise<string>;

  /** Reads a whole message that is in memory, transfer encodings undone. */
  readMessage?(body: MultipartBody, bytes: Uint8Array): WholeMessage | Promise<WholeMessage>;

  /** Reads a message as it comes in, and gives out the content of the parts beside the envelope; returns that. */
  streamMessage?(body: MultipartBody, source: Readable, sink: PartSink): Promise<unknown>;

  /** Writes a whole message piece by piece, and returns its Content-Type. */
  writeMessage?(
    message: SubmitReq,
    attachments: readonly OutgoingContent[],
    sink: (chunk: Uint8Array) => void,
  ): string | Promise<string>;

  /** Writes a message with a file as its attachment. */
  sendFile?(message: SubmitReq, file: string, size: number, target: Writable): Promise<void>;

  /** Decodes base64 that comes in chunks. */
  decodeBase64?(encoded: Base64Text, sink: ContentSink): void;
}
