import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { masked } from '../../src/inspect/mask.ts';
import { run } from '../../src/run.ts';
import { envelope, withEnvelope, withParts } from '../inspect/captures.ts';
import { MemoryTerminal } from '../memory-terminal.ts';

let room: string;
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'mm7-diff-'));
});
afterEach(async () => {
  await rm(room, { recursive: true });
});

async function diff(a: string | Uint8Array, b: string | Uint8Array, ...args: readonly string[]) {
  const file = join(room, 'b.http');
  await writeFile(file, b);
  const terminal = new MemoryTerminal(a);
  const status = await run(['diff', '-', file, ...args], terminal);
  return { status, out: terminal.out, err: terminal.err };
}

const text = (content: string, id = 'all') => withParts([[`Content-Type: text/plain\r\nContent-ID: <${id}>`, content]]);

describe('mm7 diff', () => {
  it('finds that a message means the same as itself', async () => {
    const { status, out, err } = await diff(withEnvelope(envelope()), withEnvelope(envelope()));
    expect(out).toContain('Same meaning');
    expect(out).not.toMatch(/^(?:Message|Parts|Written)/m);
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('shows the fields that differ, and exits with 1 in silence', async () => {
    const other = envelope({ subject: 'Good bye', rest: '<m:Priority>High</m:Priority>' });
    const { status, out, err } = await diff(withEnvelope(envelope()), withEnvelope(other));
    expect(out).toContain('Another meaning');
    expect(out).toContain('Message\n├─ subject\n│  ├─ - Hello\n│  └─ + Good bye\n└─ priority\n   └─ + High\n');
    expect({ status, err }).toEqual({ status: 1, err: '' });
  });

  it('takes namespace, version, prefix and deviations for the way of writing', async () => {
    const other = envelope({ mustUnderstand: 'true' })
      .replaceAll('m:', 'mm7:')
      .replace('REL-6-MM7-1-4', 'REL-5-MM7-1-0')
      .replace('6.8.0', '5.3.0');
    const { status, out } = await diff(withEnvelope(envelope()), withEnvelope(other.replace('xmlns:m=', 'xmlns:mm7=')));
    expect(status).toBe(0);
    expect(out).toContain('Same meaning');
    expect(out).toContain('Written differently, with the same meaning\n├─ namespace\n');
    expect(out).toContain('deviation must-understand');
  });

  it('does not mind other identifiers of parts, other encodings, and defaults that are spelled out', async () => {
    const xml = envelope({ rest: '<m:Content href="cid:x%40y" allowAdaptations="true"/>' });
    const head = 'POST / HTTP/1.1\r\nContent-Type: multipart/related; type="text/xml"; start="<r>"; boundary=q';
    const content =
      'Content-Type: text/plain\r\nContent-ID: <x@y>\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=';
    const envelopePart = `Content-Type: text/xml\r\nContent-ID: <r>\r\n\r\n${xml}`;
    const a = `${head}\r\n\r\n--q\r\n${envelopePart}\r\n--q\r\n${content}\r\n--q--\r\n`;
    expect((await diff(a, text('hello'))).out).not.toMatch(/content/);
    expect((await diff(a, text('hello'))).status).toBe(0);
  });

  it('holds parts against each other by type and content', async () => {
    const { status, out } = await diff(text('one'), text('two'), '--json');
    const report = JSON.parse(out);
    expect(report).toMatchObject({ same: false, message: [], parts: [{ place: 'part' }] });
    expect(report.parts[0].a).toMatch(/^text\/plain, 3 bytes, SHA-256 7692c3/);
    expect(status).toBe(1);
  });

  it('sees that parts have changed places', async () => {
    const parts = [
      ['Content-Type: text/plain', 'one'],
      ['Content-Type: text/plain', 'two'],
    ] as const;
    const { status, out } = await diff(withParts(parts), withParts([...parts].reverse()), '--json');
    expect(JSON.parse(out).parts).toMatchObject([{ place: 'order' }]);
    expect(status).toBe(1);
  });

  it('masks a VASPID that differs, also one in an extension', async () => {
    const a = withEnvelope(envelope({ vaspId: 'aaaa-1', rest: '<m:VASPID>cccc-3</m:VASPID>' }));
    const b = withEnvelope(envelope({ vaspId: 'bbbb-2', rest: '<m:VASPID>dddd-4</m:VASPID>' }));
    const { status, out } = await diff(a, b);
    expect(out).toContain(masked);
    expect(out).not.toMatch(/aaaa|bbbb|cccc|dddd/);
    expect(status).toBe(1);
    expect((await diff(a, b, '--show-secrets')).out).toMatch(/aaaa-1[\s\S]*bbbb-2/);
  });

  it('says which capture cannot be read, on one line', async () => {
    const { status, out, err } = await diff(withEnvelope(envelope()), 'no message');
    expect(out).toBe('');
    expect(err).toMatch(/^mm7: not-mm7: [^\n]*b\.http: [^\n]+\n$/);
    expect(status).toBe(1);
    const json = await diff(withEnvelope(envelope()), 'no message', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'not-mm7' } });
  });

  it('takes standard input for one capture only', async () => {
    const terminal = new MemoryTerminal(withEnvelope(envelope()));
    expect(await run(['diff', '-', '-'], terminal)).toBe(2);
    expect(terminal.err).toContain('only one of the captures can be standard input');
  });
});
