import { readFileSync } from 'node:fs';

/** Versions of the packages that contenders are named after. */
export function versionsOf(contenders: readonly string[]): Readonly<Record<string, string>> {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  if (!isManifest(manifest)) throw new Error('package.json has no devDependencies');
  const named = Object.entries(manifest.devDependencies).filter(([name]) =>
    contenders.some((contender) => contender.split(/[ ,]/).includes(name)),
  );
  return Object.fromEntries(named);
}

function isManifest(value: unknown): value is { readonly devDependencies: Record<string, string> } {
  return typeof value === 'object' && value !== null && 'devDependencies' in value;
}
