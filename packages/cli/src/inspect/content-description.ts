import { createHash } from 'node:crypto';
import { CharsetError, decodeText } from '@mm7/charset';
import { fileTypeFromBuffer } from 'file-type';
import { disableTypes, imageSize } from 'image-size';
import type { ContentDescription, TextExcerpt } from './inspection.ts';
import type { Mask } from './mask.ts';

// Handsets send none of these, and what is not read cannot go wrong.
disableTypes([
  'cur',
  'dds',
  'heif',
  'icns',
  'ico',
  'j2c',
  'jp2',
  'jxl',
  'jxl-stream',
  'ktx',
  'pnm',
  'psd',
  'svg',
  'tga',
]);

const longestText = 64 * 1024;
const mostLines = 24;
const longestLine = 400;

/** Kinds of media whose label is wrong when the bytes tell another type. */
const media = /^(?:image|audio|video)\//;

/** What a part says of its content. */
export interface ContentLabel {
  /** Media type, in lower case, without parameters. */
  readonly contentType: string;
  readonly charset: string | undefined;
}

/** Finds out what bytes are. */
export async function describeContent(
  bytes: Uint8Array,
  { contentType, charset }: ContentLabel,
  mask: Mask,
): Promise<ContentDescription> {
  const sniffedType = await sniff(bytes);
  const isMedia = media.test(sniffedType ?? '');
  return {
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sniffedType,
    isMislabelled: sniffedType !== undefined && isOtherMedia(sniffedType, contentType),
    picture: sniffedType?.startsWith('image/') === true ? sizeOf(bytes) : undefined,
    text: isMedia || bytes.length === 0 || bytes.length > longestText ? undefined : textOf(bytes, charset, mask),
  };
}

/** The media type that the first bytes tell; undefined for text, and for what is not known. */
async function sniff(bytes: Uint8Array): Promise<string | undefined> {
  // A broken file can end where the library does not expect it.
  const type = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return type?.mime;
}

/** Whether bytes are a picture, sound or film of another type than the label says, or none at all. */
function isOtherMedia(sniffed: string, label: string): boolean {
  if (!media.test(sniffed) && !media.test(label)) return false;
  // One file format serves for sound and for film, and the bytes of SVG tell XML alone.
  if (sniffed === 'application/xml' && label.endsWith('+xml')) return false;
  return sniffed.split('/')[1] !== label.split('/')[1];
}

function sizeOf(bytes: Uint8Array): ContentDescription['picture'] {
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array, charset: string | undefined, mask: Mask): TextExcerpt | undefined {
  try {
    const { text, encoding } = decodeText(bytes, charset === undefined ? {} : { declared: charset });
    if (hasControls(text)) return undefined;
    if (mask.hides(text)) return { lines: ['(may hold credentials; --show-secrets shows it)'], encoding, isCut: true };
    const lines = text.split(/\r\n|\n|\r/);
    if (lines.at(-1) === '') lines.pop();
    const shown = lines.slice(0, mostLines).map((line) => line.slice(0, longestLine));
    return {
      lines: shown,
      encoding,
      isCut: lines.length > mostLines || lines.some(({ length }) => length > longestLine),
    };
  } catch (error) {
    if (!CharsetError.is(error)) throw error;
    return undefined;
  }
}

/** Whether a text holds what no text does. */
function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d) return true;
  }
  return false;
}
