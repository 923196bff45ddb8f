/** What is known of an error that is no deviation. */
export interface ErrorExplanation {
  /** What is wrong, whatever the mode. */
  readonly explanation: string;
}

// The comments between the codes name the groups of the reference pages.

/**
 * Every error that has no part in {@link deviations}: what neither mode can take, and what cannot be written. The codes
 * are stable.
 *
 * Three deviations are errors in lenient mode too, where there is nothing to be lenient about: `invalid-boundary` for a
 * boundary that no line can hold, `boundary-too-long` for one beyond the limit, `content-unmatched` for a message to be
 * written that refers to no attachment.
 */
export const errors = {
  // Reading
  'not-mm7': {
    explanation: 'The input is empty, or is no HTTP message, multipart or XML document that could hold MM7.',
  },
  'malformed-xml': { explanation: 'The envelope is not well-formed XML, and no known repair makes it so.' },
  doctype: { explanation: 'The envelope has a document type declaration, which SOAP forbids.' },
  'soap-version': { explanation: 'The envelope is one of SOAP 1.2; MM7 uses SOAP 1.1.' },
  'unknown-operation': {
    explanation: 'The element in the SOAP body, or the operation to be written, is no message of MM7.',
  },
  'truncated-body': { explanation: 'The input ends before the message does.' },
  'undecodable-envelope': {
    explanation: 'The bytes of the envelope are text in none of the character sets in question.',
  },
  'undecodable-body': {
    explanation:
      'The chunks or the compression of the body are broken or unknown, or the text of a part cannot be decoded.',
  },
  'envelope-not-found': { explanation: 'No part of the body is an MM7 envelope.' },
  'missing-boundary': { explanation: 'The Content-Type of a multipart names no boundary.' },
  'delimiter-not-found': { explanation: 'No line of a multipart begins with its boundary.' },
  aborted: { explanation: 'The caller has discarded the message, or aborted reading it.' },
  // Limits
  'header-block-too-large': { explanation: 'The head of the message or of a part is larger than the limit.' },
  'too-many-headers': { explanation: 'A part has more header fields than the limit.' },
  'too-many-parts': { explanation: 'The body has more parts than the limit.' },
  'nesting-too-deep': { explanation: 'Multiparts stand inside one another deeper than the limit.' },
  'body-too-large': { explanation: 'The body is larger than the limit.' },
  'envelope-too-large': { explanation: 'The envelope is larger than the limit.' },
  'envelope-too-late': { explanation: 'More bytes of other parts than the limit stand before the envelope.' },
  'xml-too-deep': { explanation: 'Elements stand inside one another deeper than the limit.' },
  'too-many-attributes': { explanation: 'An element has more attributes than the limit.' },
  'text-too-long': { explanation: 'The text of an element or attribute is longer than the limit.' },
  'too-many-extensions': { explanation: 'The envelope has more elements outside the schema than the limit.' },
  // Writing
  'invalid-value': { explanation: 'A value of the message is missing, or not of the type that the schema wants.' },
  'unwritable-text': { explanation: 'A text has a character that XML cannot carry.' },
  'unencodable-text': { explanation: 'A text has a character that the character set to be written does not have.' },
  'invalid-header-value': { explanation: 'A header field has a name or value that no header line can hold.' },
  'size-mismatch': { explanation: 'An attachment has more or fewer bytes than it was said to have.' },
  'boundary-in-content': { explanation: 'The boundary that was given occurs in an attachment.' },
  // Use of the library
  'invalid-option': { explanation: 'An option, limit or argument is not what it may be.' },
  'already-iterated': { explanation: 'The parts of a message were asked for a second time.' },
  'part-already-read': { explanation: 'The content of a part has been read, or the loop over the parts has gone on.' },
} as const satisfies Record<string, ErrorExplanation>;
