import { Mm7Error } from '@mm7/schema';
import { Mask } from '../inspect/mask.ts';
import { jsonText } from '../json.ts';
import { type Item, type Section, span } from '../outline/item.ts';
import { outlineText } from '../outline/outline-text.ts';
import { type Terminal, write } from '../terminal.ts';
import { type Comparison, compare, type Difference } from './comparison.ts';
import { type Meaning, meaningOf, type Value } from './meaning.ts';

/** The options of `mm7 diff`. */
export interface DiffCommandOptions {
  readonly json?: boolean;
  /** Whether the VASPID is shown. */
  readonly showSecrets?: boolean;
}

/**
 * Compares two captures by what they mean, and prints in what they differ.
 *
 * @returns whether they mean the same
 * @throws Mm7Error, CommandError
 */
export async function diffCommand(
  files: readonly [a: string, b: string],
  options: DiffCommandOptions,
  terminal: Terminal,
): Promise<boolean> {
  const [a, b] = files;
  const mask = new Mask(options.showSecrets ?? false);
  const comparison = compare(await readMeaning(a, mask, terminal), await readMeaning(b, mask, terminal));
  const { isSame, fields, parts, writing } = comparison;
  const text = options.json
    ? jsonText({ same: isSame, message: fields, parts, writing })
    : outlineText(sectionsOf(comparison, files), terminal.columns, terminal.hasColors);
  await write(terminal.stdout, text);
  return isSame;
}

/** Of two captures it must be said which one cannot be read. */
async function readMeaning(file: string, mask: Mask, terminal: Terminal): Promise<Meaning> {
  try {
    return await meaningOf(file, mask, terminal);
  } catch (error) {
    if (!Mm7Error.is(error)) throw error;
    throw new Mm7Error(error.code, `${file}: ${error.message}`, { ...error, cause: error });
  }
}

function sectionsOf({ isSame, fields, parts, writing }: Comparison, [a, b]: readonly [string, string]): Section[] {
  const files: Item = {
    spans: [span('plain', isSame ? 'Same meaning' : 'Another meaning')],
    facts: [`- ${a}`, `+ ${b}`],
  };
  return [
    { title: 'Result', items: [files] },
    { title: 'Message', items: fields.map(differenceItem) },
    { title: 'Parts', items: parts.map(differenceItem) },
    { title: 'Written differently, with the same meaning', items: writing.map(differenceItem) },
  ].filter(({ items }) => items.length > 0);
}

function differenceItem({ place, a, b }: Difference): Item {
  // That a thing is there on one side alone needs no value.
  if (a === true && b === undefined) return { spans: [span('strong', '-'), span('name', place)] };
  if (b === true && a === undefined) return { spans: [span('strong', '+'), span('name', place)] };
  return { spans: [span('name', place)], items: [...side('-', a), ...side('+', b)] };
}

function side(sign: string, value: Value | undefined): Item[] {
  if (value === undefined) return [];
  return [{ spans: [span('strong', sign), span('plain', String(value))] }];
}
