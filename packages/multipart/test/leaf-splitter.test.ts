import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type ContentType,
  LeafSplitter,
  MultipartError,
  type MultipartOptions,
  type PartInfo,
  parseContentType,
} from '../src/index.ts';
import { byteByByte, cutAfter, latin1, twoWayCuts } from './recording.ts';

interface Outcome {
  readonly leaves: readonly { readonly path: string; readonly content: string; readonly end: number | undefined }[];
  readonly containers: readonly string[];
  readonly warnings: readonly string[];
  readonly error: string | undefined;
}

const top = 'multipart/related; boundary=o';

function leaves(
  chunks: Iterable<Uint8Array>,
  contentType: string | ContentType,
  options?: MultipartOptions,
): Outcome & { infos: PartInfo[] } {
  const found: { path: string; content: string; end: number | undefined }[] = [];
  const infos: PartInfo[] = [];
  const containers: string[] = [];
  const warnings: string[] = [];
  let error: string | undefined;
  try {
    const splitter = new LeafSplitter(
      contentType,
      {
        containerStart: (part) => containers.push(part.path),
        leafStart: (part) => {
          infos.push(part);
          found.push({ path: part.path, content: '', end: undefined });
        },
        leafData: (bytes) => {
          const leaf = found.at(-1);
          if (leaf === undefined || bytes.length === 0) throw new Error('content outside a leaf, or empty');
          leaf.content += Buffer.from(bytes).toString('latin1');
        },
        leafEnd: (offset) => {
          const leaf = found.at(-1);
          if (leaf === undefined || leaf.end !== undefined) throw new Error('end outside a leaf');
          leaf.end = offset;
        },
        warning: ({ code, path = '' }) => warnings.push(`${path}:${code}`),
      },
      options,
    );
    for (const chunk of chunks) splitter.write(chunk);
    splitter.end();
  } catch (thrown) {
    if (!MultipartError.is(thrown)) throw thrown;
    error = `${thrown.part ?? ''}:${thrown.code}`;
  }
  return { leaves: found, containers, warnings, error, infos };
}

/** The outcome for the whole body, after making sure that it is the same byte by byte and at every two-way cut. */
function leavesEveryWay(
  text: string,
  contentType: string | ContentType = top,
  options?: MultipartOptions,
): Outcome & { infos: PartInfo[] } {
  const body = latin1(text);
  const whole = leaves([body], contentType, options);
  const { infos: _, ...outcome } = whole;
  expect(leaves(byteByByte(body), contentType, options)).toMatchObject(outcome);
  for (const chunks of twoWayCuts(body)) expect(leaves(chunks, contentType, options)).toMatchObject(outcome);
  return whole;
}

const contents = (outcome: Outcome): string[] => outcome.leaves.map(({ path, content }) => `${path} ${content}`);

