import { deviations } from '../../packages/schema/src/index.ts';
import { commentOf, groupsOf } from './comments.ts';
import { headingLink, page, prose } from './markdown.ts';
import { vectorsOfWarning } from './vectors.ts';

const entries = new Map(Object.entries(deviations));

/** Every warning code. */
export function deviationsPage(): string {
  const groups = [...groupsOf('deviations.ts', 'deviations')];
  return page(
    'Deviations',
    prose(commentOf('deviations.ts', 'deviations')),
    'What is refused in both modes is in [errors](errors.md); the status codes are explained in ' +
      '[status codes](status-codes.md).',
    groups.map(([group, codes]) => `- ${group}: ${codes.map((code) => headingLink(code)).join(', ')}`).join('\n'),
    ...groups.flatMap(([group, codes]) => [`## ${group}`, ...codes.map(section)]),
  );
}

function section(code: string): string {
  const deviation = entries.get(code);
  if (deviation === undefined) throw new Error(`${code} is no deviation`);
  const { explanation, remedy, statusCode } = deviation;
  return [
    `### ${code}`,
    '',
    prose(explanation),
    '',
    `- Remedy: ${prose(remedy)}`,
    `- Strict mode answers with: ${statusCode}`,
    `- Shown by: ${vectorsOfWarning(code)}`,
  ].join('\n');
}
