import type { Entry, Results, SampleResult } from './results.ts';
import type { TargetResult } from './targets.ts';

const MiB = 2 ** 20;

/** Speed in the unit that suits the sample: bytes or messages in a second. */
export function speedOf({ seconds }: Entry, { size }: SampleResult): string {
  if (seconds === undefined) return '';
  if (size > 0) {
    const rate = size / seconds;
    return rate >= 1e9 ? `${figure(rate / 1e9)} GB/s` : `${figure(rate / 1e6)} MB/s`;
  }
  const rate = 1 / seconds;
  return rate >= 1e4 ? `${figure(rate / 1000)} k/s` : `${figure(rate)} /s`;
}

/** How far the rounds lie apart. */
export function spreadOf({ spread }: Entry): string {
  return spread === undefined ? '' : `± ${(spread * 100).toFixed(0)} %`;
}

/** How many times as fast mm7 is. */
export function ratioOf({ mm7Ratio, role }: Entry): string {
  return mm7Ratio === undefined || role === 'mm7' ? '' : `${figure(mm7Ratio)} ×`;
}

/** Bytes in MiB. */
export function memoryOf({ memory }: Entry): string {
  return memory === undefined ? '' : `${(memory / MiB).toFixed(0)} MiB`;
}

/** Three digits, and as many before the point as it takes. */
export function figure(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** The lines for one sample. */
export function sampleText(result: SampleResult): string {
  const rows = result.entries.map((entry) => {
    if (entry.failure !== undefined) return [entry.contender, `failed: ${entry.failure}`];
    return [entry.contender, speedOf(entry, result), spreadOf(entry), ratioOf(entry), memoryOf(entry)];
  });
  return `\n${result.group}: ${result.sample}\n${table(rows)}`;
}

/** The table of targets. */
export function targetsText(targets: readonly TargetResult[]): string {
  const rows = targets.map(({ measure, wanted, measured, verdict }) => [verdict, measure, wanted, measured]);
  return `\nTargets\n${table(rows)}`;
}

/** Says on what all of it was measured, and whether that is enough to judge by. */
export function machineText({ machine, kind }: Results): string {
  const { processor, cores, memory, system, node } = machine;
  const text = `\n${kind} run on ${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}\n`;
  return kind === 'full' ? text : `${text}It warms up too little to judge by: targets are meant for a full run.\n`;
}

/** Lines of cells, of which all but the last stand in columns; at least as wide as asked for. */
export function table(rows: readonly (readonly string[])[], leastWidths: readonly number[] = []): string {
  const widths = [...leastWidths];
  for (const row of rows) {
    for (const [column, cell] of row.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
  }
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `  ${line.trimEnd()}\n`).join('');
}
