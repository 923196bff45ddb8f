import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Group } from './group.ts';
import type { Results } from './results.ts';

const MiB = 2 ** 20;
const rowHeight = 26;

/** One line of a plot per sample, one point in it per contender. */
interface Point {
  readonly sample: string;
  readonly contender: string;
  readonly role: string;
  readonly value: number;
}

/** Draws the samples of one group as SVG; undefined if none of them was measured. */
export async function plot(group: Group, { samples }: Results): Promise<string | undefined> {
  const measured = samples.filter((result) => result.group === group.name);
  const isTime = group.measures === 'time';
  const points = measured.flatMap(({ sample, entries }) =>
    entries.flatMap(({ contender, role, mm7Ratio, memory }): Point[] => {
      const value = isTime ? mm7Ratio && 1 / mm7Ratio : memory && memory / MiB;
      return value === undefined ? [] : [{ sample, contender, role, value }];
    }),
  );
  if (points.length === 0) return undefined;
  const title = isTime ? 'speed, as a multiple of that of mm7' : 'growth of the process in MiB';
  const specification: TopLevelSpec = {
    background: 'white',
    padding: 10,
    width: 560,
    height: { step: rowHeight },
    data: { values: points },
    encoding: {
      y: { field: 'sample', type: 'nominal', sort: null, axis: { title: null, grid: true, labelLimit: 320 } },
      x: { field: 'value', type: 'quantitative', scale: { type: 'log' }, axis: { title, format: '~g' } },
      color: {
        field: 'contender',
        type: 'nominal',
        sort: null,
        scale: { scheme: 'category20' },
        legend: { title: null, labelLimit: 320 },
      },
      shape: {
        field: 'role',
        type: 'nominal',
        scale: { domain: ['mm7', 'rival', 'limit'], range: ['diamond', 'circle', 'triangle-up'] },
        legend: { title: null },
      },
    },
    mark: { type: 'point', filled: true, size: 80, opacity: 0.9 },
  };
  return new View(parse(compile(specification).spec), { renderer: 'none' }).toSVG();
}
