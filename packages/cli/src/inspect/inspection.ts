import type { Release } from '@mm7/schema';
import type { Finding } from './finding.ts';

/** All that could be found out about a capture, each thing with what is wrong with it; secrets are masked already. */
export interface Inspection {
  /** What the capture holds; absent where that cannot be told. */
  readonly kind?: 'http' | 'xml' | 'multipart';
  /** Bytes of the capture. */
  readonly size: number;
  readonly head?: InspectedHead;
  /** The body, its HTTP codings undone. */
  readonly body?: InspectedPart;
  readonly envelope?: InspectedEnvelope;
  /** The first lines of a capture whose head cannot be read. */
  readonly opening?: Opening;
  /** What the envelope says, where it could be decoded: as `mm7 decode --json` prints it. */
  readonly message?: object;
  /** What is wrong where there is not even a body. */
  readonly findings: readonly Finding[];
  /** Whether secrets are masked in it. */
  readonly hasMasked: boolean;
  readonly verdict: Verdict;
}

/** The beginning of bytes that cannot be told for what they are. */
export interface Opening {
  readonly lines: readonly string[];
  /** Whether there is more. */
  readonly isCut: boolean;
}

/** The head of an HTTP message. */
export interface InspectedHead {
  readonly startLine: string;
  readonly fields: readonly InspectedHeadField[];
  /** Codings of the body that were undone. */
  readonly undoneCodings: readonly string[];
  readonly findings: readonly Finding[];
}

/** A header field. */
export interface InspectedField {
  readonly name: string;
  readonly value: string;
}

/** A field of the HTTP head. */
interface InspectedHeadField extends InspectedField {
  readonly findings: readonly Finding[];
}

/** A run of bytes in the body. */
export interface ByteRange {
  readonly start: number;
  /** Offset of the byte after the last. */
  readonly end: number;
}

/** The body, or a part of it. */
export interface InspectedPart {
  /** Number of the part, such as `2.1`; empty for the body itself. */
  readonly path: string;
  readonly role: 'body' | 'multipart' | 'envelope' | 'presentation' | 'content' | 'other' | 'unknown';
  /** Whether the message's Content refers to the part, or to a multipart around it. */
  readonly isContent: boolean;
  readonly contentType: string;
  readonly fields: readonly InspectedField[];
  /** The part with its header fields. */
  readonly range: ByteRange;
  /** The content as it was sent. */
  readonly content: ByteRange;
  readonly contentId?: string | undefined;
  readonly contentLocation?: string | undefined;
  readonly fileName?: string | undefined;
  /** What the content is; absent for the envelope and for multiparts. */
  readonly description?: ContentDescription | undefined;
  readonly findings: readonly Finding[];
  readonly parts?: readonly InspectedPart[] | undefined;
}

/** What the bytes of an attachment are, transfer encoding undone. */
export interface ContentDescription {
  readonly size: number;
  /** Digest of the bytes, hexadecimal. */
  readonly sha256: string;
  /** Media type that the bytes themselves tell. */
  readonly sniffedType?: string | undefined;
  /** Whether that is another one than the part is labelled with. */
  readonly isMislabelled: boolean;
  /** Size of a picture in pixels. */
  readonly picture?: { readonly width: number; readonly height: number } | undefined;
  /** The beginning of a text. */
  readonly text?: TextExcerpt | undefined;
}

/** The beginning of a text. */
export interface TextExcerpt {
  readonly lines: readonly string[];
  readonly encoding: string;
  /** Whether the text goes on. */
  readonly isCut: boolean;
}

/** The envelope as it stands on the wire. */
export interface InspectedEnvelope {
  /** The part that holds it; empty for a body that is the envelope. */
  readonly part: string;
  /** The character set in which it was read; absent if none fits, so that it is shown as ISO 8859-1. */
  readonly encoding?: string | undefined;
  /** The document element; absent where there is none. */
  readonly root?: InspectedElement | undefined;
  /** Whether elements or attributes are left out, for there being too many. */
  readonly isCut: boolean;
  readonly findings: readonly Finding[];
}

/** An element of the envelope. */
export interface InspectedElement {
  /** Local names from the document element on, as in the paths of findings. */
  readonly path: string;
  /** Name with its prefix, as sent. */
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly line: number;
  /** What it is for. */
  readonly meaning?: string | undefined;
  readonly declarations: readonly InspectedDeclaration[];
  readonly attributes: readonly InspectedAttribute[];
  readonly text?: string | undefined;
  /** What its value says. */
  readonly reading?: string | undefined;
  readonly findings: readonly Finding[];
  readonly children: readonly InspectedElement[];
}

/** A namespace declaration. */
export interface InspectedDeclaration {
  /** Empty for the default namespace. */
  readonly prefix: string;
  readonly namespace: string;
  /** What the namespace is known as. */
  readonly reading?: string | undefined;
}

/** An attribute of an element. */
interface InspectedAttribute {
  readonly name: string;
  readonly value: string;
  readonly meaning?: string | undefined;
}

/** What is to be said of the whole. */
export interface Verdict {
  /** `conforms`: strict mode takes it. `deviates`: lenient mode does. `unreadable`: none does. */
  readonly result: 'conforms' | 'deviates' | 'unreadable';
  readonly operation?: string | undefined;
  readonly version?: string | undefined;
  readonly namespace?: string | undefined;
  /** The published schema that the namespace names. */
  readonly schema?: { readonly id: string; readonly version: string; readonly release: Release } | undefined;
  readonly soapNamespace?: string | undefined;
  /** What a response or a fault reports. */
  readonly status?: { readonly statusCode: number; readonly statusText: string } | undefined;
  /** What lenient mode takes, each kind once, in the order in which they were found. */
  readonly deviations: readonly { readonly code: string; readonly count: number }[];
  /** What strict mode refuses first. */
  readonly strictRefusal?: Finding | undefined;
  /** Why the message cannot be read. */
  readonly error?: Finding | undefined;
}
