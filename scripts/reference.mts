// Writes the reference: `pnpm reference`. A test fails when what is committed is not what this would write.
import { mkdirSync, writeFileSync } from 'node:fs';
import { pages, reference } from './reference/pages.ts';

mkdirSync(reference, { recursive: true });
for (const [name, text] of pages) writeFileSync(new URL(name, reference), text);
