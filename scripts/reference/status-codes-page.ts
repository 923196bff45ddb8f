import { statusClass, statusCodes } from '../../packages/schema/src/index.ts';
import { code, page, prose, table } from './markdown.ts';

/** The status codes of the specification. */
export function statusCodesPage(): string {
  return page(
    'Status codes',
    'The status codes of TS 23.140, clause 8.7.3.3. Peers send others as well: an unknown code counts as the x000 of its ' +
      'class, a class outside 1 to 4 as 3000 (`statusCode` and `statusClass` of `@mm7/schema` do so).',
    table(
      ['Code', 'Text', 'Class', 'Release', 'Meaning'],
      statusCodes.map(({ code: value, text, meaning, release }) => [
        String(value),
        prose(text),
        code(statusClass(value)),
        release,
        prose(meaning),
      ]),
    ),
  );
}