describe('multiparts inside multiparts', () => {
  const nested =
    '--o\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n' +
    '--o\r\nContent-Type: multipart/mixed; boundary=oo\r\nContent-ID: <mixed>\r\n\r\npreamble\r\n' +
    '--oo\r\n\r\none\r\n' +
    '--oo\r\nContent-Type: Multipart/Alternative; boundary="oo o"\r\n\r\n--oo o\r\n\r\ntwo\r\n--oo o--\r\n' +
    '--oo\r\n\r\nthree\r\n--oo--\r\nepilogue\r\n' +
    '--o\r\n\r\nfour\r\n--o--\r\n';

  test('come out as their leaves, with paths, offsets and containers in the whole body', () => {
    const outcome = leavesEveryWay(nested, top, { mode: 'strict' });
    expect(contents(outcome)).toEqual(['1 <a/>', '2.1 one', '2.2.1 two', '2.3 three', '3 four']);
    expect(outcome.containers).toEqual(['2', '2.2']);
    expect(outcome.error).toBeUndefined();
    const two = outcome.infos[2];
    expect(two?.containers.map(({ path, contentType, contentId }) => [path, contentType, contentId])).toEqual([
      ['2', 'multipart/mixed', 'mixed'],
      ['2.2', 'multipart/alternative', undefined],
    ]);
    expect(two?.offset).toBe(nested.indexOf('\r\n\r\ntwo') + 2);
    expect(outcome.leaves[2]?.end).toBe(nested.indexOf('two') + 3);
    expect(outcome.leaves[4]?.end).toBe(nested.indexOf('four') + 4);
  });

  test('cut after any byte give leaves as far as they came, or truncated-body', () => {
    for (let length = 0; length < nested.length; length += 1) {
      const { error, warnings } = leaves([latin1(nested.slice(0, length))], top);
      const code = error?.replace(/^.*:/, '');
      if (length < 3) expect(['delimiter-not-found', 'truncated-body']).toContain(code);
      else if (code !== undefined) expect(code).toBe('truncated-body');
      else if (length < nested.length - 2) expect(warnings).toContain(':missing-closing-delimiter');
    }
  });

  test('without their closing delimiter deviate, the outer delimiter ending them', () => {
    const outcome = leavesEveryWay(
      '--o\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\none\r\n--o\r\n\r\ntwo\r\n--o--',
    );
    expect(contents(outcome)).toEqual(['1.1 one', '2 two']);
    expect(outcome.warnings).toEqual(['1:missing-closing-delimiter']);
  });

  test('whose header block the outer delimiter cuts are not truncated', () => {
    const outcome = leavesEveryWay(
      '--o\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nContent-ID: <1>\r\n--o\r\n\r\ntwo\r\n--o--',
    );
    expect(contents(outcome)).toEqual(['1.1 ', '2 two']);
    expect(outcome.infos[0]?.contentId).toBe('1');
    expect(outcome.warnings).toEqual(['1.1:missing-blank-line', '1:missing-closing-delimiter']);
  });

  test('without a boundary, or without a delimiter, are errors that name the part', () => {
    const withType = (type: string, content: string): string =>
      `--o\r\nContent-Type: ${type}\r\n\r\n${content}\r\n--o--`;
    expect(leavesEveryWay(withType('multipart/mixed', 'x')).error).toBe('1:missing-boundary');
    expect(leavesEveryWay(withType('multipart/mixed; boundary=i', 'x')).error).toBe('1:delimiter-not-found');
    expect(leavesEveryWay(withType('multipart/mixed; boundary=i', '')).error).toBe('1:delimiter-not-found');
  });

  test('inside message/rfc822 are left alone', () => {
    const message = 'Content-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\none\r\n--i--';
    const outcome = leavesEveryWay(`--o\r\nContent-Type: message/rfc822\r\n\r\n${message}\r\n--o--`);
    expect(contents(outcome)).toEqual([`1 ${message}`]);
  });

  test('right after their headers, after XML with a glued delimiter, and in LF lines are all taken', () => {
    const body =
      '--o\nContent-Type: text/xml\nContent-ID: <soap>\xc2\xa0\n<a></a>--o\n' +
      'Content-Type: multipart/mixed; boundary="o2"\nContent-ID: <content>\xc2\xa0\n--o2\n' +
      'Content-Type: image/jpeg\nContent-ID: image.jpg\n<binary>\n--o2\n' +
      'Content-Type: text/plain\n\nhello\n--o2--\n--o--\n';
    const outcome = leavesEveryWay(body);
    expect(contents(outcome)).toEqual(['1 <a></a>', '2.1 <binary>', '2.2 hello']);
    expect(outcome.infos.map(({ contentId }) => contentId)).toEqual(['soap', 'image.jpg', undefined]);
    expect(outcome.warnings).toEqual([
      ':lf-line-endings',
      '1:no-break-space',
      '1:missing-blank-line',
      '1:glued-delimiter',
      '2:no-break-space',
      '2:missing-blank-line',
      '2:lf-line-endings',
      '2.1:missing-blank-line',
    ]);
    expect(leavesEveryWay(body, top, { mode: 'strict' }).error).toBe(':lf-line-endings');
  });
});

