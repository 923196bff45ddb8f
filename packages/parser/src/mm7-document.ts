import { soapNames } from '@mm7/schema';
import { isMessageName } from './frames/body-frame.ts';
import { isCalled } from './qualified-name.ts';

// The document element's name stands within the first kilobytes, whatever comments and declarations come before it.
const headLength = 8192;

/**
 * Whether a document looks like MM7: its document element is an Envelope or the root of an MM7 message, under any prefix
 * and in any case. It looks at the head alone, so the beginning of a document will do.
 *
 * @example
 * isMm7Document(new TextEncoder().encode('<soapenv:Envelope ')); // true
 * isMm7Document(new TextEncoder().encode('<smil>')); // false
 */
export function isMm7Document(xml: Uint8Array): boolean {
  const local = documentElement(asciiHead(xml));
  return local !== undefined && (isCalled(local, soapNames.envelope) || isMessageName(local));
}

// The head as Latin-1, without the zero bytes that UTF-16 puts between ASCII characters: names of MM7 are ASCII in every
// character set that peers use.
function asciiHead(xml: Uint8Array): string {
  let head = '';
  for (const byte of xml.subarray(0, headLength)) {
    if (byte !== 0) head += String.fromCharCode(byte);
  }
  return head;
}

function documentElement(head: string): string | undefined {
  let index = head.indexOf('<');
  while (index >= 0) {
    if (head.startsWith('<?', index)) index = after(head, '?>', index);
    else if (head.startsWith('<!--', index)) index = after(head, '-->', index);
    else if (head.startsWith('<!', index)) index = after(head, '>', index);
    else return localName(head, index + 1);
    if (index >= 0) index = head.indexOf('<', index);
  }
  return undefined;
}

function after(head: string, end: string, from: number): number {
  const found = head.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

function localName(head: string, start: number): string {
  let end = start;
  let colon = start - 1;
  for (; end < head.length; end += 1) {
    const code = head.charCodeAt(end);
    if (code === 58) colon = end;
    else if (code <= 0x20 || code === 47 || code === 62) break;
  }
  return head.slice(colon + 1, end);
}
