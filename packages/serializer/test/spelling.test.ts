import { describe, expect, test } from 'vitest';
import { parseEnvelope } from '../../parser/src/index.ts';
import { serializeEnvelope } from '../src/index.ts';

const namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';
const shouting = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="${namespace}">
  <s:Header><m:TransactionId s:mustUnderstand="1">17</m:TransactionId></s:Header>
  <s:Body><m:deliverReq><m:MM7VERSION>6.8.0</m:MM7VERSION><m:Sender><m:number>12025550111</m:number></m:Sender></m:deliverReq></s:Body>
</s:Envelope>`;

describe('a peer that spells names in its own way', () => {
  const { message, dialect, warnings } = parseEnvelope(shouting);

  test('is answered in its own spelling', () => {
    const xml = serializeEnvelope(message, { dialect });
    for (const name of ['TransactionId', 'deliverReq', 'MM7VERSION', 'number']) expect(xml).toContain(`<m:${name}`);
    const again = parseEnvelope(xml);
    expect(again.message).toEqual(message);
    expect(new Set(again.warnings.map(({ code }) => code))).toEqual(new Set(warnings.map(({ code }) => code)));
  });

  test('is answered as the schema spells in strict mode', () => {
    const xml = serializeEnvelope(message, { dialect, mode: 'strict' });
    expect(parseEnvelope(xml, { mode: 'strict' }).message).toEqual(message);
  });
});