test('mode and limits hold inside a nested multipart too', () => {
  const body = '--o\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\nA: 1\r\nB: 2\r\n\r\n\r\n--o--';
  expect(leavesEveryWay(body).warnings).toEqual(['1:missing-closing-delimiter']);
  expect(leavesEveryWay(body, top, { mode: 'strict' }).error).toBe('1:missing-closing-delimiter');
  expect(leavesEveryWay(body, top, { limits: { headersPerPart: 1 } }).error).toBe('1.1:too-many-headers');
});

describe('what headers say about a part', () => {
  test('is read from them: type, parameters, id without brackets, location, file name', () => {
    const [part] = leavesEveryWay(
      '--o\r\ncontent-type: Image/JPEG; NAME="x.jpg"\r\nCONTENT-ID: <a@b>\r\nContent-Location: a.jpg\r\n' +
        "Content-Disposition: attachment; filename*=utf-8''caf%C3%A9.jpg\r\n\r\n\r\n--o--",
    ).infos;
    expect(part).toMatchObject({
      path: '1',
      contentType: 'image/jpeg',
      contentId: 'a@b',
      contentLocation: 'a.jpg',
      fileName: 'café.jpg',
      containers: [],
    });
    expect(part?.parameters.get('name')).toBe('x.jpg');
  });

  test('is text/plain and nothing else if they say nothing', () => {
    const [part] = leavesEveryWay('--o\r\n\r\n\r\n--o--').infos;
    expect(Object.keys(part ?? {}).sort()).toEqual([
      'containers',
      'contentType',
      'headers',
      'offset',
      'parameters',
      'path',
    ]);
    expect(part?.contentType).toBe('text/plain');
  });

  test('deviates where parameters do, once for each code and part', () => {
    const outcome = leavesEveryWay(
      '--o\r\nContent-Type: image/jpeg; name=a@b.jpg;\r\nContent-Disposition: x; filename=a@b.jpg;\r\n\r\n\r\n--o--',
    );
    expect([...outcome.warnings].sort()).toEqual(['1:trailing-semicolon', '1:unquoted-parameter']);
  });

  test('deviates where the disposition alone does', () => {
    const outcome = leavesEveryWay('--o\r\nContent-Disposition: inline; filename=a@b.jpg\r\n\r\n\r\n--o--');
    expect(outcome.warnings).toEqual(['1:unquoted-parameter']);
  });

  test.each(['Content-Transfer-Encoding: base64;', 'Content-ID: <a>;\r\nContent-Transfer-Encoding: base64'])(
    'is understood though a semicolon ends its fields: %j',
    (fields) => {
      const outcome = leavesEveryWay(`--o\r\n${fields}\r\n\r\nQUJD\r\n--o--`);
      expect(outcome.leaves.map(({ content }) => content)).toEqual(['ABC']);
      expect(outcome.warnings).toEqual(['1:trailing-semicolon']);
    },
  );

  test('deviates where the Content-Type of the whole body does, in strict mode as an error', () => {
    const unquoted = 'multipart/related; boundary=----=_Part_1';
    const body = '------=_Part_1\r\n\r\none\r\n------=_Part_1--';
    expect(leavesEveryWay(body, unquoted).warnings).toEqual([':unquoted-parameter']);
    expect(leavesEveryWay(body, unquoted, { mode: 'strict' }).error).toBe(':unquoted-parameter');
    const parsed = parseContentType(unquoted);
    expect(leavesEveryWay(body, parsed)).toEqual(leavesEveryWay(body, unquoted));
    expect(leavesEveryWay(body, parsed, { mode: 'strict' }).error).toBe(':unquoted-parameter');
  });
});

