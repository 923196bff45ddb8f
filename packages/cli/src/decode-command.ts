import { decode } from '@mm7/codec';
import { readCapture } from '@mm7/codec/capture';
import { type DecodedPart, readPart } from './decoded-part.ts';
import { Extraction } from './extraction.ts';
import { openInput } from './input.ts';
import { decodedJson } from './json.ts';
import { Progress } from './progress.ts';
import { type Terminal, write } from './terminal.ts';
import { terminalText } from './terminal-text.ts';
import { Tree } from './tree.ts';

/** The options of `mm7 decode`. */
export interface DecodeCommandOptions {
  readonly json?: boolean;
  readonly strict?: boolean;
  /** Directory into which the parts are written. */
  readonly extract?: string;
  /** Content-Type of the file, which is then all body. */
  readonly contentType?: string;
}

// Whoever looks into a file of their own knows how large it is.
const limits = { bodySize: Number.POSITIVE_INFINITY };

/**
 * Decodes a captured message and shows it: as JSON if all of it could be read, else as a tree of what could be read.
 *
 * @throws Mm7Error, CommandError
 */
export async function decodeCommand(file: string, options: DecodeCommandOptions, terminal: Terminal): Promise<void> {
  const { json = false, strict = false, extract, contentType } = options;
  const reading = { mode: strict ? 'strict' : 'lenient', limits } as const;
  const extraction = extract === undefined ? undefined : new Extraction(extract);
  const input = await openInput(file, terminal);
  const progress = new Progress(terminal.stderr, 'Decoding', input.size);
  const captureOptions = contentType === undefined ? reading : { ...reading, contentType };
  const capture = await readCapture(progress.watch(input.bytes), captureOptions);
  const decoded = await decode(capture.headers, capture.body, reading);

  const parts: DecodedPart[] = [];
  let isWhole = false;
  progress.start();
  try {
    for await (const part of decoded.parts) parts.push(await readPart(part, extraction));
    isWhole = true;
  } finally {
    progress.stop();
    const warnings = [...capture.warnings, ...decoded.warnings];
    if (!json) {
      const tree = new Tree(terminal.hasColors);
      const drawn = [tree.message(decoded.message, capture.startLine)];
      // Of what was not read to its end nobody knows that there is none.
      if (isWhole || parts.length > 0) drawn.push(tree.parts(parts));
      if (isWhole || warnings.length > 0) drawn.push(tree.warnings(warnings));
      await write(terminal.stdout, drawn.join('\n'));
    } else {
      await tellFiles(parts, terminal);
      if (isWhole) await write(terminal.stdout, decodedJson(decoded.message, parts, warnings));
    }
  }
}

/** The JSON is the same wherever the files go, so they are told apart from it. */
async function tellFiles(parts: readonly DecodedPart[], terminal: Terminal): Promise<void> {
  for (const { path, file } of parts) {
    if (file !== undefined) await write(terminal.stderr, `${terminalText(`part ${path} → ${file}`)}\n`);
  }
}
