import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../src/run.ts';
import { MemoryTerminal } from './memory-terminal.ts';

let room: string;
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'mm7-cli-'));
});
afterEach(async () => {
  await rm(room, { recursive: true });
});

const request = {
  operation: 'SubmitReq',
  transactionId: 't-1',
  version: '6.8.0',
  namespace: 'http://www.3gpp.org/ftp/Specs/archive/23_series/23.140/schema/REL-6-MM7-1-4',
  senderIdentification: { vaspId: 'acme' },
  recipients: { to: [{ kind: 'number', value: '447700900001' }] },
};

async function mm7(args: readonly string[], stdin: string | Uint8Array = '') {
  const terminal = new MemoryTerminal(stdin);
  const status = await run(args, terminal);
  return { status, out: terminal.out, bytes: terminal.outBytes, err: terminal.err };
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const file = join(room, name);
  await writeFile(file, content);
  return file;
}

async function decoded(message: Uint8Array) {
  const { status, out, err } = await mm7(['decode', '-', '--json', '--strict'], message);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out);
}

describe('mm7 encode', () => {
  it('writes a request that decodes in strict mode to the same message', async () => {
    const { status, out, bytes, err } = await mm7(['encode', '-'], JSON.stringify(request));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^POST \/ HTTP\/1\.1\r\nHost: \r\nContent-Type: text\/xml/);
    expect(await decoded(bytes)).toEqual({ message: request, parts: [], warnings: [] });
  });

  it('writes a reply as an HTTP response', async () => {
    const reply = {
      operation: 'SubmitRsp',
      transactionId: 't-1',
      version: '6.8.0',
      status: { statusCode: 1000, statusText: 'Success' },
    };
    const fault = { operation: 'Fault', transactionId: 't-1', faultCode: 'Client', faultString: 'no' };
    expect((await mm7(['encode', '-'], JSON.stringify(reply))).out).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type:/);
    expect((await mm7(['encode', '-'], JSON.stringify(fault))).out).toMatch(
      /^HTTP\/1\.1 500 Internal Server Error\r\n/,
    );
  });

  it('sends one file as the content', async () => {
    const file = await fileOf('holiday photo.jpg', 'a picture');
    const { bytes } = await mm7(['encode', await fileOf('m.json', JSON.stringify(request)), '--attach', file]);
    expect(await decoded(bytes)).toMatchObject({
      message: { content: { href: 'cid:holiday_photo.jpg' } },
      parts: [
        {
          path: '2',
          contentType: 'image/jpeg',
          contentId: 'holiday_photo.jpg',
          contentLocation: 'holiday%20photo.jpg',
          fileName: 'holiday photo.jpg',
          size: 9,
        },
      ],
    });
  });

  it('sends several files in order, as a presentation if one is SMIL', async () => {
    const files = [
      await fileOf('a.smil', '<smil/>'),
      await fileOf('a.txt', 'Grüße'),
      await fileOf('Ä.unknown', 'x'),
      await fileOf('Ö.unknown', 'y'),
    ];
    const args = files.flatMap((file) => ['--attach', file]);
    const { out, bytes } = await mm7(['encode', '-', ...args], JSON.stringify(request));
    expect(out).toContain('multipart/related; type="application/smil"');
    const { parts } = await decoded(bytes);
    expect(parts).toMatchObject([
      { path: '2.1', contentType: 'application/smil', contentId: 'a.smil' },
      { path: '2.2', contentType: 'text/plain', contentId: 'a.txt' },
      { path: '2.3', contentType: 'application/octet-stream', contentId: '_.unknown', fileName: 'Ä.unknown' },
      { path: '2.4', contentType: 'application/octet-stream', contentId: '2-_.unknown', fileName: 'Ö.unknown' },
    ]);
  });

  it.each([['one.jpg'], ['one.jpg', 'two.txt'], ['one.smil', 'two.txt']])(
    'takes what decode printed back, with the files %s',
    async (...names: string[]) => {
      const message = { ...request, content: { href: 'cid:all%20of%20it@mms', allowAdaptations: true } };
      const json = JSON.stringify({ message, parts: [], warnings: [] });
      const args: string[] = [];
      for (const name of names) args.push('--attach', await fileOf(name, name));
      const { status, bytes } = await mm7(['encode', '-', ...args], json);
      expect(status).toBe(0);
      const again = await decoded(bytes);
      expect(again.message).toEqual(message);
      expect(again.parts).toHaveLength(names.length);
    },
  );

  it('keeps a reference to one of the files', async () => {
    const message = { ...request, content: { href: 'cid:two.txt' } };
    const args = ['--attach', await fileOf('one.jpg', '1'), '--attach', await fileOf('two.txt', '2')];
    const { bytes } = await mm7(['encode', '-', ...args], JSON.stringify(message));
    expect((await decoded(bytes)).message.content).toEqual({ href: 'cid:two.txt' });
  });

  it('writes to a file what it would write to standard output', async () => {
    const output = join(room, 'message.http');
    const { status, out } = await mm7(['encode', '-', '--output', output], JSON.stringify(request));
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(await readFile(output, 'utf8')).toBe((await mm7(['encode', '-'], JSON.stringify(request))).out);
  });

  it('may write over the file it sends: that is read before it is replaced', async () => {
    const file = await fileOf('a.jpg', 'a picture');
    const { status } = await mm7(['encode', '-', '--attach', file, '--output', file], JSON.stringify(request));
    expect(status).toBe(0);
    expect((await decoded(await readFile(file))).parts).toMatchObject([{ size: 9 }]);
    expect(await readdir(room)).toEqual(['a.jpg']);
  });
});

