import { availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import type { Machine } from './results.ts';

/** What the figures depend on. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release().split('-')[0]}`,
    node: process.version,
  };
}
