/** One part, as it is laid out. */
interface PartShape {
  /** Header lines, each with its end. */
  readonly header: string;
  readonly blankLine: string;
  readonly content: string;
}

/** A multipart body, piece by piece. */
export interface Shape {
  readonly boundary: string;
  readonly preamble: string;
  readonly parts: readonly PartShape[];
  /** Between the boundary and the line end of a delimiter. */
  readonly padding: string;
  readonly closing: string;
  readonly epilogue: string;
}

/** A plain body with these contents. */
export function plainShape(contents: readonly string[]): Shape {
  return {
    boundary: 'frontier',
    preamble: '',
    parts: contents.map((content) => ({ header: 'Content-Type: image/jpeg\r\n', blankLine: '\r\n', content })),
    padding: '',
    closing: '--',
    epilogue: '\r\n',
  };
}

/** The body itself, one character for each byte. */
export function bodyOf({ boundary, preamble, parts, padding, closing, epilogue }: Shape): string {
  const laidOut = parts.map(
    ({ header, blankLine, content }) => `--${boundary}${padding}\r\n${header}${blankLine}${content}\r\n`,
  );
  return `${preamble}${laidOut.join('')}--${boundary}${closing}${epilogue}`;
}

function header(lines: string): (shape: Shape) => Shape {
  return (shape) => ({ ...shape, parts: shape.parts.map((part) => ({ ...part, header: lines + part.header })) });
}

function content(change: (content: string) => string): (shape: Shape) => Shape {
  return (shape) => ({ ...shape, parts: shape.parts.map((part) => ({ ...part, content: change(part.content) })) });
}

/** What a body may have beyond the plain: each changes a shape. They can be combined in the order in which they stand. */
export const features = {
  'a line end before the first delimiter': (shape) => ({ ...shape, preamble: '\r\n' }),
  'a preamble': (shape) => ({ ...shape, preamble: 'for readers that know no MIME: --frontier\r\n\r\n' }),
  'a boundary of 70 characters': (shape) => ({ ...shape, boundary: `=_${'b'.repeat(68)}` }),
  'a boundary with spaces': (shape) => ({ ...shape, boundary: 'a boundary: (this)' }),
  'a field without space after its colon': header('X-A:b\r\n'),
  'a folded field': header('X-A: b\r\n c\r\n\td\r\n'),
  'a field without value': header('X-A:\r\n'),
  'a repeated field': header('X-A: b\r\nX-a: c\r\n'),
  'a field of 8000 characters': header(`X-A: ${'b'.repeat(8000)}\r\n`),
  'a field named constructor': header('constructor: x\r\n'),
  'a field named __proto__': header('__proto__: x\r\n'),
  'a first header line that begins with a space': header(' folded\r\n'),
  'white space before a colon': header('X-A : b\r\n'),
  'no header fields': (shape) => ({ ...shape, parts: shape.parts.map((part) => ({ ...part, header: '' })) }),
  'content that begins with a line end': content((text) => `\r\n${text}`),
  'content that ends in a line end': content((text) => `${text}\r\n`),
  'content that ends in CR': content((text) => `${text}\r`),
  'content with LF alone': content((text) => `a\n\n${text}\nb`),
  'content with CR alone': content((text) => `a\r\r${text}\rb`),
  'content with dashes at the beginning of lines': content((text) => `--\r\n--x\r\n-\r\n${text}\r\n--fro\r\n--`),
  'content with a longer boundary at the beginning of a line': content(
    (text) => `${text}\r\n--frontier2\r\n\r\ninner\r\n--frontier2--`,
  ),
  'content with a delimiter after LF alone': content((text) => `${text}\n--frontier\r\n\r\nx`),
  'content with a blank line and the boundary inside a line': content((text) => `${text}\r\n\r\nx--frontier\r\n`),
  'no content': content(() => ''),
  'all 256 bytes as content': content(() => everyByte),
  'white space after delimiters': (shape) => ({ ...shape, padding: ' \t' }),
  'a header block that the next delimiter ends': (shape) => ({
    ...shape,
    parts: shape.parts.map((part) => ({ ...part, blankLine: '', content: '' })),
  }),
  'a multipart inside': (shape) => ({
    ...shape,
    parts: shape.parts.map((part) => ({
      ...part,
      header: 'Content-Type: multipart/mixed; boundary=inner\r\n',
      blankLine: '\r\n',
      content: '--inner\r\n\r\none\r\n--inner--',
    })),
  }),
  'no part at all': (shape) => ({ ...shape, parts: [] }),
  'no closing delimiter': (shape) => ({ ...shape, closing: '', epilogue: '' }),
  'white space after the closing delimiter': (shape) => ({ ...shape, epilogue: ` \t${shape.epilogue}` }),
  'nothing after the closing delimiter': (shape) => ({ ...shape, epilogue: '' }),
  'an epilogue': (shape) => ({ ...shape, epilogue: '\r\nfor readers that know no MIME\r\n' }),
  'an epilogue like a part': (shape) => ({
    ...shape,
    epilogue: `\r\n--${shape.boundary}\r\nX-A: b\r\n\r\nno part\r\n--${shape.boundary}--\r\n`,
  }),
} as const satisfies Record<string, (shape: Shape) => Shape>;

/** The name of a feature. */
export type Feature = keyof typeof features;

const everyByte = String.fromCharCode(...Array.from({ length: 256 }, (_, byte) => byte));

/** Every name of a feature. */
export const featureNames: readonly Feature[] = keysOf(features);

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
