import { describe, expect, it } from 'vitest';
import { decode, decodeBuffer, type MessageHeaders } from '../src/index.ts';
import {
  bytesOf,
  CountingSource,
  deliverEnvelope,
  errorOf,
  lines,
  part,
  related,
  relatedType,
  rootPart,
  withImage,
} from './fixtures.ts';

const image = part(['Content-Type: image/jpeg', 'Content-ID: <content>'], 'JPEG');
const bareRoot = part(['Content-Type: text/xml'], deliverEnvelope());

function codes(headers: MessageHeaders, body: string): string[] {
  return decodeBuffer(headers, bytesOf(body)).warnings.map(({ code }) => code);
}

/** The one deviation of a message: what lenient mode warns of is what strict mode refuses. */
async function onlyDeviation(headers: MessageHeaders, body: string): Promise<string> {
  const [code, ...others] = codes(headers, body);
  expect(others).toEqual([]);
  expect((await errorOf(() => decodeBuffer(headers, bytesOf(body), { mode: 'strict' }))).code).toBe(code);
  return code ?? 'none';
}

describe('a correct message', () => {
  it('has no warnings, and passes strict mode', async () => {
    const { warnings } = await decode(relatedType, bytesOf(withImage), { mode: 'strict' });
    expect(warnings).toEqual([]);
    expect(codes('text/xml; charset="utf-8"', deliverEnvelope(''))).toEqual([]);
  });
});

describe('the Content-Type of the whole', () => {
  it.each([
    [`${relatedType};`, 'trailing-semicolon'],
    [relatedType.replace('boundary=b', 'boundary="b "'), 'invalid-boundary'],
    [relatedType.replace('type="text/xml"; ', ''), 'type-parameter'],
  ])('is named as the place of what is wrong in it: %s', async (contentType, code) => {
    const place = { code, path: 'HTTP head' };
    const body = bytesOf(withImage);
    expect(decodeBuffer(contentType, body).warnings).toEqual([{ ...place, message: expect.any(String) }]);
    expect(await errorOf(() => decodeBuffer(contentType, body, { mode: 'strict' }))).toMatchObject(place);
  });
});

