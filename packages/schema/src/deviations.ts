/** What is known of a kind of deviation. */
export interface Deviation {
  /** What the sender does, and why it matters. */
  readonly explanation: string;
  /** What the sender should do instead. */
  readonly remedy: string;
  /** The MM7 status code with which strict mode refuses it. */
  readonly statusCode: 2004 | 2007 | 4002 | 4004;
}

function envelope(explanation: string, remedy: string): Deviation {
  return { explanation, remedy, statusCode: 4004 };
}

function format(explanation: string, remedy: string): Deviation {
  return { explanation, remedy, statusCode: 2007 };
}

function version(explanation: string, remedy: string): Deviation {
  return { explanation, remedy, statusCode: 4002 };
}

function mime(explanation: string, remedy: string): Deviation {
  return { explanation, remedy, statusCode: 2004 };
}

// The comments between the codes name the groups of the reference pages.

/**
 * Every kind of deviation that lenient mode takes with a warning and strict mode refuses with an error of the same code.
 * The codes are stable.
 */
export const deviations = {
  // Prefixes
  'undeclared-prefix': envelope(
    'A namespace prefix is used but never declared, so an XML reader cannot tell what the name means.',
    'Declare the prefix with xmlns on the Envelope.',
  ),
  'doubled-colon': envelope('A name has two colons, which is not a qualified name.', 'Write one colon.'),
  'unqualified-element': envelope(
    'An element of MM7 stands in no namespace though its message has one.',
    'Prefix the element, or declare the default namespace.',
  ),
  // Namespaces
  'version-mismatch': version(
    'The MM7Version belongs to another schema than the namespace.',
    'Send the version that belongs to the namespace.',
  ),
  'namespace-suffix': version('The namespace ends with .xsd, as the file of the schema does.', 'Leave .xsd out.'),
  'namespace-white-space': version('The namespace URI holds white space.', 'Write the URI on one line.'),
  'namespace-mismatch': version(
    'The SOAP header and the body are in different MM7 namespaces.',
    'Use the namespace of the body in the header too.',
  ),
  'unknown-namespace': version(
    'The namespace resembles none of the eleven published ones.',
    'Use a published namespace.',
  ),
  'missing-namespace': version('The message is in no namespace.', 'Declare the MM7 namespace.'),
  'soap-namespace': envelope(
    'The envelope is in a namespace that is not the one of SOAP 1.1.',
    'Use http://schemas.xmlsoap.org/soap/envelope/.',
  ),
  // Envelope
  'missing-envelope': envelope('The message stands without a SOAP envelope.', 'Wrap it in Envelope and Body.'),
  'must-understand': envelope(
    'TransactionID lacks mustUnderstand="1" of the SOAP namespace.',
    'Add mustUnderstand="1" with the prefix of the envelope.',
  ),
  'soap-attribute': envelope('encodingStyle or actor is given, which MM7 does not use.', 'Leave the attribute out.'),
  'unqualified-fault-code': envelope('The fault code has no prefix.', 'Prefix it with the prefix of the envelope.'),
  'qualified-fault-element': envelope(
    'faultcode, faultstring or detail stands in a namespace; SOAP 1.1 puts them in none.',
    'Leave the prefix out, and declare no default namespace above them.',
  ),
  'fault-placement': envelope(
    'An error response stands outside the detail of a SOAP fault.',
    'Put it into the detail of a Fault.',
  ),
  // Elements and attributes
  'element-case': envelope('The name of an element has the wrong case.', 'Write the name as the schema does.'),
  'attribute-case': envelope('The name of an attribute has the wrong case.', 'Write the name as the schema does.'),
  misnomer: envelope('An element or attribute has a wrong name.', 'Use the name of the schema.'),
  'element-order': envelope('Elements stand in another order than the schema has.', 'Keep the order of the schema.'),
  'missing-element': envelope('A mandatory element is missing.', 'Send the element.'),
  'missing-wrapper': envelope('An element stands outside the element that should hold it.', 'Add the outer element.'),
  'unexpected-wrapper': envelope(
    'An element stands inside one that has no place there.',
    'Leave the outer element out.',
  ),
  'bare-address': envelope(
    'An address stands as bare text.',
    'Wrap it in Number, ShortCode or RFC2822Address, according to its kind.',
  ),
  'attribute-as-element': envelope('An attribute is sent as a child element.', 'Send it as an attribute.'),
  'element-as-attribute': envelope('An element is sent as an attribute.', 'Send it as an element.'),
  'qualified-attribute': envelope('An attribute has a prefix; MM7 puts attributes in no namespace.', 'Leave it out.'),
  'unknown-element': envelope('The schema has no such element at this place.', 'Use a namespace of your own for it.'),
  'unknown-attribute': envelope('The schema has no such attribute at this place.', 'Leave the attribute out.'),
  'duplicate-element': envelope('An element stands more than once where it may stand once.', 'Send it once.'),
  'stray-text': envelope('Text stands where only elements may.', 'Leave the text out.'),
  'not-in-release': version(
    'The schema of this namespace does not have the element yet.',
    'Use a later namespace, or leave the element out.',
  ),
  // Values
  'attribute-white-space': format(
    'The value of an attribute has white space around it, such as the reference to the content.',
    'Leave the white space out.',
  ),
  'boolean-spelling': format('A boolean is spelled otherwise than true, false, 1 or 0.', 'Write true or false.'),
  'date-format': format(
    'A date is not an ISO 8601 date and time or duration as XML Schema writes them.',
    'Write it like 2014-03-24T09:05:01+08:00.',
  ),
  'number-format': format('A number is not a decimal integer.', 'Write digits only.'),
  'unknown-value': format('The enumeration has no such value.', 'Use a value of the schema.'),
  // Text
  'bare-ampersand': envelope('An ampersand is not escaped.', 'Write &amp;.'),
  'html-entity': envelope('An entity of HTML is used, which XML does not know.', 'Write the character itself.'),
  'control-character': envelope('A control character occurs that XML cannot carry.', 'Leave the character out.'),
  'no-break-space': envelope(
    'A no-break space (U+00A0) stands where white space should: a trace of copying from a web page.',
    'Use an ordinary space.',
  ),
  'leading-white-space': envelope('White space stands before the XML declaration.', 'Begin with <?xml.'),
  // Character sets
  'wrong-charset': envelope(
    'The bytes are not in the character set they are declared to be in.',
    'Declare the character set that is used.',
  ),
  'charset-mismatch': envelope(
    'Content-Type and XML declaration name different character sets.',
    'Declare the same in both places.',
  ),
  'undecodable-bytes': envelope(
    'The text is in no character set that was declared, nor in UTF-8.',
    'Declare the character set that is used.',
  ),
  // Reference to the content
  'href-without-cid': mime('The reference to the content has no cid: scheme.', 'Write cid: and the Content-ID.'),
  'content-location-match': mime(
    'The reference to the content matches a Content-Location only.',
    'Refer to the Content-ID of the content part.',
  ),
  'content-unmatched': mime(
    'The reference matches no part: the first part beside the envelope is taken for the content.',
    'Refer to the Content-ID of the content part.',
  ),
  // MIME structure around the envelope
  'content-id-brackets': mime(
    'A Content-ID or the start parameter stands without angle brackets.',
    'Write it as <id>.',
  ),
  'start-mismatch': mime('No part has the Content-ID that the start parameter names.', 'Name the envelope.'),
  'missing-start': mime('multipart/related has no start parameter.', 'Name the Content-ID of the root.'),
  'root-content-type': mime('The envelope has another media type than text/xml.', 'Use text/xml.'),
  'type-parameter': mime(
    'The type parameter of multipart/related is absent, or is not the type of the envelope.',
    'Write type="text/xml".',
  ),
  'multipart-type': mime('The message is a multipart of another kind than related.', 'Use multipart/related.'),
  'smil-type': mime('The presentation is labelled text/smil.', 'Use application/smil.'),
  'plain-xml-body': mime(
    'The Content-Type says multipart, but the body is plain XML.',
    'Use text/xml when there is no attachment.',
  ),
  'content-length-mismatch': mime(
    'Content-Length differs from the length of the body.',
    'Count the bytes of the body as sent.',
  ),
  // MIME syntax
  'lf-line-endings': mime('Lines end with LF alone; MIME wants CRLF.', 'End lines with CRLF.'),
  'invalid-boundary': mime(
    'The boundary has characters that MIME does not allow in one, or a space at its end.',
    'Use letters and digits.',
  ),
  'boundary-too-long': mime('The boundary has more than 70 characters.', 'Use a shorter boundary.'),
  'missing-closing-delimiter': mime(
    'The closing delimiter is missing, so a cut message cannot be told from a whole one.',
    'End the body with --boundary--.',
  ),
  'missing-blank-line': mime(
    'No blank line stands between the header fields and the body.',
    'Put an empty line after the last header field.',
  ),
  'unquoted-parameter': mime(
    'A parameter holds characters that need quotation marks, but has none.',
    'Put the value in quotation marks.',
  ),
  'trailing-semicolon': mime('A header field ends with a semicolon.', 'Leave the semicolon out.'),
  'malformed-parameter': mime('A parameter of a header field cannot be read.', 'Write name=value or name="value".'),
  'raw-8bit-header': mime('A header field holds bytes outside ASCII.', 'Encode them as RFC 2047 or RFC 2231 say.'),
  'glued-delimiter': mime(
    'A delimiter stands on the last line of the envelope instead of a line of its own.',
    'Put a line end before the delimiter.',
  ),
  'unfolded-header': mime(
    'A header field goes on in a line that does not begin with white space.',
    'Begin the continuation with a space.',
  ),
  // Transfer encodings
  'unknown-transfer-encoding': mime(
    'The Content-Transfer-Encoding is unknown, so the bytes are taken as they are.',
    'Use binary, base64 or quoted-printable.',
  ),
  'broken-base64': mime('The base64 has characters or padding that do not belong there.', 'Encode the part anew.'),
  'broken-quoted-printable': mime('The quoted-printable has a broken escape.', 'Encode the part anew.'),
} as const satisfies Record<string, Deviation>;

/** The code of a kind of deviation. */
export type DeviationCode = keyof typeof deviations;
