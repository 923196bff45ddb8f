// Checks every package as its users get it: packs it, looks for its license and README, lets publint and attw judge it,
// installs all tarballs into an empty project and uses them there from ESM, from CommonJS and from a strict TypeScript file.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const pnpm = ['--yes', '--prefer-offline', 'pnpm@10.34.9'];

const failures = [];

const published = await findPackages();
const room = await mkdtemp(path.join(tmpdir(), 'mm7-packages-'));
try {
  const tarballs = path.join(room, 'tarballs');
  await mkdir(tarballs);
  for (const { directory } of published)
    await run('npx', [...pnpm, 'pack', '--pack-destination', tarballs], { cwd: directory });
  const files = (await readdir(tarballs)).map((name) => path.join(tarballs, name));
  for (const file of files) await judge(file);
  await tryInEmptyProject();
} finally {
  await rm(room, { recursive: true, force: true });
}
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.stdout.write(`${published.length} packages checked, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function findPackages() {
  const names = (await readdir(path.join(root, 'packages'))).map((name) => path.join(root, 'packages', name));
  const found = [];
  for (const directory of [...names, path.join(root, 'test-vectors')]) {
    const manifest = path.join(directory, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, exports = {}, private: hidden } = JSON.parse(await readFile(manifest, 'utf8'));
    if (!hidden) found.push({ name, directory, entries: importable(name, exports) });
  }
  return found;
}

// The names under which the code of a package can be imported.
function importable(name, exports) {
  return Object.entries(exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([entry]) => name + entry.slice(1));
}

async function judge(tarball) {
  const held = (await run('tar', ['-tzf', path.basename(tarball)], { cwd: path.dirname(tarball) })).stdout.split('\n');
  for (const name of ['LICENSE', 'README.md'])
    if (!held.includes(`package/${name}`)) failures.push(`${path.basename(tarball)} has no ${name}`);
  await attempt(`publint ${path.basename(tarball)}`, 'npx', ['publint', 'run', tarball, '--strict'], root);
  if (path.basename(tarball).startsWith('mm7-0') || tarball.includes('test-vectors')) return;
  await attempt(
    `attw ${path.basename(tarball)}`,
    'npx',
    ['attw', tarball, '--format', 'ascii', '--profile', 'node16'],
    root,
  );
}

async function tryInEmptyProject() {
  const project = path.join(room, 'project');
  await mkdir(project);
  const entries = published.flatMap((entry) => entry.entries);
  // The packages depend on one another by version, and none is on the registry yet.
  const overrides = Object.fromEntries(
    await Promise.all(
      published.map(async ({ name, directory }) => {
        const { version } = JSON.parse(await readFile(path.join(directory, 'package.json'), 'utf8'));
        const base = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
        return [name, `file:${path.join(room, 'tarballs', base)}`];
      }),
    ),
  );
  await writeFile(
    path.join(project, 'package.json'),
    JSON.stringify({ name: 'user', private: true, dependencies: overrides, overrides }),
  );
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: project });

  const uses = entries.map((entry, index) => ({ entry, index }));
  const esm = uses.map(({ entry, index }) => `import * as m${index} from '${entry}';`).join('\n');
  const check = `for (const m of [${uses.map(({ index }) => `m${index}`).join(', ')}]) if (Object.keys(m).length === 0) throw new Error('empty module');`;
  await writeFile(path.join(project, 'esm.mjs'), `${esm}\n${check}\n`);
  const cjs = uses.map(({ entry, index }) => `const m${index} = require('${entry}');`).join('\n');
  await writeFile(path.join(project, 'cjs.cjs'), `${cjs}\n${check}\n`);
  await writeFile(
    path.join(project, 'use.ts'),
    `${esm}\n${check}\n${await readFile(path.join(root, 'scripts', 'package-use.ts'), 'utf8')}`,
  );
  const examples = [...(await readFile(path.join(root, 'README.md'), 'utf8')).matchAll(/```ts\n(.*?)```/gs)].map(
    ([, code]) => code,
  );
  for (const [index, code] of examples.entries()) await writeFile(path.join(project, `readme-${index}.ts`), code);
  await attempt('import from ESM', 'node', ['esm.mjs'], project);
  await attempt('require from CommonJS', 'node', ['cjs.cjs'], project);
  // As browsers and workers see the packages, every declaration checked; then as Node does, what the README shows.
  await compile('strict TypeScript', ['use.ts'], ['--lib', 'ES2022,DOM,DOM.AsyncIterable'], project);
  const node = [
    '--lib',
    'ES2022',
    '--skipLibCheck',
    '--typeRoots',
    path.join(root, 'node_modules', '@types'),
    '--types',
    'node',
  ];
  await compile(
    'the examples of the README',
    examples.map((_, index) => `readme-${index}.ts`),
    node,
    project,
  );
  await attempt('the mm7 command', 'npx', ['--no-install', 'mm7', '--version'], project);
}

async function compile(what, files, options, project) {
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const strict = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--noUncheckedIndexedAccess',
    '--target',
    'ES2022',
  ];
  for (const [module, resolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ]) {
    const modules = ['--module', module, '--moduleResolution', resolution];
    await attempt(`${what}, ${resolution}`, 'node', [tsc, ...strict, ...options, ...modules, ...files], project);
  }
}

async function attempt(what, command, args, cwd) {
  try {
    await run(command, args, { cwd });
  } catch (error) {
    failures.push(`${what}: ${error.stdout ?? ''}${error.stderr ?? error}`);
  }
}
