import type { MultipartWarningCode } from './errors.ts';
import { parseParameters } from './parameters.ts';
import { isMimeToken } from './token.ts';

/** A Content-Type header value, taken apart. */
export interface ContentType {
  /** `type/subtype` in lower case; empty if the header is absent or begins with no media type. */
  readonly essence: string;
  /** Parameters by lower-case name, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What was not as the standards have it, each code once. */
  readonly deviations: readonly MultipartWarningCode[];
}

/**
 * Parses the value of a Content-Type header (RFC 2045 section 5.1). It never throws: what cannot be read is left out and
 * named in `deviations`.
 *
 * @example
 * const { essence, parameters } = parseContentType('Multipart/Related; boundary="b 1"; type=text/xml');
 * essence; // 'multipart/related'
 * parameters.get('boundary'); // 'b 1'
 */
export function parseContentType(value: string | undefined): ContentType {
  const { value: mediaType, parameters, deviations } = parseParameters(value ?? '');
  return { essence: isMediaType(mediaType) ? mediaType.toLowerCase() : '', parameters, deviations };
}

function isMediaType(text: string): boolean {
  const slash = text.indexOf('/');
  return slash !== -1 && isMimeToken(text.slice(0, slash)) && isMimeToken(text.slice(slash + 1));
}
