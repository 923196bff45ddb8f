import { counted, type Item, span } from '../outline/item.ts';
import { terminalText } from '../terminal-text.ts';
import type { ByteRange, ContentDescription, InspectedPart } from './inspection.ts';
import { remarkOf } from './remark.ts';

const roles = {
  body: 'the body',
  multipart: 'holds parts',
  envelope: 'the envelope',
  presentation: 'the presentation',
  content: 'content',
  other: 'not referred to',
  unknown: 'a part',
} as const satisfies Record<InspectedPart['role'], string>;

/** Pictures that every browser shows, and that can hold nothing but a picture. */
const rasterTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp', 'image/avif']);

/**
 * A body with all that stands in it.
 *
 * @param withFields whether its header fields are shown here, for want of an HTTP head
 */
export function bodyItem(body: InspectedPart, withFields: boolean): Item {
  const item = partItem(body);
  const fields = withFields ? body.fields.map(({ name, value }) => terminalText(`${name}: ${value}`)) : [];
  return { ...item, facts: [...fields, rangeText(body.range)] };
}

function partItem(part: InspectedPart): Item {
  const { path, role, isContent, contentType, fields, range, content, description, fileName, findings, parts } = part;
  const roleText = role === 'multipart' && isContent ? 'the content: holds parts' : roles[role];
  const facts = [
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    `${rangeText(range)}, ${content.start === content.end ? 'no content' : `content from ${content.start}`}`,
    ...(fileName === undefined ? [] : [`File name ${fileName}`]),
    ...(description === undefined ? [] : descriptionFacts(description, contentType)),
  ];
  return {
    spans: [
      ...(path === '' ? [] : [span('strong', path)]),
      span('name', contentType),
      ...(path === '' && parts === undefined && role === 'body' ? [] : [span('faint', `(${roleText})`)]),
    ],
    facts: facts.map(terminalText),
    remarks: findings.map((finding) => remarkOf(finding, path)),
    text: description?.text && {
      lines: description.text.lines.map((line) => terminalText(line.replaceAll('\t', '    '))),
      isCut: description.text.isCut,
    },
    picture: description && pictureOf(path, description),
    items: parts?.map(partItem),
  };
}

function rangeText({ start, end }: ByteRange): string {
  return end === start ? 'No bytes' : `Bytes ${start}–${end - 1} (${(end - start).toLocaleString('en')})`;
}

function descriptionFacts(description: ContentDescription, contentType: string): string[] {
  const { size, sniffedType, isMislabelled, picture, text } = description;
  const what = [
    ...(sniffedType === undefined ? [] : [isMislabelled ? `${sniffedType}, not ${contentType}` : sniffedType]),
    ...(picture === undefined ? [] : [`${picture.width} × ${picture.height} pixels`]),
    ...(text === undefined ? [] : [`text in ${text.encoding}`]),
  ];
  const told = what.length === 0 ? 'of no type that can be told' : what.join(', ');
  return size === 0 ? [] : [`Decoded: ${counted(size, 'byte')}, by their look ${told}`];
}

function pictureOf(path: string, { sniffedType, picture, size }: ContentDescription): Item['picture'] {
  if (sniffedType === undefined || !rasterTypes.has(sniffedType)) return undefined;
  const pixels = picture === undefined ? '' : `, ${picture.width} × ${picture.height} pixels`;
  return { path, mediaType: sniffedType, caption: `Part ${path}: ${sniffedType}${pixels}, ${counted(size, 'byte')}` };
}
