import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Group } from './group.ts';
import { groups } from './groups.ts';
import { plot } from './plot.ts';
import { memoryOf, ratioOf, speedOf, spreadOf } from './report.ts';
import type { Entry, Results, SampleResult } from './results.ts';
import { judge } from './targets.ts';

const home = new URL('../', import.meta.url);
const figures = new URL('results.json', home);

/** Keeps the figures of a run, and writes the page and its plots. */
export async function writePage(results: Results): Promise<void> {
  await writeFile(figures, `${JSON.stringify(results, undefined, 2)}\n`);
  await writePageAgain();
}

/** Writes the page and its plots out of the figures that were kept. */
export async function writePageAgain(): Promise<void> {
  const results: Results = JSON.parse(await readFile(figures, 'utf8'));
  await mkdir(new URL('plots/', home), { recursive: true });
  const sections: string[] = [];
  for (const group of groups) {
    const svg = await plot(group, results);
    if (svg === undefined) continue;
    await writeFile(new URL(`plots/${group.name}.svg`, home), svg);
    sections.push(sectionOf(group, results));
  }
  await writeFile(new URL('RESULTS.md', home), [introduction(results), targetTable(results), ...sections].join('\n'));
}

function introduction({ machine, versions, kind }: Results): string {
  const { processor, cores, memory, system, node } = machine;
  const rivals = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# Results

A ${kind} run on ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}. \`npm run bench -- --write\` writes this page anew.

Before the time of a contender counts, what it found is compared with what was put in: the number of parts, their sizes and
SHA-256 hashes, or the content of the envelope; whoever got that wrong has the reason in place of figures. In a full run
that is done once for each sample, in a process that ends with it, so that the engine has not prepared for anything but
what is timed. For that each contender has a process of its own for each sample; in a full run it has five for files and
base64, one after the other, since speed there depends on how the memory of a process happens to lie. The contenders take
turns, one round each, so that whatever else the machine does falls on all alike. In a full run a round is of three runs
or more, since the first of them is slow after the turns of the others. Speeds are medians of the rounds, beside them half
the distance between the quartiles; ratios are the medians of the ratios within each round, and say how many times as fast
mm7 is. Memory is the most that the timed process had, unless a section says otherwise. Ratios carry over to other
machines, absolute figures do not.

Versions: ${rivals.join(', ')}.
`;
}

function targetTable(results: Results): string {
  const rows = judge(results).map(({ measure, wanted, measured, verdict }) => [measure, wanted, measured, verdict]);
  return `## What it must show\n\n${markdownTable(['measure', 'at least', 'measured', ''], rows)}`;
}

function sectionOf(group: Group, { samples }: Results): string {
  const tables = samples.filter((result) => result.group === group.name).map((result) => sampleTable(group, result));
  return `## ${group.title}\n\n${group.description}\n\n![${group.title}](plots/${group.name}.svg)\n\n${tables.join('\n')}`;
}

function sampleTable({ measures }: Group, result: SampleResult): string {
  if (measures === 'memory') {
    const rows = result.entries.map((entry) => [nameOf(entry), entry.failure ?? memoryOf(entry)]);
    return `### ${result.sample}\n\n${markdownTable(['', 'growth'], rows)}`;
  }
  const rows = result.entries.map((entry) =>
    entry.failure === undefined
      ? [nameOf(entry), speedOf(entry, result), spreadOf(entry), ratioOf(entry), memoryOf(entry)]
      : [nameOf(entry), `failed: ${entry.failure}`, '', '', ''],
  );
  return `### ${result.sample}\n\n${markdownTable(['', 'speed', 'spread', 'mm7 against it', 'memory'], rows)}`;
}

function nameOf({ contender, role }: Entry): string {
  if (role === 'mm7') return `**${contender}**`;
  return role === 'limit' ? `_${contender}_` : contender;
}

/** A table in Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return lines.join('');
}
