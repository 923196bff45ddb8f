import { type DeviationCode, deviations, type Mm7ErrorCode } from '@mm7/schema';
import type { CommandErrorCode } from './command-error.ts';

const captureAgain = 'Capture the message again, whole and without changes.';
const checkBoundary = 'Compare the boundary of the Content-Type with the delimiter lines of the body.';
const suspicious = 'A message of this shape is broken or hostile.';
const reportIt = 'This is a mistake in mm7: please report it.';

/** What to do about errors that are no deviations. */
const advice: Record<Exclude<Mm7ErrorCode, DeviationCode> | CommandErrorCode, string> = {
  'not-mm7': 'Name the type of the body with --content-type if the HTTP head is missing.',
  'malformed-xml': 'Correct the XML at this place.',
  doctype: 'Take the document type declaration out: SOAP has none.',
  'soap-version': 'Send SOAP 1.1.',
  'unknown-operation': 'Check the name of the element in the SOAP body.',
  'truncated-body': captureAgain,
  'undecodable-envelope': 'Declare the character set that is used.',
  'undecodable-body': captureAgain,
  'envelope-not-found': 'Check that a part holds a SOAP envelope.',
  'missing-boundary': 'Give the Content-Type of the body with --content-type.',
  'delimiter-not-found': checkBoundary,
  'header-block-too-large': suspicious,
  'too-many-headers': suspicious,
  'too-many-parts': suspicious,
  'nesting-too-deep': suspicious,
  'body-too-large': suspicious,
  'envelope-too-large': suspicious,
  'envelope-too-late': 'Put the envelope first.',
  'xml-too-deep': suspicious,
  'too-many-attributes': suspicious,
  'text-too-long': suspicious,
  'too-many-extensions': suspicious,
  'invalid-value': 'Correct the value.',
  'unwritable-text': 'Take the character out: XML cannot carry it.',
  'unencodable-text': 'Write in UTF-8.',
  'invalid-header-value': 'Take line ends and NUL out of the value.',
  'size-mismatch': 'Leave the file alone while it is read.',
  'boundary-in-content': reportIt,
  'invalid-option': 'Correct the message, or leave out what is attached.',
  aborted: 'Start again.',
  'already-iterated': reportIt,
  'part-already-read': reportIt,
  'file-not-found': 'Check the name.',
  'unreadable-file': 'Give a file that can be read, or - for standard input.',
  'unwritable-file': 'Choose another place.',
  interrupted: 'Start again.',
  'invalid-json': 'Give the message as mm7 decode --json prints it.',
};

const byCode = new Map<string, string>([
  ...Object.entries(deviations).map(([code, { remedy }]) => [code, remedy] as const),
  ...Object.entries(advice),
]);

/** What the user can do about an error of that code. */
export function adviceFor(code: string): string {
  return byCode.get(code) ?? reportIt;
}
