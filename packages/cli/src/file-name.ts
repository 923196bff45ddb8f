import { Buffer } from 'node:buffer';
import { extensionOf } from './media-type.ts';

/** What a part says that can name a file. */
export interface NamedPart {
  readonly path: string;
  readonly contentType: string;
  readonly fileName?: string | undefined;
  readonly contentLocation?: string | undefined;
  readonly contentId?: string | undefined;
}

/** Bytes of UTF-8: file systems take 255, and a number may have to be added. */
const longest = 200;

/** Everything that means something to a file system, a shell or a terminal, anywhere. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}<>:"/\\|?*]/gu;

/** Names that Windows gives to devices, with any extension. */
const device = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=[ .]|$)/i;

const extensionPattern = /\.[0-9A-Za-z]{1,10}$/;

/**
 * A name for the file of a part: a single path segment that is safe on every system, whatever the wire says. It comes
 * from the file name, else the Content-Location, else the Content-ID, else the path of the part.
 *
 * @example
 * safeFileName({ path: '2.1', contentType: 'image/jpeg', fileName: '..\\..\\photo' }); // 'photo.jpg'
 */
export function safeFileName(part: NamedPart): string {
  // The right side of a Content-ID is a host, not an extension.
  const names = [part.fileName, part.contentLocation, part.contentId?.split('@')[0]].map(segmentOf);
  const name = names.find((segment) => segment !== '') ?? `part-${part.path.replaceAll('.', '-')}`;
  const extension = extensionPattern.exec(name)?.[0];
  if (extension !== undefined) return shortened(name.slice(0, -extension.length), extension);
  const usual = extensionOf(part.contentType);
  return shortened(name, usual === undefined ? '' : `.${usual}`);
}

/** The last segment of a name, made safe; empty if nothing is left of it. */
function segmentOf(name: string | undefined): string {
  const segment = (name ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const safe = trimmed(segment.replace(unsafe, '_')).replace(/^[.-]/, '_');
  return device.test(safe) ? `_${safe}` : safe;
}

/** Windows drops dots and spaces at the end of a name. */
function trimmed(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end -= 1;
  return name.slice(0, end).trimStart();
}

/** Cuts a name between characters so that it fits with its extension. */
function shortened(name: string, extension: string): string {
  let room = longest - extension.length;
  let kept = '';
  for (const character of name) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    kept += character;
  }
  return `${trimmed(kept)}${extension}`;
}
