/** Names that MM7 takes from SOAP 1.1: of the elements around a message, of faults, and of an attribute of header blocks. */
export const soapNames = {
  envelope: 'Envelope',
  header: 'Header',
  body: 'Body',
  fault: 'Fault',
  /** Says that a header block must not be ignored (SOAP 1.1, section 4.2.3). */
  mustUnderstand: 'mustUnderstand',
} as const;

/** Path of the SOAP header, as warnings and errors give it. */
export const headerPath = `/${soapNames.envelope}/${soapNames.header}`;

/** Path of the SOAP body, as warnings and errors give it. */
export const bodyPath = `/${soapNames.envelope}/${soapNames.body}`;
