import type { Remark } from '../outline/item.ts';
import { placeText } from '../place.ts';
import { terminalText } from '../terminal-text.ts';
import type { Finding } from './finding.ts';

/**
 * A finding in words.
 *
 * @param here path of what it is shown at, which need not be told again
 */
export function remarkOf(finding: Finding, here?: string): Remark {
  const { severity, code, message, explanation, remedy, path } = finding;
  const place = placeText(path?.toLowerCase() === here?.toLowerCase() ? { ...finding, path: undefined } : finding);
  const statement = terminalText(place === '' ? message : `${place}: ${message}`);
  return { severity, code, statement, explanation, remedy };
}
