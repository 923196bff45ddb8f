import { type Vector, vectors } from '../../test-vectors/test/vector.ts';
import { prose } from './markdown.ts';

// Those that are about one deviation come before those in which it is one of many.
const ordered = [...vectors].sort(
  (one, other) => deviationCount(one) - deviationCount(other) || (one.name < other.name ? -1 : 1),
);

/** Links to the vectors that lenient mode takes with a warning. */
export function vectorsOfWarning(code: string): string {
  return ordered
    .filter(({ expectation: { lenient } }) => 'warnings' in lenient && lenient.warnings.includes(code))
    .map(link)
    .join('; ');
}

/** Links to the vectors that both modes refuse with an error, with the status code that answers each. */
export function vectorsOfError(code: string): string {
  return ordered
    .flatMap((vector) => {
      const { lenient } = vector.expectation;
      return 'error' in lenient && lenient.error.code === code ? [`${link(vector)} (${lenient.error.statusCode})`] : [];
    })
    .join('; ');
}

function link({ file, expectation: { title } }: Vector): string {
  return `[${prose(title)}](../../test-vectors/${file})`;
}

function deviationCount({ expectation: { lenient } }: Vector): number {
  return 'warnings' in lenient ? lenient.warnings.length : 0;
}
