import { isPresentationType } from './part.ts';

/** Whether a media type, in lower case, says XML (RFC 7303) that is no presentation, so that it may be an envelope. */
export function isXmlType(essence: string): boolean {
  if (isPresentationType(essence)) return false;
  return essence === 'text/xml' || essence === 'application/xml' || essence.endsWith('+xml');
}
