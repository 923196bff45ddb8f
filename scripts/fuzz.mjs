// Runs every property test over and over, each time from the next seed: `npm run fuzz -- --seconds 600 --seed 1`.
// A counter-example is shrunk, and stored in fuzz-findings/ with the command that shows it again; where it is a message,
// as a test vector with a draft of its expectation.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';

const root = path.resolve(import.meta.dirname, '..');
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const commandLine = path.join(root, 'packages', 'cli', 'bin', 'mm7.js');
const findings = path.join(root, 'fuzz-findings');
/** How long a round may go on after the end: no single run takes that long, so a longer one hangs. */
const graceInSeconds = 120;
const largestSeed = 2 ** 31 - 1;

const { seconds, seed: firstSeed } = optionsOf(process.argv.slice(2));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'mm7-fuzz-'));
const deadline = Date.now() + seconds * 1000;
const files = propertyFiles();
const progress = progressOf(seconds);
const properties = new Map();
const counterexamples = new Map();
const breakdowns = [];
let runs = 0;
let rounds = 0;

say(`${files.length} files with properties, for ${seconds} s, from seed ${firstSeed}`);
try {
  while (Date.now() < deadline && breakdowns.length === 0) {
    await round((firstSeed + rounds) % largestSeed);
    rounds += 1;
  }
} finally {
  progress.end();
  rmSync(scratch, { recursive: true, force: true });
}
say(summary());
for (const { property, folder } of counterexamples.values()) say(`counter-example to "${property}": ${folder}`);
for (const breakdown of breakdowns) say(breakdown);
if (counterexamples.size > 0 || breakdowns.length > 0) process.exitCode = 1;

// Tries every property from one seed.
async function round(seed) {
  const results = path.join(scratch, `${seed}.jsonl`);
  const environment = { MM7_FUZZ_SEED: String(seed), MM7_FUZZ_DEADLINE: String(deadline), MM7_FUZZ_RESULTS: results };
  let counted = 0;
  const count = () => {
    const fresh = linesOf(results).slice(counted);
    counted += fresh.length;
    for (const { file, property, runs: tried } of fresh) {
      runs += tried;
      properties.set(`${file} ${property}`, (properties.get(`${file} ${property}`) ?? 0) + tried);
    }
    progress.show(seed);
    return fresh;
  };
  const timer = setInterval(count, 1000);
  const { status, output } = await tests(files, environment);
  clearInterval(timer);
  count();
  const failed = linesOf(results).filter(({ failure }) => failure !== undefined);
  for (const result of failed) await store(result);
  // A test that fails without a counter-example, a worker that died, or a round that had to be stopped.
  if (status !== 0 && failed.length === 0) breakdowns.push(`seed ${seed}: ${output.slice(-4000)}`);
}

// Writes down a counter-example, unless the property has one already.
async function store({ file, property, seed, path: place, failure }) {
  if (counterexamples.has(property)) return;
  // The last words: properties of one kind differ there.
  const name = property
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(-8)
    .join('-');
  const folder = path.join(findings, `${name}-${seed}`);
  mkdirSync(folder, { recursive: true });
  counterexamples.set(property, { property, folder });
  const pattern = `^${property.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
  const replay = { MM7_FUZZ_SEED: String(seed), MM7_FUZZ_PATH: place };
  const message = path.join(folder, `${name}.http`);
  // Once more, the counter-example alone, for the bytes that were read.
  await tests([file, '-t', pattern], { ...replay, MM7_FUZZ_EVIDENCE: message });
  const variables = Object.entries(replay).map(([variable, value]) => `${variable}=${value}`);
  const command = `${variables.join(' ')} npx vitest run ${file} -t '${property.replaceAll("'", "'\\''")}'`;
  const sections = [`${property}\n${file}`, failure, `To see it again:\n${command}`];
  if (existsSync(message)) {
    const expectation = expectationOf(message, { title: property, source: `npm run fuzz -- --seed ${seed}` });
    writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(expectation, undefined, 2)}\n`);
    sections.push(
      'To keep it: the .http file is the message that was read, and the .json file says what mm7 makes of it now. Correct\n' +
        'that to what it has to be, write a title and a source, and move both into a group of test-vectors.',
    );
  } else {
    sections.push('To keep it: no message was read; make a test of the counter-example.');
  }
  writeFileSync(path.join(folder, 'finding.txt'), `${sections.join('\n\n')}\n`);
}

