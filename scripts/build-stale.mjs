// Builds every package whose build is missing or older than its sources. Quiet but for one line.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const packages = path.join(root, 'packages');
const settings = ['tsup.config.ts', 'tsconfig.base.json', 'tsconfig.json'].map((name) => path.join(root, name));

const stale = readdirSync(packages).filter(isStale).map(nameOf);
if (stale.length > 0) {
  process.stderr.write(`Building ${stale.join(', ')} …\n`);
  process.exitCode = build(stale);
}

function isStale(directory) {
  const home = path.join(packages, directory);
  const manifest = path.join(home, 'package.json');
  if (!existsSync(manifest) || !('build' in (read(manifest).scripts ?? {}))) return false;
  const built = times(path.join(home, 'dist'));
  const sources = [...times(path.join(home, 'src')), ...[...settings, manifest].map(timeOf)];
  return built.length === 0 || Math.max(...sources) > Math.min(...built);
}

function nameOf(directory) {
  return read(path.join(packages, directory, 'package.json')).name;
}

function read(manifest) {
  return JSON.parse(readFileSync(manifest, 'utf8'));
}

// When each file in a folder was last changed; none if there is no such folder.
function times(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true }).map((name) => timeOf(path.join(folder, name)));
}

function timeOf(file) {
  return statSync(file).mtimeMs;
}

// The exit status of the build; what it printed is shown only if it failed.
function build(names) {
  const filters = names.map((name) => `--filter=${name}`);
  const { status, stdout, stderr } = spawnSync('pnpm', [...filters, 'run', 'build'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.stderr.write(`${stdout}${stderr}`);
  return status ?? 1;
}
