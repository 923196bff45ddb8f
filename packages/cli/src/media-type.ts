import { basename } from 'node:path';
import { contentType, extension } from 'mime-types';

/** The type under which MMS sends a presentation; the registry has application/smil+xml alone. */
const smil = 'application/smil';

/** The Content-Type of a file, as its extension tells it; text is taken to be UTF-8. */
export function contentTypeOfFile(file: string): string {
  const type = contentType(basename(file));
  if (type === false) return 'application/octet-stream';
  return type.startsWith('application/smil+xml') ? smil : type;
}

/** The extension usual for a media type, without its dot. */
export function extensionOf(mediaType: string): string | undefined {
  if (mediaType === smil || mediaType === 'application/smil+xml') return 'smil';
  return extension(mediaType) || undefined;
}

/** Whether a Content-Type given by {@link contentTypeOfFile} is that of a presentation. */
export function isPresentation({ contentType: type }: { readonly contentType: string }): boolean {
  return type === smil;
}