describe('the envelope', () => {
  it('is the part that start names, wherever it stands; the parts before it come first', () => {
    const { parts, warnings } = decodeBuffer(relatedType, bytesOf(related(image, rootPart)));
    expect(parts.map(({ path, isContent }) => ({ path, isContent }))).toEqual([{ path: '1', isContent: true }]);
    expect(warnings).toEqual([]);
  });

  it('is not part of parts, but counts in their paths', () => {
    expect(decodeBuffer(relatedType, bytesOf(withImage)).parts.map(({ path }) => path)).toEqual(['2']);
  });

  it('is the first MM7 document among the parts when start names none', async () => {
    const wrongStart = relatedType.replace('<root>', '<nowhere>');
    expect(await onlyDeviation(wrongStart, related(image, bareRoot))).toBe('start-mismatch');
    expect(await onlyDeviation('multipart/related; type="text/xml"; boundary=b', related(bareRoot, image))).toBe(
      'missing-start',
    );
  });

  it('is found though start names a part that is none, or several parts', async () => {
    const smil = part(['Content-Type: application/smil', 'Content-ID: <content>'], '<smil/>');
    const wrongStart = relatedType.replace('<root>', '<content>');
    expect(await onlyDeviation(wrongStart, related(image, rootPart))).toBe('start-mismatch');
    expect(await onlyDeviation(wrongStart, related(smil, rootPart))).toBe('start-mismatch');
    const namesake = part(['Content-Type: text/plain', 'Content-ID: <root>'], 'text');
    const { parts, warnings } = decodeBuffer(relatedType, bytesOf(related(namesake, rootPart, image)));
    expect(parts.map(({ path, isContent }) => ({ path, isContent }))).toEqual([
      { path: '1', isContent: false },
      { path: '3', isContent: true },
    ]);
    expect(warnings).toEqual([]);
  });

  it('is found without waiting for a part that start might still name', async () => {
    const source = new CountingSource([bareRoot, `\r\n${image}`, '\r\n--b--\r\n']);
    const { warnings } = await decode(relatedType, source);
    expect(warnings.map(({ code }) => code)).toEqual(['start-mismatch']);
    expect(source.pulls).toBe(2);
  });

  it('may have lost its media type, and its header fields altogether', async () => {
    const html = part(['Content-Type: text/html', 'Content-ID: <root>'], deliverEnvelope());
    const type = relatedType.replace('text/xml', 'text/html');
    expect(await onlyDeviation(type, related(html, image))).toBe('root-content-type');
    expect(codes(relatedType, related(part([], deliverEnvelope()), image))).toEqual([
      'start-mismatch',
      'type-parameter',
      'root-content-type',
    ]);
  });

  it('may stand in a nested multipart', () => {
    const inner = ['--c', 'Content-Type: text/xml', '', `${deliverEnvelope()}`, '--c--'].join('\r\n');
    const body = related(part(['Content-Type: multipart/mixed; boundary=c'], inner), image);
    const { parts, message } = decodeBuffer(relatedType, bytesOf(body));
    expect(message.operation).toBe('DeliverReq');
    expect(parts.map(({ path, isContent }) => [path, isContent])).toEqual([['2', true]]);
  });

  it('may be in base64 or quoted-printable', () => {
    for (const encoding of ['base64', 'BASE64']) {
      const content = Buffer.from(deliverEnvelope()).toString('base64');
      const root = part(
        ['Content-Type: text/xml', 'Content-ID: <root>', `Content-Transfer-Encoding: ${encoding}`],
        content,
      );
      expect(codes(relatedType, related(root, image))).toEqual([]);
    }
  });

  it('that never comes is an error', async () => {
    expect(await errorOf(() => decode(relatedType, bytesOf(related(image))))).toMatchObject({
      code: 'envelope-not-found',
      statusCode: 4004,
    });
  });

  it('is not taken from a part that only quotes one', async () => {
    const quoting = part(['Content-Type: text/plain'], `They sent this: ${deliverEnvelope()}`);
    expect((await errorOf(() => decode(relatedType, bytesOf(related(quoting))))).code).toBe('envelope-not-found');
  });

  it('that comes behind too many bytes of other parts is an error, however they are cut', async () => {
    const early = part([], 'x'.repeat(10_000));
    const body = bytesOf(related(early, rootPart));
    const tooSmall = { limits: { bytesBeforeRoot: 9_999 } };
    const enough = { limits: { bytesBeforeRoot: 10_000 } };
    expect((await errorOf(() => decodeBuffer(relatedType, body, tooSmall))).code).toBe('envelope-too-late');
    const byBytes = () => new CountingSource(Array.from(body, (byte) => Uint8Array.of(byte)));
    expect((await errorOf(() => decode(relatedType, byBytes(), tooSmall))).code).toBe('envelope-too-late');
    expect((await decode(relatedType, byBytes(), enough)).message.operation).toBe('DeliverReq');
  });

  it('needs no room for other parts when it comes first, with or without start', async () => {
    const limits = { bytesBeforeRoot: 0 };
    expect(decodeBuffer(relatedType, bytesOf(withImage), { limits }).parts).toHaveLength(1);
    const unnamed = bytesOf(related(bareRoot, image));
    expect(decodeBuffer('multipart/related; boundary=b', unnamed, { limits }).parts).toHaveLength(1);
  });
});

