import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../src/run.ts';
import { MemoryTerminal } from './memory-terminal.ts';

const namespace = 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4';

interface Content {
  readonly headers: string;
  readonly body: string;
}

function envelope(subject = 'Hello', content = '<m:Content href="cid:all"/>'): string {
  return (
    `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="${namespace}">` +
    '<s:Header><m:TransactionID s:mustUnderstand="1">t-1</m:TransactionID></s:Header><s:Body><m:DeliverReq>' +
    `<m:MM7Version>6.8.0</m:MM7Version><m:Sender><m:Number>447700900001</m:Number></m:Sender>` +
    `<m:Subject>${subject}</m:Subject>${content}</m:DeliverReq></s:Body></s:Envelope>`
  );
}

function bodyOf(parts: readonly Content[], subject?: string): string {
  const inner = parts.map(({ headers, body }) => `--in\r\n${headers}\r\n\r\n${body}\r\n`).join('');
  const content = `Content-Type: multipart/mixed; boundary=in\r\nContent-ID: <all>\r\n\r\n${inner}--in--`;
  const root = `Content-Type: text/xml\r\nContent-ID: <root>\r\n\r\n${envelope(subject)}`;
  return `--out\r\n${root}\r\n--out\r\n${content}\r\n--out--\r\n`;
}

const contentType = 'multipart/related; type="text/xml"; start="<root>"; boundary="out"';

