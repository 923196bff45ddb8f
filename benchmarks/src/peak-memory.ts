import { writeFileSync } from 'node:fs';

/** Has V8 collect garbage early: memory is to tell what is needed, not what has not been swept up yet. */
export const earlyCollection: readonly string[] = ['--max-semi-space-size=1', '--heap-growing-percent=10'];

/** The most memory that this process has had, in bytes. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/**
 * Has the system count the peak anew from what the process has now. Where the system cannot, the peak of what came before
 * stays.
 */
export function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Linux alone has this file.
  }
}
