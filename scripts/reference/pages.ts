import { deviationsPage } from './deviations-page.ts';
import { errorsPage } from './errors-page.ts';
import { messagesPage } from './messages-page.ts';
import { namespacesPage } from './namespaces-page.ts';
import { statusCodesPage } from './status-codes-page.ts';
import { typesPage } from './types-page.ts';

/** Where the pages are kept. */
export const reference = new URL('../../docs/reference/', import.meta.url);

/** The pages of the reference, by file name. */
export const pages: ReadonlyMap<string, string> = new Map([
  ['messages.md', messagesPage()],
  ['types.md', typesPage()],
  ['namespaces.md', namespacesPage()],
  ['status-codes.md', statusCodesPage()],
  ['deviations.md', deviationsPage()],
  ['errors.md', errorsPage()],
]);