function captureOf(parts: readonly Content[], subject?: string): string {
  const body = bodyOf(parts, subject);
  const head = `POST / HTTP/1.1\r\nContent-Type: ${contentType}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return head + body;
}

function named(fileName: string, body = 'x'): Content {
  return { headers: `Content-Type: image/jpeg\r\nContent-Disposition: attachment; filename="${fileName}"`, body };
}

const picture: Content = {
  headers:
    'Content-Type: image/jpeg\r\nContent-ID: <p@mms>\r\nContent-Location: p.jpg\r\nContent-Transfer-Encoding: base64',
  body: Buffer.from('a picture').toString('base64'),
};
const text: Content = { headers: 'Content-Type: text/plain; name="hello.txt"', body: 'Hello, world' };

let room: string;
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'mm7-cli-'));
});
afterEach(async () => {
  await rm(room, { recursive: true });
});

async function decode(input: string | Uint8Array, ...args: readonly string[]) {
  const terminal = new MemoryTerminal(input);
  const status = await run(['decode', '-', ...args], terminal);
  return { status, out: terminal.out, err: terminal.err };
}

describe('mm7 decode', () => {
  it('draws the message, its parts and the warnings', async () => {
    const { status, out, err } = await decode(captureOf([picture, text]));
    expect(out).toBe(
      [
        'POST / HTTP/1.1',
        'DeliverReq',
        '├─ transactionId: t-1',
        '├─ version: 6.8.0',
        `├─ namespace: ${namespace}`,
        '├─ sender: number 447700900001',
        '├─ subject: Hello',
        '└─ content',
        '   └─ href: cid:all',
        '',
        'Parts',
        '├─ 2.1  image/jpeg  9 bytes  <p@mms>  at p.jpg',
        '└─ 2.2  text/plain  12 bytes  named hello.txt',
        '',
        'No warnings',
        '',
      ].join('\n'),
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('prints exactly the keys that scripts rely on, and leaves absent ones out', async () => {
    const { status, out, err } = await decode(captureOf([picture, text]).replace('<p@mms>', 'p@mms'), '--json');
    expect(JSON.parse(out)).toEqual({
      message: {
        operation: 'DeliverReq',
        transactionId: 't-1',
        version: '6.8.0',
        namespace,
        sender: { kind: 'number', value: '447700900001' },
        subject: 'Hello',
        content: { href: 'cid:all' },
      },
      parts: [
        {
          path: '2.1',
          contentType: 'image/jpeg',
          contentId: 'p@mms',
          contentLocation: 'p.jpg',
          size: 9,
          sha256: createHash('sha256').update('a picture').digest('hex'),
        },
        {
          path: '2.2',
          contentType: 'text/plain',
          fileName: 'hello.txt',
          size: 12,
          sha256: createHash('sha256').update('Hello, world').digest('hex'),
        },
      ],
      warnings: [
        {
          code: 'content-id-brackets',
          message: expect.stringContaining('p@mms'),
          path: '2.1',
          offset: expect.any(Number),
        },
        {
          code: 'content-length-mismatch',
          message: expect.stringContaining('Content-Length'),
          path: 'HTTP head',
        },
      ],
    });
    expect({ status, err }).toEqual({ status: 0, err: '' });
  });

  it('takes a file of any name, and a body whose Content-Type is told', async () => {
    const file = join(room, 'capture with spaces');
    await writeFile(file, bodyOf([text]));
    const terminal = new MemoryTerminal();
    expect(await run(['decode', file, '--json', '--content-type', contentType], terminal)).toBe(0);
    expect(JSON.parse(terminal.out)).toMatchObject({ parts: [{ path: '2.1', size: 12 }], warnings: [] });
  });

  it('takes a multipart body alone, in strict mode too', async () => {
    expect(await decode(bodyOf([text]), '--strict')).toMatchObject({ status: 0, err: '' });
  });

  it('refuses a deviation in strict mode, and says which, where, and what to do', async () => {
    const { status, out, err } = await decode(captureOf([text]).replaceAll('\r\n', '\n'), '--strict');
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^mm7: lf-line-endings at byte \d+: [^\n]+ End lines with CRLF\.\n$/);
  });

  it('shows no control character from the wire, neither in the tree nor in the JSON nor in an error', async () => {
    const subject = '&#x9b;2J \u202egpj.exe \u0085 \u{e0041}';
    const active = /[\p{Cc}\u202e\u{e0041}]/u;
    for (const args of [[], ['--json'], ['--strict']]) {
      const { out, err } = await decode(captureOf([named('\u009b31m\u202e.jpg')], subject), ...args);
      expect((out + err).replaceAll('\n', '')).not.toMatch(active);
    }
    const { out } = await decode(captureOf([text], subject), '--json');
    expect(JSON.parse(out).message.subject).toBe('\u009b2J \u202egpj.exe \u0085 \u{e0041}');
  });

  it('shows what it could read of a message that breaks off, and ends with status 1', async () => {
    const whole = captureOf([picture, text]);
    const cut = whole.slice(0, whole.indexOf('world'));
    const tree = await decode(cut);
    expect(tree.status).toBe(1);
    expect(tree.out).toContain('subject: Hello');
    expect(tree.out).toContain('2.1  image/jpeg  9 bytes');
    expect(tree.out).not.toContain('2.2');
    expect(tree.err).toMatch(/^mm7: truncated-body [^\n]+\n$/);
    expect(tree.out).not.toMatch(/No parts|No warnings/);
    const json = await decode(cut, '--json');
    expect(json.status).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      error: { code: 'truncated-body', statusCode: 2004, envelope: { transactionId: 't-1', operation: 'DeliverReq' } },
    });
    expect(Object.keys(JSON.parse(json.out))).toEqual(['error']);
  });
});

describe('bad input', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

  it.each([
    ['an empty file', '', [], 'not-mm7'],
    ['a picture', png, [], 'not-mm7'],
    ['a web page', '<!doctype html><html></html>', [], ''],
    ['another SOAP message', envelope().replaceAll('DeliverReq', 'GetWeather'), [], 'unknown-operation'],
    ['a body that breaks off', captureOf([text]).slice(0, -40), [], 'truncated-body'],
    [
      'a wrong boundary',
      bodyOf([text]),
      ['--content-type', 'multipart/related; boundary=other'],
      'delimiter-not-found',
    ],
    ['a Content-Type without boundary', bodyOf([text]), ['--content-type', 'multipart/related'], 'missing-boundary'],
  ])('%s gives one line, and the error as JSON', async (_, input, args, code) => {
    const { status, out, err } = await decode(input, '--json', ...args);
    expect(status).toBe(1);
    expect(err).toMatch(/^mm7: [a-z0-9-]+[^\n]*: [^\n]+[.]\n$/);
    const { error } = JSON.parse(out);
    expect(error).toMatchObject({ code: expect.stringContaining(code), statusCode: expect.any(Number) });
    expect(err).toContain(error.code);
  });

  it('a missing file, a directory and a hostile file name give one line', async () => {
    for (const [file, code] of [
      [join(room, 'none'), 'file-not-found'],
      [room, 'unreadable-file'],
      [join(room, 'x\u001b[2J'), 'file-not-found'],
    ] as const) {
      const terminal = new MemoryTerminal();
      expect(await run(['decode', file, '--json'], terminal)).toBe(1);
      expect(terminal.err).toMatch(/^mm7: [\P{Cc}]+\n$/u);
      expect(terminal.err).toContain(`mm7: ${code}: `);
      expect(JSON.parse(terminal.out)).toEqual({ error: { code, message: expect.any(String) } });
    }
  });
});

describe('wrong usage', () => {
  it.each([
    [[]],
    [['decode']],
    [['decode', 'a', 'b']],
    [['decode', '-', '--extract']],
    [['decode', '-', '--no-such-option']],
    [['frobnicate']],
    [['encode']],
  ])('%j ends with status 2 and says so on standard error', async (args) => {
    const terminal = new MemoryTerminal();
    expect(await run(args, terminal)).toBe(2);
    expect(terminal.err).not.toBe('');
    expect(terminal.out).toBe('');
  });

  it.each([[['--help']], [['--version']], [['decode', '--help']], [['help', 'encode']]])('%j is none', async (args) => {
    const terminal = new MemoryTerminal();
    expect(await run(args, terminal)).toBe(0);
    expect(terminal.out).not.toBe('');
  });
});

describe('mm7 decode --extract', () => {
  it('writes each part into a file, and says where it went', async () => {
    const directory = join(room, 'new', 'received');
    const tree = await decode(captureOf([picture, text]), '--extract', directory);
    expect(await readFile(join(directory, 'p.jpg'), 'utf8')).toBe('a picture');
    expect(await readFile(join(directory, 'hello.txt'), 'utf8')).toBe('Hello, world');
    expect(tree.out).toContain(`→ ${join(directory, 'p.jpg')}`);

    const json = await decode(captureOf([picture, text]), '--json', '--extract', directory);
    expect(json.err).toBe(`part 2.1 → ${join(directory, 'p-2.jpg')}\npart 2.2 → ${join(directory, 'hello-2.txt')}\n`);
    expect(Object.keys(JSON.parse(json.out).parts[0])).not.toContain('file');
  });

  it('writes parts of one name side by side, whatever their case, and never over a file that is there', async () => {
    await writeFile(join(room, 'a.jpg'), 'mine');
    await decode(captureOf([named('a.jpg', '1'), named('A.jpg', '2'), named('a.JPG', '3')]), '--extract', room);
    const contents = await Promise.all((await readdir(room)).sort().map((name) => readFile(join(room, name), 'utf8')));
    expect(contents.sort()).toEqual(['1', '2', '3', 'mine']);
    expect(await readFile(join(room, 'a.jpg'), 'utf8')).toBe('mine');
    expect(new Set((await readdir(room)).map((name) => name.toLowerCase())).size).toBe(4);
  });

  it('does not follow a symbolic link, not even one that leads nowhere', async () => {
    const directory = join(room, 'received');
    await mkdir(directory);
    await symlink(join(room, 'outside.jpg'), join(directory, 'a.jpg'));
    await decode(captureOf([named('a.jpg')]), '--extract', directory);
    expect((await readdir(room)).sort()).toEqual(['received']);
    expect((await readdir(directory)).sort()).toEqual(['a-2.jpg', 'a.jpg']);
  });

  it('leaves no file of a part that broke off', async () => {
    const whole = captureOf([named('first.jpg', 'all of it'), named('second.jpg', 'x'.repeat(1000))]);
    const { status } = await decode(whole.slice(0, -500), '--extract', room);
    expect(status).toBe(1);
    expect(await readdir(room)).toEqual(['first.jpg']);
  });

  it('gives one line when the directory cannot be written', async () => {
    const file = join(room, 'file');
    await writeFile(file, '');
    const { status, err } = await decode(captureOf([text]), '--extract', join(file, 'below'));
    expect(status).toBe(1);
    expect(err).toMatch(/^mm7: unwritable-file: [^\n]+\n$/);
  });

  it('never leaves the directory, whatever the names on the wire', async () => {
    const name = fc.string({
      unit: fc.oneof(
        fc.constantFrom('..', '.', '/', '\\\\', ':', 'C:', '%2f', '~', ' ', 'nul', 'é', '\u0001'),
        fc.stringMatching(/^[ !#-[\]-~]$/),
      ),
      maxLength: 12,
    });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 4 }), async (names) => {
        count += 1;
        const directory = join(room, String(count), 'received');
        const parts = names.map((each, index) =>
          index % 2 === 0
            ? named(each)
            : { headers: `Content-Type: image/jpeg\r\nContent-Location: ${each}`, body: 'x' },
        );
        const { status, err } = await decode(captureOf(parts), '--json', '--extract', directory);
        expect({ status, err }).toMatchObject({ status: 0 });
        expect(await readdir(join(room, String(count)))).toEqual(['received']);
        expect(await readdir(directory)).toHaveLength(names.length);
        for (const line of err.trimEnd().split('\n')) {
          const file = line.slice(line.indexOf('→ ') + 2);
          expect(resolve(file).startsWith(directory + sep)).toBe(true);
        }
      }),
    );
  });
});

describe('standard output that closes early', () => {
  it('is no error', async () => {
    const terminal = new MemoryTerminal(captureOf([text]));
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    closed.on('error', () => {});
    const { stdin, stderr, interruption, columns } = terminal;
    const piped = { stdin, stdout: closed, stderr, hasColors: false, columns, interruption };
    expect(await run(['decode', '-'], piped)).toBe(0);
    expect(terminal.err).toBe('');
  });
});

describe('an interruption', () => {
  it('ends the run, and leaves no half file behind', async () => {
    const input = new PassThrough();
    input.write(captureOf([named('a.jpg', 'x'.repeat(100_000))]).slice(0, -500));
    const terminal = new MemoryTerminal(input);
    const running = run(['decode', '-', '--extract', room], terminal);
    while ((await readdir(room)).length === 0);
    terminal.interrupt();
    expect(await running).toBe(130);
    expect(terminal.err).toMatch(/^mm7: interrupted: [^\n]+\n$/);
    expect(await readdir(room)).toEqual([]);
  });
});
