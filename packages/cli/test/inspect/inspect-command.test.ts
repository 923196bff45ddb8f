import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { masked } from '../../src/inspect/mask.ts';
import { run } from '../../src/run.ts';
import { MemoryTerminal } from '../memory-terminal.ts';
import { envelope, namespace, png, withEnvelope, withParts } from './captures.ts';

async function inspect(input: string | Uint8Array, ...args: readonly string[]) {
  const terminal = new MemoryTerminal(input, 100);
  const status = await run(['inspect', '-', ...args], terminal);
  return { status, out: terminal.out, err: terminal.err };
}

describe('mm7 inspect', () => {
  it('explains a message from its start line to its verdict', async () => {
    const { status, out, err } = await inspect(withEnvelope(envelope()));
    expect(out).toBe(
      `HTTP head
├─ POST /mm7 HTTP/1.1
├─ Content-Type: text/xml; charset="utf-8"
└─ Content-Length: 530

Body
└─ text/xml (the envelope)
     Bytes 0–529 (530)

Envelope
├─ Read as utf-8.
└─ s:Envelope — The SOAP envelope.
   │ prefix s = http://schemas.xmlsoap.org/soap/envelope/ (SOAP 1.1)
   │ prefix m = http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4 (MM7,
   │   REL-6-MM7-1-4)
   ├─ s:Header — What pairs the message with its answer.
   │  └─ m:TransactionID t-1 — TransactionID of the SOAP header: pairs a request with its
   │     │ response, which echoes it.
   │     └─ @s:mustUnderstand 1
   └─ s:Body — The message itself.
      └─ m:SubmitReq — A provider hands a message to the relay (TS 23.140, clause 8.7.1.1).
         ├─ m:MM7Version 6.8.0 (belongs to REL-6-MM7-1-4)
         ├─ m:SenderIdentification — Which provider and service sends, and from which address.
         │  └─ m:VASPID •••••••• — Identifier of the provider; at some carriers an API key, so
         │       treat it as a secret.
         ├─ m:Recipients — To whom the message goes.
         │  └─ m:To — Principal recipients.
         │     └─ m:Number 447700900001
         └─ m:Subject Hello — Title of the message, to the letter.

Verdict
├─ Conforms: strict mode takes it.
├─ Message     SubmitReq
├─ MM7Version  6.8.0
├─ Namespace   http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4
├─ Schema      REL-6-MM7-1-4, whose version is 6.8.0
├─ SOAP        http://schemas.xmlsoap.org/soap/envelope/
└─ Masked      credentials or a VASPID; --show-secrets shows them
`,
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('shows what is wrong with the HTTP head at the field that it is about', async () => {
    const body = envelope();
    const head =
      'HTTP/1.1 100 Continue\r\nX: 1\r\n\r\n' +
      `POST /mm7 HTTP/1.1\r\nX-Folded: a\r\n b\r\nX-Name: caf\u00e9\r\nContent-Type: application/xml\r\nContent-Length: 3\r\n`;
    const { out } = await inspect(`${head}${body}`);
    const shown = /HTTP head\n([\s\S]*?)\n\nBody/.exec(out)?.[1] ?? '';
    expect(shown.match(/(?<=─ )[\w-]+(?=:)|(?<=▲ )[\w-]+/g)).toEqual([
      'X-Folded',
      'X-Name',
      'raw-8bit-header',
      'Content-Type',
      'root-content-type',
      'Content-Length',
      'missing-blank-line',
      'content-length-mismatch',
    ]);
  });

  it('shows a deviation at its place, with its reason and its remedy, and what strict mode says', async () => {
    const { status, out } = await inspect(withEnvelope(envelope({ mustUnderstand: 'true', subject: 'Tom & Jerry' })));
    expect(out).toContain('│ ▲ must-understand  line 3, column');
    expect(out).toContain('│   Fix: Add mustUnderstand="1" with the prefix of the envelope.');
    const subject = out.slice(out.indexOf('m:Subject'));
    expect(subject).toMatch(/^m:Subject Tom & Jerry — Title[^\n]+\n +▲ bare-ampersand {2}line 7/);
    expect(out).toContain('Deviates: lenient mode takes it, strict mode does not.');
    expect(out).toContain('Deviations  2 kinds: bare-ampersand, must-understand');
    expect(out).toContain('Strict mode refuses');
    expect(status).toBe(0);
  });

  it('explains a kind of deviation once', async () => {
    const misspelled = '<m:chargedParty>Both</m:chargedParty><m:distributionindicator>true</m:distributionindicator>';
    const { out } = await inspect(withEnvelope(envelope({ rest: misspelled })));
    expect(out.match(/▲ element-case/g)).toHaveLength(2);
    expect(out.match(/Write the name as the schema does/g)).toHaveLength(1);
  });

  it('tells attachments for what they are: pictures with their size, texts with their beginning', async () => {
    const { out } = await inspect(
      withParts([
        ['Content-Type: image/jpeg\r\nContent-ID: <p>', png(31, 17)],
        ['Content-Type: text/plain; charset=iso-8859-1', Uint8Array.of(0x47, 0x72, 0xfc, 0xdf, 0x65, 0x0d, 0x0a)],
        ['Content-Type: application/smil', '<smil><body/></smil>'],
      ]),
    );
    expect(out).toMatch(/2\.1 image\/jpeg \(content\)\n/);
    expect(out).toMatch(/Decoded: \d+ bytes, by their look image\/png, not image\/jpeg, 31 × 17 pixels/);
    expect(out).toMatch(/by their look text in iso-8859-1\n.*┊ Grüße\n/);
    expect(out).toMatch(/2\.3 application\/smil \(the presentation\)\n/);
  });

  it('gives byte ranges that cut the parts out of the body', async () => {
    const capture = withParts([['Content-Type: text/plain\r\nContent-Transfer-Encoding: base64', 'aGVsbG8=']]);
    const { out } = await inspect(capture, '--json');
    const { body } = JSON.parse(out);
    const bytes = Buffer.from(capture).subarray(capture.length - body.range.end);
    const [, mixed] = body.parts;
    const [text] = mixed.parts;
    expect(bytes.subarray(text.content.start, text.content.end).toString()).toBe('aGVsbG8=');
    expect(bytes.subarray(text.range.start, text.range.end).toString()).toMatch(/^Content-Type: text\/plain\r\n/);
    expect(text.description).toMatchObject({ size: 5, text: { lines: ['hello'] } });
    expect(mixed).toMatchObject({ path: '2', role: 'multipart', isContent: true, contentId: 'all' });
  });

  it('shows what can be read of a message that cannot, says why, and fails', async () => {
    const whole = withEnvelope(envelope()).replace('</s:Body></s:Envelope>', '</oops>');
    const { status, out, err } = await inspect(whole);
    expect(out).toContain('m:Subject Hello');
    expect(out).toContain('✗ malformed-xml');
    expect(out).toContain('Cannot be read.');
    expect(out).toContain('a server should refuse it with status 4004 Validation error');
    expect(status).toBe(1);
    expect(err).toMatch(/^mm7: malformed-xml at [^\n]+\n$/);
  });

  it('shows the beginning of what is no message at all', async () => {
    const { status, out, err } = await inspect('GIF89a and so on\r\nsecond\x1b[2J\r\n');
    expect(out).toContain('┊ GIF89a and so on\n     ┊ second\\u{1b}[2J\n');
    expect(out).toContain('✗ not-mm7');
    expect({ status, lines: err.split('\n').length }).toEqual({ status: 1, lines: 2 });
  });

  it('keeps the parts that came before a body ends too early', async () => {
    const capture = withParts([
      ['Content-Type: text/plain', 'the first'],
      ['Content-Type: text/plain', 'the second, which is cut'],
    ]);
    const { status, out } = await inspect(capture.subarray(0, capture.length - 22));
    expect(out).toContain('┊ the first');
    expect(out).toContain('┊ the second');
    expect(out).toContain('✗ truncated-body');
    expect(status).toBe(1);
  });

  it('takes a body alone, and one whose type must be told', async () => {
    expect((await inspect(envelope())).out).toMatch(
      /^Body\n└─ text\/xml \(the envelope\)\n {5}Content-Type: text\/xml\n/,
    );
    const { out } = await inspect(envelope(), '--content-type', 'application/soap+xml');
    expect(out).toContain('▲ root-content-type');
  });

  it('undoes the codings of the body, and says so', async () => {
    const xml = envelope();
    const chunked = `${xml.length.toString(16)}\r\n${xml}\r\n0\r\n\r\n`;
    const { out } = await inspect(
      `POST / HTTP/1.1\r\nContent-Type: text/xml; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`,
    );
    expect(out).toContain('Undone before anything else: chunked.');
    expect(out).toContain('Transfer-Encoding: chunked');
    expect(out).toContain('Conforms');
  });

  it('says what a status code means, and what a namespace is', async () => {
    const response = envelope()
      .replaceAll('SubmitReq', 'SubmitRsp')
      .replace(
        /<m:SenderIdentification>[\s\S]*<\/m:Subject>/,
        '<m:Status><m:StatusCode>2512</m:StatusCode><m:StatusText>no</m:StatusText></m:Status>',
      );
    const { out } = await inspect(withEnvelope(response));
    expect(out).toContain('m:StatusCode 2512 (an unlisted code; counts as 2000 Client error: The request was');
    expect(out).toContain('Status      2512 no');
  });

  it('fails with one line, and JSON where that is wanted, when there is no such file', async () => {
    const terminal = new MemoryTerminal();
    expect(await run(['inspect', '/no/such/file', '--json'], terminal)).toBe(1);
    expect(JSON.parse(terminal.out)).toMatchObject({ error: { code: 'file-not-found' } });
    expect(terminal.err).toMatch(/^mm7: file-not-found: [^\n]+\n$/);
  });
});

describe('mm7 inspect --json', () => {
  it('gives the same to programs, each finding at its place', async () => {
    const { status, out } = await inspect(
      withEnvelope(envelope({ rest: '<m:chargedparty>Both</m:chargedparty>' })),
      '--json',
    );
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual([
      'kind',
      'size',
      'head',
      'body',
      'envelope',
      'message',
      'findings',
      'hasMasked',
      'verdict',
    ]);
    expect(report.head).toMatchObject({ startLine: 'POST /mm7 HTTP/1.1', undoneCodings: [], findings: [] });
    const request = report.envelope.root.children[1].children[0];
    expect(request).toMatchObject({ name: 'm:SubmitReq', namespace, path: '/Envelope/Body/SubmitReq' });
    expect(request.children.at(-1)).toMatchObject({
      name: 'm:chargedparty',
      meaning: 'Who pays.',
      text: 'Both',
      findings: [
        { severity: 'deviation', code: 'element-case', statusCode: 4004, remedy: 'Write the name as the schema does.' },
      ],
    });
    expect(report.message).toMatchObject({ operation: 'SubmitReq', chargedParty: 'Both' });
    expect(report.verdict).toMatchObject({
      result: 'deviates',
      schema: { id: 'REL-6-MM7-1-4', version: '6.8.0', release: 'R6-1-4' },
      deviations: [{ code: 'element-case', count: 1 }],
      strictRefusal: { code: 'element-case' },
    });
    expect(status).toBe(0);
  });

  it('says of an unreadable message why, and nothing twice', async () => {
    const { status, out } = await inspect('no message', '--json');
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      opening: { lines: ['no message'], isCut: false },
      verdict: { result: 'unreadable', error: { code: 'not-mm7' } },
    });
    expect(status).toBe(1);
  });
});

describe('secrets', () => {
  let room: string;
  beforeEach(async () => {
    room = await mkdtemp(join(tmpdir(), 'mm7-inspect-'));
  });
  afterEach(async () => {
    await rm(room, { recursive: true });
  });

  const secrets = ['dXNlcjpodW50ZXIy', 'sid-0815', 'key-4711', 'vasp-s3cret', 'pr0xy'];
  const capture = withEnvelope(envelope({ vaspId: 'vasp-s3cret', rest: '<m:VASPID>vasp-s3cret</m:VASPID>' }), [
    'Authorization: Basic dXNlcjpodW50ZXIy',
    'Proxy-Authorization: Bearer pr0xy',
    'Cookie: sid-0815',
    'X-Api-Key: key-4711',
  ]);

  async function everything(input: string, ...args: readonly string[]): Promise<string[]> {
    const html = join(room, 'page.html');
    const text = await inspect(input, '--html', html, ...args);
    const json = await inspect(input, '--json', ...args);
    return [text.out, text.err, json.out, json.err, await readFile(html, 'utf8')];
  }

  it('stand in no output', async () => {
    for (const output of await everything(capture)) {
      for (const secret of secrets) expect(output).not.toContain(secret);
    }
  });

  it('stand in no output of a message that cannot be read either', async () => {
    for (const broken of [
      capture.replace('</s:Envelope>', ''),
      capture.replace('POST', '?'),
      capture.replace(/<s:Env[^>]*>/, '<x>'),
    ]) {
      for (const output of await everything(broken)) {
        for (const secret of secrets) expect(output).not.toContain(secret);
      }
    }
  });

  it('are shown to whoever asks for them', async () => {
    const [text = '', , json = '', , html = ''] = await everything(capture, '--show-secrets');
    for (const secret of secrets) {
      for (const output of [text, json, html]) expect(output).toContain(secret);
    }
    expect(text).not.toContain(masked);
  });

  it('leave no half page behind, and replace a page only when the new one is whole', async () => {
    const html = join(room, 'page.html');
    await inspect(capture, '--html', html);
    await inspect(capture, '--html', html);
    expect(await readdir(room)).toEqual(['page.html']);
  });
});
