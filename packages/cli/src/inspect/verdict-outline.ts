import { statusCode } from '@mm7/schema';
import { counted, type Item, span } from '../outline/item.ts';
import { placeText } from '../place.ts';
import type { Finding } from './finding.ts';
import type { Verdict } from './inspection.ts';

const headlines = {
  conforms: 'Conforms: strict mode takes it.',
  deviates: 'Deviates: lenient mode takes it, strict mode does not.',
  unreadable: 'Cannot be read.',
} as const satisfies Record<Verdict['result'], string>;

/**
 * What is to be said of the whole, in lines.
 *
 * @param hasMasked whether secrets are masked
 */
export function verdictItems(verdict: Verdict, hasMasked: boolean): Item[] {
  const { result, status, operation, version, namespace, schema, soapNamespace, deviations, strictRefusal, error } =
    verdict;
  const kinds = deviations.map(({ code, count }) => (count === 1 ? code : `${code} (${count} times)`));
  return [
    { spans: [span('strong', headlines[result])] },
    ...line('Error', error && because(error)),
    ...line('Message', operation),
    ...line('Status', status && `${status.statusCode} ${status.statusText}`),
    ...line('MM7Version', version),
    ...line('Namespace', namespace),
    ...line('Schema', schema && `${schema.id}, whose version is ${schema.version}`),
    ...line('SOAP', soapNamespace),
    ...line('Deviations', kinds.length === 0 ? undefined : `${counted(kinds.length, 'kind')}: ${kinds.join(', ')}`),
    ...line('Strict mode', strictRefusal && refusal(strictRefusal, kinds.length)),
    ...line('Answer', error && answer(error)),
    ...line('Masked', hasMasked ? 'credentials or a VASPID; --show-secrets shows them' : undefined),
  ];
}

function line(name: string, value: string | undefined): Item[] {
  return value === undefined ? [] : [{ spans: [span('name', name.padEnd(11)), span('plain', value)] }];
}

function refusal(finding: Finding, kinds: number): string {
  const place = placeText(finding);
  const rest = kinds > 1 ? '; when that is mended, each of the others' : '';
  return `refuses ${finding.code}${place === '' ? '' : ` at ${place}`}${statusOf(finding)}${rest}`;
}

function because(error: Finding): string {
  const place = placeText(error);
  return `${error.code}${place === '' ? '' : ` at ${place}`}: ${error.message}`;
}

function answer(error: Finding): string {
  return `a server should refuse it${statusOf(error)}`;
}

function statusOf({ statusCode: status }: Finding): string {
  return status === undefined ? '' : ` with status ${status} ${statusCode(status).text}`;
}
