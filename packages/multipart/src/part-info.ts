import { parseContentId } from './content-id.ts';
import { parseContentType } from './content-type.ts';
import type { MultipartWarningCode } from './errors.ts';
import { fileNameOf } from './file-name.ts';
import type { HeaderFields } from './header-fields.ts';
import { parseParameters } from './parameters.ts';

/** What the headers of a part say, and where it stands. */
export interface PartInfo {
  /** Number of the part in its multipart, after those of the multiparts around it: `2.1`. */
  readonly path: string;
  readonly headers: HeaderFields;
  /** Media type in lower case without parameters; `text/plain` if none can be read (RFC 2045 5.2). */
  readonly contentType: string;
  /** Parameters of the Content-Type, by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Content-ID without its angle brackets. */
  readonly contentId?: string;
  readonly contentLocation?: string;
  /** File name that the headers suggest, as it came: it may hold path separators. */
  readonly fileName?: string;
  /** Offset of the part's first header byte in the whole body. */
  readonly offset: number;
  /** The multiparts that the part is in, outermost first; the body itself is not among them. */
  readonly containers: readonly PartInfo[];
}

/** A part as its headers describe it, and what is wrong in them. */
export interface DescribedPart {
  readonly info: PartInfo;
  /** Each code once. */
  readonly deviations: Iterable<MultipartWarningCode>;
}

/** Reads what the headers of a part say about it. */
export function describePart(
  headers: HeaderFields,
  path: string,
  offset: number,
  containers: readonly PartInfo[],
): DescribedPart {
  const { essence, parameters, deviations } = parseContentType(headers.get('content-type'));
  const contentId = headers.get('content-id');
  const contentLocation = headers.get('content-location');
  const hasFileName = headers.has('content-disposition') || parameters.has('name');
  const fileName = hasFileName ? fileNameOf(headers) : undefined;
  return {
    info: {
      path,
      headers,
      contentType: essence === '' ? 'text/plain' : essence,
      parameters,
      ...(contentId === undefined ? undefined : { contentId: parseContentId(contentId).id }),
      ...(contentLocation === undefined ? undefined : { contentLocation }),
      ...(fileName === undefined ? undefined : { fileName }),
      offset,
      containers,
    },
    deviations: deviationsOf(headers, deviations),
  };
}

/** What is wrong in the header fields, given what is wrong in the Content-Type. */
function deviationsOf(
  headers: HeaderFields,
  ofContentType: readonly MultipartWarningCode[],
): Iterable<MultipartWarningCode> {
  let all = ofContentType;
  const disposition = headers.get('content-disposition');
  if (disposition !== undefined) all = [...all, ...parseParameters(disposition).deviations];
  const encoding = headers.get('content-transfer-encoding');
  if (encoding?.includes(';') === true) all = [...all, ...parseParameters(encoding).deviations];
  if (headers.get('content-id')?.endsWith('>;') === true) all = [...all, 'trailing-semicolon'];
  return all === ofContentType ? all : new Set(all);
}
