import { errors } from '../../packages/schema/src/index.ts';
import { commentOf, groupsOf } from './comments.ts';
import { headingLink, page, prose } from './markdown.ts';
import { vectorsOfError } from './vectors.ts';

const entries = new Map(Object.entries(errors));

/** Every code of an error that is no deviation. */
export function errorsPage(): string {
  const groups = [...groupsOf('errors.ts', 'errors')];
  return page(
    'Errors',
    prose(commentOf('errors.ts', 'errors')),
    'Strict mode has an error for each of the [deviations](deviations.md) as well. The numbers beside the test vectors are ' +
      'the [status codes](status-codes.md) with which a server should answer them.',
    groups.map(([group, codes]) => `- ${group}: ${codes.map((code) => headingLink(code)).join(', ')}`).join('\n'),
    ...groups.flatMap(([group, codes]) => [`## ${group}`, ...codes.map(section)]),
  );
}

function section(code: string): string {
  const error = entries.get(code);
  if (error === undefined) throw new Error(`${code} is no error`);
  const shown = vectorsOfError(code);
  return `### ${code}\n\n${prose(error.explanation)}${shown === '' ? '' : `\n\n- Shown by: ${shown}`}`;
}
