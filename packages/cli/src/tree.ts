import type { Message, Warning } from '@mm7/schema';
import pico from 'picocolors';
import type { DecodedPart } from './decoded-part.ts';
import { counted } from './outline/item.ts';
import { placeText } from './place.ts';
import { terminalText } from './terminal-text.ts';

type Colors = ReturnType<typeof pico.createColors>;

/** A line of a tree, and what hangs from it. */
interface Branch {
  /** May hold colours; text from the wire in it is escaped already. */
  readonly text: string;
  readonly branches: readonly Branch[];
}

/** Draws what was decoded as trees, for people to read. */
export class Tree {
  readonly #colors: Colors;

  constructor(hasColors: boolean) {
    this.#colors = pico.createColors(hasColors);
  }

  /** A message with all that it says, and the start line of the HTTP message around it. */
  message({ operation, ...fields }: Message, startLine: string | undefined): string {
    const root = { text: this.#colors.bold(terminalText(operation)), branches: this.#fields(fields) };
    return `${startLine === undefined ? '' : `${terminalText(startLine)}\n`}${this.#drawn(root)}`;
  }

  /** The parts beside the envelope. */
  parts(parts: readonly DecodedPart[]): string {
    if (parts.length === 0) return 'No parts\n';
    return this.#drawn({ text: this.#colors.bold('Parts'), branches: parts.map((part) => this.#part(part)) });
  }

  /** The deviations of the message. */
  warnings(warnings: readonly Warning[]): string {
    if (warnings.length === 0) return 'No warnings\n';
    return this.#drawn({ text: this.#colors.bold('Warnings'), branches: warnings.map((each) => this.#warning(each)) });
  }

  #part({ path, contentType, contentId, contentLocation, fileName, size, file }: DecodedPart): Branch {
    const details = [
      contentId === undefined ? undefined : `<${contentId}>`,
      contentLocation === undefined ? undefined : `at ${contentLocation}`,
      fileName === undefined ? undefined : `named ${fileName}`,
      file === undefined ? undefined : `→ ${file}`,
    ].filter((detail) => detail !== undefined);
    const text = [
      this.#colors.cyan(path),
      terminalText(contentType),
      counted(size, 'byte'),
      ...details.map(terminalText),
    ];
    return { text: text.join('  '), branches: [] };
  }

  #warning(warning: Warning): Branch {
    const place = placeText(warning);
    const code = this.#colors.yellow(warning.code);
    const text = `${place === '' ? '' : `${place}: `}${warning.message}`;
    return { text: `${code}  ${terminalText(text)}`, branches: [] };
  }

  #fields(fields: object): Branch[] {
    return Object.entries(fields).flatMap(([name, value]) => (isEmpty(value) ? [] : [this.#field(name, value)]));
  }

  #field(name: string, value: unknown): Branch {
    const label = this.#colors.cyan(name);
    if (Array.isArray(value)) return { text: label, branches: value.map((each) => this.#element(each)) };
    if (typeof value !== 'object' || value === null) return { text: `${label}: ${scalar(value)}`, branches: [] };
    const address = addressText(value);
    if (address !== undefined) return { text: `${label}: ${address}`, branches: [] };
    return { text: label, branches: this.#fields(value) };
  }

  /** An element of a list has no name of its own. */
  #element(value: unknown): Branch {
    if (typeof value !== 'object' || value === null) return { text: scalar(value), branches: [] };
    const address = addressText(value);
    if (address !== undefined) return { text: address, branches: [] };
    return { text: this.#colors.dim('•'), branches: this.#fields(value) };
  }

  #drawn(root: Branch): string {
    return `${[root.text, ...this.#lines(root.branches, '')].join('\n')}\n`;
  }

  #lines(branches: readonly Branch[], indent: string): string[] {
    return branches.flatMap(({ text, branches: inner }, index) => {
      const isLast = index === branches.length - 1;
      const line = `${this.#colors.dim(`${indent}${isLast ? '└─' : '├─'}`)} ${text}`;
      return [line, ...this.#lines(inner, `${indent}${isLast ? '   ' : '│  '}`)];
    });
  }
}

/** An address on one line: its kind, its value, and its attributes; undefined for anything else. */
function addressText(value: object): string | undefined {
  if (!('kind' in value && 'value' in value)) return undefined;
  const { kind, value: address, ...attributes } = value;
  const notes = Object.entries(attributes).map(([name, attribute]) => `${name} ${scalar(attribute)}`);
  return `${scalar(kind)} ${scalar(address)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

/** Whether a field has nothing to say: foreign elements have lists for what they lack. */
function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function scalar(value: unknown): string {
  return terminalText(String(value));
}