describe('transfer encodings', () => {
  const encoded = (encoding: string, content: string): string =>
    `--o\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${content}\r\n--o--`;

  test('are undone, whatever the case of their names, and XML is no exception', () => {
    expect(contents(leavesEveryWay(encoded('Base64', 'aGVs\r\nbG8=')))).toEqual(['1 hello']);
    expect(contents(leavesEveryWay(encoded('QUOTED-printable', 'h=65l=\r\nlo')))).toEqual(['1 hello']);
    const xml = '--o\r\nContent-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\nPGEvPg==\r\n--o--';
    expect(contents(leavesEveryWay(xml))).toEqual(['1 <a/>']);
  });

  test('that change nothing leave content as it is, and so do unknown ones, with a warning', () => {
    for (const name of ['7bit', '8BIT', 'binary', '']) {
      expect(leavesEveryWay(encoded(name, 'a=62'))).toMatchObject({ leaves: [{ content: 'a=62' }], warnings: [] });
    }
    const unknown = leavesEveryWay(encoded('x-uuencode', 'a=62'));
    expect(unknown).toMatchObject({ leaves: [{ content: 'a=62' }], warnings: ['1:unknown-transfer-encoding'] });
    expect(leavesEveryWay(encoded('x-uuencode', ''), top, { mode: 'strict' }).error).toBe(
      '1:unknown-transfer-encoding',
    );
  });

  test('that are broken are decoded as far as they go, with a warning, or refused in strict mode', () => {
    expect(leavesEveryWay(encoded('base64', 'aGVs!bG8='))).toMatchObject({
      leaves: [{ content: 'hello' }],
      warnings: ['1:broken-base64'],
    });
    expect(leavesEveryWay(encoded('base64', 'aGVs!bG8='), top, { mode: 'strict' }).error).toBe('1:broken-base64');
    expect(leavesEveryWay(encoded('quoted-printable', 'h=zz')).warnings).toEqual(['1:broken-quoted-printable']);
  });

  test('base64 cut inside a quantum is broken before a delimiter, and truncated at the end of the body', () => {
    expect(leavesEveryWay(encoded('base64', 'aGVsbG')).warnings).toEqual(['1:broken-base64']);
    const cut = '--o\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG';
    expect(leavesEveryWay(cut).error).toBe('1:truncated-body');
    expect(leavesEveryWay(`${cut}8=`).warnings).toEqual([':missing-closing-delimiter']);
  });

  test('of a multipart are ignored, since RFC 2045 allows it none', () => {
    const body =
      '--o\r\nContent-Type: multipart/mixed; boundary=i\r\nContent-Transfer-Encoding: base64\r\n\r\n' +
      '--i\r\n\r\none\r\n--i--\r\n--o--';
    expect(contents(leavesEveryWay(body))).toEqual(['1.1 one']);
  });
});

test('any tree of parts comes back as its leaves, however the body is cut', () => {
  type Tree = { readonly content: string } | { readonly parts: readonly Tree[] };
  const { tree } = fc.letrec<{ tree: Tree; leaf: Tree; branch: Tree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('leaf'), tie('branch')),
    leaf: fc.record({
      content: fc
        .array(fc.constantFrom('\r\n', '\n', '-', '--', '--b', 'b', 'x', '\0'), { maxLength: 8 })
        .map((pieces) => `x${pieces.join('')}`),
    }),
    branch: fc.record({ parts: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
  }));
  const write = (parts: readonly Tree[], boundary: string, path: string, found: string[]): string => {
    let text = '';
    for (const [index, part] of parts.entries()) {
      const ownPath = `${path}${index + 1}`;
      text += `\r\n--${boundary}\r\n`;
      if ('content' in part) {
        text += `\r\n${part.content}`;
        found.push(`${ownPath} ${part.content}`);
      } else {
        // The boundary of each inner multipart extends that of the outer one.
        const inner = `${boundary}=${index}`;
        text += `Content-Type: multipart/mixed; boundary="${inner}"\r\n\r\n`;
        text += write(part.parts, inner, `${ownPath}.`, found);
      }
    }
    return `${text}\r\n--${boundary}--`;
  };
  fc.assert(
    fc.property(
      fc.array(tree, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      (parts, sizes) => {
        const expected: string[] = [];
        const body = latin1(write(parts, 'b=', '', expected));
        const outcome = leaves(cutAfter(body, sizes), 'multipart/mixed; boundary="b="', { mode: 'strict' });
        expect(outcome.error).toBeUndefined();
        expect(contents(outcome)).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});
