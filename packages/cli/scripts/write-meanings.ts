import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { schemaMeanings } from './schema-meanings.ts';

const file = resolve(import.meta.dirname, '../src/inspect/meanings.json');
writeFileSync(file, `${JSON.stringify(schemaMeanings(), undefined, 2)}\n`);
