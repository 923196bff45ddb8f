import { readFile, writeFile } from 'node:fs/promises';
import { markdownTable } from '../page.ts';
import { cellsOf, columns, verdictText } from './report.ts';
import type { HostileResults } from './run.ts';
import { growthOf, judge, timesOf } from './verdict.ts';

const page = new URL('../HOSTILE.md', import.meta.url);
const readMe = new URL('../../README.md', import.meta.url);
/** Between these stands what the README shows. */
const [opening, closing] = ['<!-- npm run bench -- hostile --write -->\n', '<!-- end -->'];
/** How many rows of each kind the README shows. */
const shown = 4;

/** Writes the page that shows every row, and what the README shows of it. */
export async function writeHostilePages(results: HostileResults): Promise<void> {
  await writeFile(page, pageOf(results));
  const [before = '', rest] = (await readFile(readMe, 'utf8')).split(opening);
  const after = rest?.slice(rest.indexOf(closing));
  if (after === undefined) throw new Error(`the README has no place for it, which begins with ${opening}`);
  await writeFile(readMe, `${before}${opening}${extractOf(results)}${after}`);
}

function pageOf(results: HostileResults): string {
  return `# Hostile messages

${verdictText(judge(results))}
${machineOf(results)} \`npm run bench -- hostile --write\` writes this page anew.

Each kind of message is made in two sizes, n and 8n, and fed to \`decode\` (those called captured to \`readCapture\` before
that), and every part is read to its end. Times are those of the processor in a process of its own, warmed up: the fastest
of three rounds or more, of which each takes as many runs as fill 20 ms. For the times, the limits are lifted, all but those of
nesting and of the heads of captures, so that all of the message has to be read; "ends" says how. The growth is the peak
memory of another process less what it had before, with garbage collected early, and under the limits that hold by default;
it reads the message of 8n, or as much of it as the limit of envelopes lets through, and "limits" says how that ended.

The sizes were chosen row by row, those of envelopes and header fields not far beyond what the limits let through. Where the
limits are lifted, some rows exceed ten times at other sizes (up to 13 seen where n is a few times as large).

${markdownTable(columns, results.rows.map(cellsOf))}`;
}

/** The rows that come closest to breaking the promise, or do. */
function extractOf(results: HostileResults): string {
  const slowest = results.rows.toSorted((one, other) => timesOf(other) - timesOf(one)).slice(0, shown);
  const largest = results.rows.toSorted((one, other) => growthOf(other) - growthOf(one)).slice(0, shown);
  const rows = [...new Set([...slowest, ...largest])].map((row) => cellsOf(row).slice(0, 7));
  return `${verdictText(judge(results))}
${machineOf(results)}
Of the [whole table](benchmarks/HOSTILE.md), the ${shown} rows with the largest ratio and the ${shown} with the largest growth:

${markdownTable(columns.slice(0, 7), rows)}`;
}

function machineOf({ machine }: HostileResults): string {
  const { processor, cores, memory, system, node } = machine;
  return `Measured on ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}.`;
}
