import { writeFile } from 'node:fs/promises';
import { markdownTable } from '../page.ts';
import { cellsOf, columns, verdictText } from './report.ts';
import type { HostileResults } from './run.ts';
import { judge } from './verdict.ts';

/** Writes the page that shows every row. */
export async function writeHostilePage(results: HostileResults): Promise<void> {
  await writeFile(new URL('../HOSTILE.md', import.meta.url), pageOf(results));
}

function pageOf(results: HostileResults): string {
  const { processor, cores, memory, system, node } = results.machine;
  return `# Hostile messages

On ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}. \`npm run bench -- hostile --write\` writes this page anew.

${verdictText(judge(results))}

Each kind of message is made in two sizes, n and 8n, and fed to \`decode\` (those called captured to \`readCapture\` before
that), and every part is read to its end. Times are those of the processor in a process of its own, warmed up: the fastest
of three rounds, of which each takes as many runs as fill 20 ms. For the times, the limits are lifted, all but those of
nesting, so that all of the message has to be read; "ends" says how. The growth is that of another process, which collects
garbage early, under the limits that hold by default; it reads the message of 8n, or as much of it as the limit of
envelopes lets through, and "limits" says how that ended.

${markdownTable(columns, results.rows.map(cellsOf))}`;
}