describe('a message that cannot be encoded', () => {
  it.each([
    ['no JSON', '{"operation": ', 'invalid-json'],
    ['nothing', '', 'invalid-json'],
    ['text in another encoding', Buffer.from('{"operation": "Grüße"}', 'latin1'), 'invalid-json'],
    ['a list', '[]', 'invalid-json'],
    ['null', 'null', 'invalid-json'],
    ['no MM7 message', '{"operation": "GetWeather"}', 'invalid-json'],
    ['an operation of another kind', '{"operation": "constructor"}', 'invalid-json'],
    ['a value of a wrong type', JSON.stringify({ ...request, subject: { a: 1 } }), 'invalid-value'],
    ['a character XML cannot carry', JSON.stringify({ ...request, subject: '\u0001' }), 'unwritable-text'],
    ['a reference to nothing', JSON.stringify({ ...request, content: { href: 'cid:x' } }), 'content-unmatched'],
  ])('%s gives one line and status 1', async (_, json, code) => {
    const { status, out, err } = await mm7(['encode', '-'], json);
    expect({ status, out }).toEqual({ status: 1, out: '' });
    expect(err).toMatch(/^mm7: [\P{Cc}]+\n$/u);
    expect(err).toContain(`mm7: ${code}`);
  });

  it('such as one with a missing attachment, or a directory for one, gives one line', async () => {
    const missing = await mm7(['encode', '-', '--attach', join(room, 'none.jpg')], JSON.stringify(request));
    expect(missing).toMatchObject({ status: 1, err: expect.stringMatching(/^mm7: file-not-found: [^\n]+\n$/) });
    const directory = await mm7(['encode', '-', '--attach', room], JSON.stringify(request));
    expect(directory).toMatchObject({ status: 1, err: expect.stringMatching(/^mm7: unreadable-file: [^\n]+\n$/) });
  });

  // A file of size 0 that is not empty: the surest way to one that is not what its size says.
  it.runIf(process.platform === 'linux')('leaves what was there when an attachment is not of its size', async () => {
    const output = await fileOf('message.http', 'an earlier message');
    const args = ['encode', '-', '--attach', '/proc/version', '--output', output];
    const { status, err } = await mm7(args, JSON.stringify(request));
    expect(status).toBe(1);
    expect(err).toMatch(/^mm7: size-mismatch[^\n]+\n$/);
    expect(await readdir(room)).toEqual(['message.http']);
    expect(await readFile(output, 'utf8')).toBe('an earlier message');
  });
});