describe('the Content-Type', () => {
  it('is said to deviate with one code for each kind of deviation', async () => {
    const cases: [string, string][] = [
      ['multipart/mixed; boundary=b', 'multipart-type'],
      ['multipart/related; type="text/xml"; start=root; boundary=b', 'content-id-brackets'],
      ['multipart/related; start="<root>"; boundary=b', 'type-parameter'],
      ['multipart/related; type="application/xml"; start="<root>"; boundary=b', 'type-parameter'],
      [`${relatedType};`, 'trailing-semicolon'],
    ];
    for (const [contentType, code] of cases) expect(await onlyDeviation(contentType, withImage)).toBe(code);
  });

  it('may be missing over an envelope, and over a multipart, whose first line then names the boundary', async () => {
    expect(await onlyDeviation({}, deliverEnvelope(''))).toBe('root-content-type');
    expect(await onlyDeviation({}, withImage)).toBe('multipart-type');
    expect(await onlyDeviation({ 'content-type': 'application/octet-stream' }, `\r\n${withImage}`)).toBe(
      'multipart-type',
    );
    const quoted = withImage.replaceAll('--b', '--a\\"b');
    expect(codes('', quoted)).toEqual(['invalid-boundary', 'multipart-type']);
  });

  it('may say multipart over a plain XML document', async () => {
    expect(await onlyDeviation(relatedType, deliverEnvelope(''))).toBe('plain-xml-body');
    expect(await onlyDeviation('multipart/related', ` \r\n${deliverEnvelope('').slice(39)}`)).toBe('plain-xml-body');
  });

  it('may say multipart over a document in UTF-16', () => {
    const utf16 = Buffer.from(`\ufeff${deliverEnvelope('').replace('UTF-8', 'UTF-16')}`, 'utf16le');
    const { message, warnings } = decodeBuffer(relatedType, utf16);
    expect(message.operation).toBe('DeliverReq');
    expect(warnings.map(({ code }) => code)).toEqual(['plain-xml-body']);
  });

  it('may end with a no-break space, as Node reads it from UTF-8 or Latin-1', async () => {
    for (const end of ['\u00a0', '\u00c2\u00a0', ' \u00a0 \u00a0']) {
      expect(await onlyDeviation(relatedType + end, withImage)).toBe('no-break-space');
    }
  });

  it('is seen through however the body is cut', async () => {
    const bodies: [string, string][] = [
      [relatedType, deliverEnvelope('')],
      ['', withImage],
    ];
    for (const [contentType, body] of bodies) {
      const source = new CountingSource(Array.from(bytesOf(body), (byte) => Uint8Array.of(byte)));
      const { message, parts, warnings } = await decode(contentType, source);
      for await (const each of parts) await each.bytes();
      const whole = decodeBuffer(contentType, bytesOf(body));
      expect({ message, warnings }).toEqual({ message: whole.message, warnings: whole.warnings });
    }
  });

  it('of a multipart whose preamble looks like a document is believed', () => {
    expect(codes(relatedType, `<p>This is a MIME message.</p>\r\n${withImage}`)).toEqual([]);
  });

  it('without a boundary over a multipart is an error', async () => {
    expect(await errorOf(() => decode('multipart/related', bytesOf(withImage)))).toMatchObject({
      code: 'missing-boundary',
      statusCode: 4004,
    });
  });
});

describe('parts', () => {
  it('without brackets around Content-ID or start are reported, each with its path', () => {
    const inner = lines('--c', 'Content-ID: smil', 'Content-Type: text/smil', '', '<smil/>', '--c--').trimEnd();
    const group = part(['Content-Type: multipart/related; start=smil; boundary=c', 'Content-ID: <content>'], inner);
    const { warnings, parts } = decodeBuffer(relatedType, bytesOf(related(rootPart, group)));
    expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'content-id-brackets 2',
      'content-id-brackets 2.1',
      'smil-type 2.1',
    ]);
    expect(parts).toMatchObject([{ contentId: 'smil', isPresentation: true, isContent: true }]);
  });

  it('in a related multipart without start are reported', async () => {
    const inner = lines('--c', 'Content-Type: application/smil', '', '<smil/>', '--c--').trimEnd();
    const group = part(['Content-Type: multipart/related; boundary=c', 'Content-ID: <content>'], inner);
    expect(await onlyDeviation(relatedType, related(rootPart, group))).toBe('missing-start');
  });

  it('are described by their header fields', () => {
    const described = part(
      [
        'Content-Type: Image/JPEG; Name="a.jpg"',
        'Content-ID: <content>',
        'Content-Location: a.jpg',
        'X-Own: 1',
        'Content-Transfer-Encoding: base64',
      ],
      'SlBFRw==',
    );
    const body = related(rootPart, described);
    const [only] = decodeBuffer(relatedType, bytesOf(body)).parts;
    expect(only).toMatchObject({
      path: '2',
      contentType: 'image/jpeg',
      contentId: 'content',
      contentLocation: 'a.jpg',
      fileName: 'a.jpg',
      offset: body.indexOf('Content-Type: Image'),
      containers: [],
      isPresentation: false,
    });
    expect(only?.parameters.get('name')).toBe('a.jpg');
    expect(only?.headers.get('x-own')).toBe('1');
    expect(only?.text()).toBe('JPEG');
  });
});