// The draft of an expectation: what the command line makes of the message today.
function expectationOf(message, { title, source }) {
  const lenient = readingOf(message, []);
  const strict = readingOf(message, ['--strict']);
  return { title, source, lenient, strict: isDeepStrictEqual(strict, lenient) ? 'same' : strict };
}

function readingOf(message, options) {
  const { stdout } = spawnSync(process.execPath, [commandLine, 'decode', message, '--json', ...options], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  try {
    const { error, message: read, parts, warnings } = JSON.parse(stdout);
    if (error !== undefined) return { error: { code: error.code, statusCode: error.statusCode } };
    return { message: read, parts, warnings: [...new Set(warnings.map(({ code }) => code))].sort() };
  } catch {
    // It hangs, or fails in a way that it must not.
    return { error: { code: 'to-be-decided', statusCode: 4004 } };
  }
}

// Runs vitest; a round that does not end is stopped.
function tests(words, environment) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, 'run', '--reporter=dot', ...words], {
      cwd: root,
      env: { ...process.env, ...environment, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (text) => {
      output = (output + text).slice(-100_000);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    const timer = setTimeout(
      () => {
        take(`\nstopped: no end ${graceInSeconds} s after the time was over\n`);
        child.kill('SIGKILL');
      },
      Math.max(0, deadline - Date.now()) + graceInSeconds * 1000,
    );
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (status !== 0) take(`\nvitest ended with ${signal ?? `status ${status}`}\n`);
      resolve({ status, output });
    });
  });
}

function propertyFiles() {
  return readdirSync(path.join(root, 'packages'))
    .map((name) => path.posix.join('packages', name, 'test'))
    .filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true }).map((name) =>
        path.posix.join(folder, name.replaceAll('\\', '/')),
      ),
    )
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => /from 'fast-check'|from '@mm7\/arbitraries'/.test(readFileSync(path.join(root, file), 'utf8')));
}

function linesOf(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

function summary() {
  const spent = Math.round((Date.now() - deadline) / 1000 + seconds);
  const found = counterexamples.size === 1 ? '1 counter-example' : `${counterexamples.size} counter-examples`;
  return `${runs} runs of ${properties.size} properties, ${rounds} rounds done in ${spent} s: ${found}`;
}

// A bar on a terminal, a line for every round elsewhere.
function progressOf(total) {
  if (!process.stderr.isTTY) {
    let shown;
    return {
      show(seed) {
        if (seed !== shown) process.stderr.write(`seed ${seed}, ${summary()}\n`);
        shown = seed;
      },
      end() {},
    };
  }
  const format = 'seed {seed} {bar} {value} of {total} s, {runs} runs, counter-examples: {found}';
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic);
  bar.start(total, 0, { seed: firstSeed, runs: 0, found: 0 });
  return {
    show(seed) {
      const spent = Math.min(total, Math.round((Date.now() - deadline) / 1000 + total));
      bar.update(spent, { seed, runs, found: counterexamples.size });
    },
    end() {
      bar.stop();
    },
  };
}

function optionsOf(words) {
  try {
    const { values } = parseArgs({ args: words, options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
    const randomSeed = String(Math.floor(Math.random() * largestSeed));
    return {
      seconds: positive('--seconds', values.seconds ?? '60', 7 * 24 * 3600),
      seed: positive('--seed', values.seed ?? randomSeed, largestSeed - 1),
    };
  } catch (error) {
    process.stderr.write(`${error.message}\nUsage: npm run fuzz -- [--seconds N] [--seed N]\n`);
    process.exit(2);
  }
}

function positive(option, text, most) {
  const number = Number(text);
  if (!/^[0-9]+$/.test(text) || number > most) {
    throw new RangeError(`${option} takes a whole number up to ${most}, not ${text}`);
  }
  return number;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
