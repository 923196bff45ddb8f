// Set-up of a test run with `MM7_FUZZ_SEED`: every property starts from that seed, stops at the deadline, and says what
// became of it. See scripts/fuzz.mjs.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import fc, { type RunDetails } from 'fast-check';
import { beforeEach, expect } from 'vitest';

const seed = numberFrom('MM7_FUZZ_SEED');
const counterexamplePath = process.env['MM7_FUZZ_PATH'];
const deadline = numberFrom('MM7_FUZZ_DEADLINE');
const results = process.env['MM7_FUZZ_RESULTS'];

beforeEach(({ skip }) => {
  skip(deadline !== undefined && Date.now() > deadline, 'the time is over');
  fc.configureGlobal({
    ...(seed === undefined ? {} : { seed }),
    ...(counterexamplePath === undefined ? {} : { path: counterexamplePath, endOnFailure: true }),
    ...(deadline === undefined ? {} : { interruptAfterTimeLimit: Math.max(1, deadline - Date.now()) }),
    reporter: report,
  });
});

function report(details: RunDetails<unknown>): void {
  const hasFailed = details.failed && !(details.interrupted && details.counterexample === null);
  const failure = hasFailed ? (fc.defaultReportMessage(details) ?? 'no details') : undefined;
  if (results !== undefined) appendFileSync(results, `${JSON.stringify(resultOf(details, failure))}\n`);
  if (failure !== undefined) throw new Error(failure, { cause: details.errorInstance });
}

function resultOf(details: RunDetails<unknown>, failure: string | undefined): object {
  const { currentTestName = '', testPath = '' } = expect.getState();
  return {
    file: path.relative(process.cwd(), testPath).replaceAll('\\', '/'),
    // As `-t` wants it.
    property: currentTestName.replaceAll(' > ', ' '),
    runs: details.numRuns,
    ...(failure === undefined ? {} : { seed: details.seed, path: details.counterexamplePath ?? '', failure }),
  };
}

function numberFrom(variable: string): number | undefined {
  const value = process.env[variable];
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${variable} must be an integer, not ${value}`);
  return number;
}