describe('the reference to the content', () => {
  function withHref(href: string, ...parts: string[]): [string, string] {
    const root = part(
      ['Content-Type: text/xml', 'Content-ID: <root>'],
      deliverEnvelope(`<mm7:Content href="${href}"/>`),
    );
    return [relatedType, related(root, ...parts)];
  }
  function contentPaths(headers: string, body: string): string[] {
    const { parts } = decodeBuffer(headers, bytesOf(body));
    return parts.filter(({ isContent }) => isContent).map(({ path }) => path);
  }
  const other = part(['Content-ID: <other>', 'Content-Location: other.txt'], 'other');
  const located = part(['Content-Location: here.txt'], 'located');

  it('means the part with that Content-ID, whatever comes before it', () => {
    expect(contentPaths(...withHref('cid:content', other, located, image))).toEqual(['4']);
  });

  it('is percent-decoded, and its scheme may be in any case', () => {
    const spaced = part(['Content-ID: <a b%>'], '');
    expect(contentPaths(...withHref('CID:a%20b%25', other, spaced))).toEqual(['3']);
  });

  it('to a nested multipart means all parts in it', () => {
    const inner = lines('--c', '', 'one', '--c', '', 'two', '--c--').trimEnd();
    const group = part(['Content-Type: multipart/mixed; boundary=c', 'Content-ID: <content>'], inner);
    expect(contentPaths(...withHref('cid:content', group, other))).toEqual(['2.1', '2.2']);
  });

  it('may lack its scheme', async () => {
    expect(contentPaths(...withHref('content', other, image))).toEqual(['3']);
    expect(await onlyDeviation(...withHref('content', other, image))).toBe('href-without-cid');
  });

  it('may be a Content-Location', async () => {
    expect(contentPaths(...withHref('cid:here.txt', other, located))).toEqual(['3']);
    expect(await onlyDeviation(...withHref('cid:here.txt', other, located))).toBe('content-location-match');
    const spaced = part(['Content-Type: text/plain', 'Content-Location: a file.txt'], 'text');
    expect(codes(...withHref('a%20file.txt', other, spaced))).toEqual(['href-without-cid', 'content-location-match']);
  });

  it('that names no part means the first one beside the envelope', async () => {
    expect(contentPaths(...withHref('cid:lost', other, located))).toEqual(['2']);
    expect(await onlyDeviation(...withHref('cid:lost', other, located))).toBe('content-unmatched');
    expect(await onlyDeviation(...withHref('cid:lost'))).toBe('content-unmatched');
  });

  it('may be absent, and then no part is meant', () => {
    const root = part(['Content-Type: text/xml', 'Content-ID: <root>'], deliverEnvelope(''));
    expect(contentPaths(relatedType, related(root, image))).toEqual([]);
    expect(codes(relatedType, related(root, image))).toEqual([]);
  });

  it('of an envelope that comes alone is not held against it', () => {
    expect(codes('text/xml', deliverEnvelope())).toEqual([]);
  });

  it('holds the first part for the content until a better one turns up', async () => {
    const [headers, body] = withHref('cid:content', other, image);
    const { parts } = await decode(headers, bytesOf(body));
    const iterator = parts[Symbol.asyncIterator]();
    const { value: first } = await iterator.next();
    expect(first.isContent).toBe(true);
    const { value: second } = await iterator.next();
    expect([first.isContent, second.isContent]).toEqual([false, true]);
  });
});

describe('the dialect', () => {
  it('tells how the envelope is labelled and whether Content-IDs stand in brackets', () => {
    expect(decodeBuffer(relatedType, bytesOf(withImage)).dialect).toMatchObject({
      prefixes: { soap: 'env', mm7: 'mm7' },
      version: '6.8.0',
      rootContentType: 'text/xml',
      contentIdBrackets: true,
    });
    const bare = relatedType.replace('"<root>"', 'root');
    expect(decodeBuffer(bare, bytesOf(withImage)).dialect.contentIdBrackets).toBe(false);
    const plain = decodeBuffer('application/xml', bytesOf(deliverEnvelope(''))).dialect;
    expect(plain.rootContentType).toBe('application/xml');
    expect(plain).not.toHaveProperty('contentIdBrackets');
    expect(decodeBuffer(relatedType, bytesOf(deliverEnvelope(''))).dialect).not.toHaveProperty('rootContentType');
  });
});
