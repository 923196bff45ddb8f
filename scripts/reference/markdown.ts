/** What every page begins with. */
export function page(title: string, ...blocks: readonly string[]): string {
  const notice = '<!-- Written by `pnpm reference` from the source: edit that, not this file. -->';
  return `${[`# ${title}`, notice, ...blocks].join('\n\n')}\n`;
}

/** A table; a column without any entry is left out. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = headings.map((_, index) => index).filter((index) => rows.some((row) => row[index] !== ''));
  const line = (cells: readonly string[]) => `| ${columns.map((index) => cells[index] ?? '').join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text in which code between backticks is all that Markdown is to see. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 0 ? piece.replace(/[\\&<>*|[\]]/g, '\\$&') : inCode(piece)))
    .join('');
}

/** A name or value to the letter; nothing for an empty one. */
export function code(text: string): string {
  return text === '' ? '' : inCode(text);
}

/** A link to a heading of a page, by default of the same. */
export function headingLink(heading: string, { file = '', text = heading } = {}): string {
  return `[${text}](${file}#${anchor(heading)})`;
}

/** What GitHub makes of a heading to link to. */
export function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function inCode(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
