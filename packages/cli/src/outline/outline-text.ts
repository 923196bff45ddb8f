import pico from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Item, Remark, Section, Span } from './item.ts';

type Colors = ReturnType<typeof pico.createColors>;

/** Narrower, text cannot be read; deep branches go beyond the width instead. */
const narrowest = 24;

/** Draws an outline for a terminal of that many columns. */
export function outlineText(sections: readonly Section[], columns: number, hasColors: boolean): string {
  const drawing = new Drawing(columns, hasColors);
  return `${sections.map((section) => drawing.section(section)).join('\n\n')}\n`;
}

class Drawing {
  readonly #columns: number;
  readonly #colors: Colors;
  /** Codes that have been explained. */
  readonly #explained = new Set<string>();

  constructor(columns: number, hasColors: boolean) {
    this.#columns = columns;
    this.#colors = pico.createColors(hasColors);
  }

  section({ title, items }: Section): string {
    return [this.#colors.bold(this.#colors.underline(title)), ...this.#items(items, '')].join('\n');
  }

  #items(items: readonly Item[], outer: string): string[] {
    // Deep branches that went on to the right would leave no room for their text.
    const indent = outer.length > this.#columns / 2 ? outer.slice(0, -3) : outer;
    return items.flatMap((item, index) => {
      const isLast = index === items.length - 1;
      return this.#item(item, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`);
    });
  }

  #item(item: Item, first: string, rest: string): string[] {
    const { spans, meaning, facts = [], remarks = [], text, picture, items = [] } = item;
    const inner = `${rest}${items.length > 0 ? '│ ' : '  '}`;
    const head = spans.map((each) => this.#span(each)).join(' ');
    const { dim } = this.#colors;
    const title = meaning === undefined ? head : `${head} ${dim(`— ${meaning}`)}`;
    return [
      ...this.#wrapped(title, first, inner),
      ...facts.flatMap((fact) => this.#wrapped(dim(fact), inner, `${inner}  `)),
      ...(text === undefined ? [] : this.#quoted(text, inner)),
      ...(picture === undefined ? [] : this.#wrapped(dim('(a picture: --html shows it)'), inner, inner)),
      ...remarks.flatMap((remark) => this.#remark(remark, inner)),
      ...this.#items(items, rest),
    ];
  }

  #span({ role, text }: Span): string {
    const { cyan, bold, dim } = this.#colors;
    if (role === 'name') return cyan(text);
    if (role === 'strong') return bold(text);
    return role === 'faint' ? dim(text) : text;
  }

  #remark({ severity, code, statement, explanation, remedy }: Remark, indent: string): string[] {
    const { yellow, red } = this.#colors;
    const title = severity === 'error' ? red(`✗ ${code}`) : yellow(`▲ ${code}`);
    const hanging = `${indent}  `;
    const drawn = this.#wrapped(`${title}  ${statement}`, indent, hanging);
    if (this.#explained.has(code)) return drawn;
    this.#explained.add(code);
    return [
      ...drawn,
      ...(explanation === undefined ? [] : this.#wrapped(`Why: ${explanation}`, hanging, `${hanging}     `)),
      ...this.#wrapped(`Fix: ${remedy}`, hanging, `${hanging}     `),
    ];
  }

  #quoted({ lines, isCut }: NonNullable<Item['text']>, indent: string): string[] {
    const quote = `${indent}┊ `;
    const shown = isCut ? [...lines, '…'] : lines;
    return shown.flatMap((line) => this.#wrapped(line, quote, quote, false));
  }

  /** Wraps a text; the first line and the others each have their indent. */
  #wrapped(text: string, first: string, rest: string, trim = true): string[] {
    const width = Math.max(narrowest, this.#columns - Math.max(first.length, rest.length));
    return wrapAnsi(text, width, { hard: true, trim })
      .split('\n')
      .map((line, index) => `${this.#colors.dim(index === 0 ? first : rest)}${line}`.trimEnd());
  }
}
