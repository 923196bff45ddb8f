import type { HeaderFields } from './header-fields.ts';
import { parseParameters } from './parameters.ts';

/**
 * The file name that a part's headers suggest, decoded: `filename` of Content-Disposition (RFC 2183 section 2.3), else
 * `name` of Content-Type. It comes from the wire as it is and may hold path separators.
 */
export function fileNameOf(headers: HeaderFields): string | undefined {
  return (
    parameter(headers, 'content-disposition', 'filename') || parameter(headers, 'content-type', 'name') || undefined
  );
}

function parameter(headers: HeaderFields, header: string, name: string): string | undefined {
  const value = headers.get(header);
  return value === undefined ? undefined : parseParameters(value).parameters.get(name);
}
