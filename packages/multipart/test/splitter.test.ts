import { describe, expect, test } from 'vitest';
import {
  type HeaderFields,
  MultipartError,
  type MultipartOptions,
  MultipartSplitter,
  type MultipartWarning,
} from '../src/index.ts';
import { byteByByte, latin1, type Outcome, split, twoWayCuts } from './recording.ts';

const envelope = '<Envelope>\r\n <Body/>\r\n</Envelope>';

/** The outcome for the whole body, after making sure that it is the same byte by byte and at every two-way cut. */
function splitEveryWay(text: string, boundary: string, options?: MultipartOptions): Outcome {
  const body = latin1(text);
  const whole = split([body], boundary, options);
  expect(split(byteByByte(body), boundary, options)).toEqual(whole);
  for (const chunks of twoWayCuts(body)) expect(split(chunks, boundary, options)).toEqual(whole);
  return whole;
}

const contentsOf = ({ parts }: Outcome): string[] => parts.map(({ content }) => content);

describe('what RFC 2046 allows is split without a warning, and in strict mode', () => {
  const legal: Record<string, { body: string; boundary?: string; contents: string[] }> = {
    'two parts': {
      body: `--b\r\nA: 1\r\n\r\n${envelope}\r\n--b\r\nA: 2\r\n\r\nimage\r\n--b--\r\n`,
      contents: [envelope, 'image'],
    },
    'a preamble, with something like a delimiter inside a line': {
      body: 'for readers\r\nthat are old --b\r\n--b\r\n\r\none\r\n--b--',
      contents: ['one'],
    },
    'a line end before the first delimiter': { body: '\r\n--b\r\n\r\none\r\n--b--', contents: ['one'] },
    'white space after delimiters': {
      body: '--b \t \r\n\r\none\r\n--b  \r\n\r\ntwo\r\n--b--  \r\n',
      contents: ['one', 'two'],
    },
    'an inner boundary that is the outer one and more': {
      body: '--b\r\n\r\n--b1\r\n\r\ninner\r\n--b1--\r\n--b\r\n\r\ntwo\r\n--b--',
      contents: ['--b1\r\n\r\ninner\r\n--b1--', 'two'],
    },
    'an inner boundary that is the outer one and a dash': {
      body: '--b\r\n\r\n--b-\r\n\r\ninner\r\n--b-x\r\n--b--',
      contents: ['--b-\r\n\r\ninner\r\n--b-x'],
    },
    'parts without headers': { body: '--b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--', contents: ['one', 'two'] },
    'parts without content': { body: '--b\r\nA: 1\r\n\r\n\r\n--b\r\nA: 2\r\n\r\n--b--', contents: ['', ''] },
    'an epilogue with something like a part': {
      body: '--b\r\n\r\none\r\n--b--\r\n--b\r\nA: 1\r\n\r\nno part\r\n--b--\r\n',
      contents: ['one'],
    },
    'content that is full of line ends and dashes': {
      body: '--b\r\n\r\n\r\n\r\n--\r\n-\r\r\n\n--b\n--a\r\n\r\n--b--',
      contents: ['\r\n\r\n--\r\n-\r\r\n\n--b\n--a\r\n'],
    },
    'something like a glued delimiter in what does not begin like XML': {
      body: '--b\r\n\r\ntext <a>--b\r\n more\r\n--b--',
      contents: ['text <a>--b\r\n more'],
    },
    'white space between a boundary and two dashes': {
      body: '--b\r\n\r\none\r\n--b --\r\ntwo\r\n--b\t-\r\n--b--',
      contents: ['one\r\n--b --\r\ntwo\r\n--b\t-'],
    },
    'content that ends like a delimiter': { body: '--b\r\n\r\n\r\n--\r\n--b--', contents: ['\r\n--'] },
    'a folded header field': { body: '--b\r\nA: 1;\r\n  x=2\r\n\r\none\r\n--b--', contents: ['one'] },
    'a header field folded with a tab': { body: '--b\r\nA: 1;\r\n\tx=2\r\n\r\none\r\n--b--', contents: ['one'] },
    'a header field name without a space after its colon': {
      body: '--b\r\nA:1\r\n\r\none\r\n--b--',
      contents: ['one'],
    },
    'a boundary with spaces and a colon': {
      body: '--a: b c\r\n\r\none\r\n--a: b c\r\nX: 1\r\n\r\ntwo\r\n--a: b c--',
      boundary: 'a: b c',
      contents: ['one', 'two'],
    },
    'a boundary of dashes': {
      body: '-----\r\n\r\n----\r\n-----\r\n\r\n-\r\n-------',
      boundary: '---',
      contents: ['----', '-'],
    },
    'binary content': {
      body: '--b\r\n\r\n\0\xff\xfe\r\n\x80\r\n--b--',
      contents: ['\0\xff\xfe\r\n\x80'],
    },
    'no part at all': { body: '--b--\r\n', contents: [] },
  };

  for (const [name, { body, boundary = 'b', contents }] of Object.entries(legal)) {
    test(name, () => {
      const lenient = splitEveryWay(body, boundary);
      expect({ contents: contentsOf(lenient), warnings: lenient.warnings, error: lenient.error }).toEqual({
        contents,
        warnings: [],
        error: undefined,
      });
      expect(splitEveryWay(body, boundary, { mode: 'strict' })).toEqual(lenient);
    });
  }
});

describe('what deviates is split with one warning, and refused with its code in strict mode', () => {
  const xml = 'Content-Type: Application/Soap+XML; charset=utf-8';
  const deviating: Record<string, { body: string; boundary?: string; contents: string[]; code: string }> = {
    'lines that end in LF': {
      body: '--b\nA: 1\n\none\r\n--b\n\ntwo\n--b--\n',
      contents: ['one\r', 'two'],
      code: 'lf-line-endings',
    },
    'header lines alone that end in LF': {
      body: '--b\r\nA: 1\n\none\n--b\r\n--b--',
      contents: ['one\n--b'],
      code: 'lf-line-endings',
    },
    'content that begins without a blank line, by a line that ends in LF': {
      body: '--b\r\nA: 1\r\nno field\nmore\r\n--b--',
      contents: ['no field\nmore'],
      code: 'missing-blank-line',
    },
    'no closing delimiter': { body: '--b\r\n\r\none\r\n', contents: ['one\r\n'], code: 'missing-closing-delimiter' },
    'a closing delimiter that is cut': {
      body: '--b\r\n\r\none\r\n--b-',
      contents: ['one'],
      code: 'missing-closing-delimiter',
    },
    'a delimiter that is cut inside its boundary': {
      body: '--bound\r\n\r\none\r\n--bo',
      boundary: 'bound',
      contents: ['one'],
      code: 'missing-closing-delimiter',
    },
    'a delimiter that is cut after its first dash': {
      body: '--b\r\n\r\none\r\n-',
      contents: ['one'],
      code: 'missing-closing-delimiter',
    },
    'a delimiter glued to the end of XML that is cut': {
      body: `--b\r\n${xml}\r\n\r\n<a>--`,
      contents: ['<a>'],
      code: 'missing-closing-delimiter',
    },
    'a delimiter that is cut': { body: '--b\r\n\r\none\r\n--b', contents: ['one'], code: 'missing-closing-delimiter' },
    'a header block ended by a delimiter': {
      body: '--b\r\nA: 1\r\n--b\r\n\r\ntwo\r\n--b--',
      contents: ['', 'two'],
      code: 'missing-blank-line',
    },
    'a header block ended by the closing delimiter': {
      body: '--b\r\nA: 1\r\n--b--',
      contents: [''],
      code: 'missing-blank-line',
    },
    'content right after the headers': {
      body: `--b\r\nA: 1\r\n${envelope}\r\n--b--`,
      contents: [envelope],
      code: 'missing-blank-line',
    },
    'content that begins with a lone CR right after the headers': {
      body: '--b\r\nA: 1\r\n\rone\r\n--b--',
      contents: ['\rone'],
      code: 'missing-blank-line',
    },
    'content that begins with a space, where no header field stands before it': {
      body: '--b\r\n one\r\n--b--',
      contents: [' one'],
      code: 'missing-blank-line',
    },
    'content that begins with a tab, where no header field stands before it': {
      body: '--b\r\n\tone\r\n--b--',
      contents: ['\tone'],
      code: 'missing-blank-line',
    },
    'a nested multipart right after the headers': {
      body: '--b\r\nA: 1\r\n--i\r\n\r\none\r\n--i--\r\n--b--',
      contents: ['--i\r\n\r\none\r\n--i--'],
      code: 'missing-blank-line',
    },
    'a delimiter glued to the end of XML': {
      body: `--b\r\n${xml}\r\n\r\n${envelope}--b\r\n\r\ntwo>--b\r\n--b--`,
      contents: [envelope, 'two>--b'],
      code: 'glued-delimiter',
    },
    'a closing delimiter glued to the end of XML': {
      body: `--b\r\n${xml}\r\n\r\n<a>--bc</a>--b--`,
      contents: ['<a>--bc</a>'],
      code: 'glued-delimiter',
    },
    'a delimiter glued to XML under another type, after white space and a byte order mark': {
      body: `--b\r\nContent-Type: text/html\r\n\r\n\r\n \xef\xbb\xbf${envelope}--b--`,
      contents: [`\r\n \xef\xbb\xbf${envelope}`],
      code: 'glued-delimiter',
    },
    'a delimiter glued to XML under no type': {
      body: `--b\r\n\r\n${envelope}--b\r\n\r\ntwo\r\n--b--`,
      contents: [envelope, 'two'],
      code: 'glued-delimiter',
    },
    'a boundary of more than 70 characters': {
      body: `--${'b'.repeat(200)}\r\n\r\none\r\n--${'b'.repeat(200)}--`,
      boundary: 'b'.repeat(200),
      contents: ['one'],
      code: 'boundary-too-long',
    },
    'a boundary with forbidden characters': {
      body: '--<b>\r\nContent-Type: text/xml\r\n\r\n<a>--<b>\r\n\r\n--<b>--',
      boundary: '<b>',
      contents: ['<a>--<b>\r\n'],
      code: 'invalid-boundary',
    },
    'a boundary with a space at its end': {
      body: '--b\r\n\r\none\r\n--b--',
      boundary: 'b ',
      contents: ['one'],
      code: 'invalid-boundary',
    },
    'a header field with a no-break space at its end': {
      body: '--b\r\nContent-ID: <a>\xc2\xa0\r\n\r\none\r\n--b--',
      contents: ['one'],
      code: 'no-break-space',
    },
  };

  for (const [name, { body, boundary = 'b', contents, code }] of Object.entries(deviating)) {
    test(name, () => {
      const lenient = splitEveryWay(body, boundary);
      expect({ contents: contentsOf(lenient), warnings: lenient.warnings, error: lenient.error }).toEqual({
        contents,
        warnings: [code],
        error: undefined,
      });
      expect(splitEveryWay(body, boundary, { mode: 'strict' }).error).toBe(code);
    });
  }
});

describe('what cannot be split is an error with a place', () => {
  const hopeless: Record<string, { body: string; boundary?: string; code: string; options?: MultipartOptions }> = {
    'an empty body': { body: '', code: 'delimiter-not-found' },
    'a body with another boundary': { body: '--other\r\n\r\none\r\n--other--', code: 'delimiter-not-found' },
    'a body that ends with the dashes that any delimiter has': { body: '\r\n--', code: 'delimiter-not-found' },
    'a body cut inside its first delimiter': { body: '--bound', boundary: 'boundary', code: 'truncated-body' },
    'a body cut inside a header field': { body: '--b\r\n\r\none\r\n--b\r\nContent-Ty', code: 'truncated-body' },
    'a body cut inside a header field that a tab folds': { body: '--b\r\nA: 1;\r\n\tx', code: 'truncated-body' },
    'a body cut inside the blank line after the headers': { body: '--b\r\nA: 1\r\n\r', code: 'truncated-body' },
    'a body cut between header fields': { body: '--b\r\nA: 1\r\n', code: 'truncated-body' },
    'a body cut after a delimiter': { body: '--b\r\n', code: 'truncated-body' },
    'an empty boundary': { body: '--\r\n', boundary: '', code: 'missing-boundary' },
    'a boundary of white space': { body: '--\r\n', boundary: '  ', code: 'missing-boundary' },
    'a boundary with CR': { body: '', boundary: 'a\rb', code: 'invalid-boundary' },
    'a boundary with LF': { body: '', boundary: 'a\nb', code: 'invalid-boundary' },
    'a boundary with NUL': { body: '', boundary: 'a\0b', code: 'invalid-boundary' },
    'a boundary of 257 bytes': { body: '', boundary: 'b'.repeat(257), code: 'boundary-too-long' },
    'more parts than allowed': {
      body: '--b\r\n\r\n\r\n'.repeat(3),
      code: 'too-many-parts',
      options: { limits: { parts: 2 } },
    },
    'more header fields than allowed': {
      body: '--b\r\nA: 1\r\nA: 1\r\nA: 1\r\n\r\n',
      code: 'too-many-headers',
      options: { limits: { headersPerPart: 2 } },
    },
    'a header block longer than allowed': {
      body: `--b\r\nA: 1\r\nB: ${'x'.repeat(20)}\r\n\r\n`,
      code: 'header-block-too-large',
      options: { limits: { headerBlockSize: 20 } },
    },
    'a body longer than allowed': {
      body: '--b\r\n\r\none\r\n--b--\r\nepilogue',
      code: 'body-too-large',
      options: { limits: { bodySize: 20 } },
    },
  };

  for (const [name, { body, boundary = 'b', code, options }] of Object.entries(hopeless)) {
    test(name, () => {
      expect(splitEveryWay(body, boundary, options).error).toBe(code);
      expect(splitEveryWay(body, boundary, { ...options, mode: 'strict' }).error).toBe(code);
    });
  }

  test('limits are met exactly: one less is an error', () => {
    const body = '--b\r\nA: 1\r\nB: 2\r\n\r\none\r\n--b\r\n\r\n\r\n--b--';
    const exact = { parts: 2, headersPerPart: 2, headerBlockSize: 14, bodySize: body.length, boundaryLength: 1 };
    expect(splitEveryWay(body, 'b', { limits: exact }).error).toBeUndefined();
    expect(splitEveryWay(body, 'b', { limits: { ...exact, parts: 1 } }).error).toBe('too-many-parts');
    expect(splitEveryWay(body, 'b', { limits: { ...exact, headersPerPart: 1 } }).error).toBe('too-many-headers');
    expect(splitEveryWay(body, 'b', { limits: { ...exact, headerBlockSize: 13 } }).error).toBe(
      'header-block-too-large',
    );
    expect(splitEveryWay(body, 'b', { limits: { ...exact, bodySize: body.length - 1 } }).error).toBe('body-too-large');
    expect(splitEveryWay(body, 'b', { limits: { ...exact, boundaryLength: 0 } }).error).toBe('boundary-too-long');
  });

  test('binary content without blank line or line end is content, however long it is', () => {
    const content = '\xff\xd8'.repeat(50);
    const outcome = splitEveryWay(`--b\r\nA: 1\r\n${content}\r\n--b--`, 'b', { limits: { headerBlockSize: 30 } });
    expect(contentsOf(outcome)).toEqual([content]);
    expect(outcome.warnings).toEqual(['missing-blank-line']);
  });

  test.each([
    { name: 'after the beginning of content', body: '--b\r\nA: 1\r\n\rone', content: '\rone' },
    { name: 'after a space and no header field', body: '--b\r\n one', content: ' one' },
    { name: 'after a tab and no header field', body: '--b\r\n\tone', content: '\tone' },
  ])('a body that ends on a line that can be no header field, $name, loses none of it', ({ body, content }) => {
    const outcome = splitEveryWay(body, 'b');
    expect(contentsOf(outcome)).toEqual([content]);
    expect(outcome.warnings).toEqual(['missing-blank-line', 'missing-closing-delimiter']);
    const end = body.length;
    expect(outcome.parts[0]).toMatchObject({ contentOffset: end - content.length, end });
  });

  test.each([
    { code: 'too-many-headers', rest: 'A: 1\r\nB: 2\r\n', options: { limits: { headersPerPart: 1 } }, offset: 17 },
    { code: 'header-block-too-large', rest: 'A: 1234567890', options: { limits: { headerBlockSize: 9 } }, offset: 17 },
    { code: 'truncated-body', rest: 'A: 1\r\nB', options: {}, offset: 24 },
  ])('an error in a header block says which part it is and at which byte: $code', ({ code, rest, options, offset }) => {
    const splitter = new MultipartSplitter('b', { partStart() {}, partData() {}, partEnd() {} }, options);
    expect(() => {
      splitter.write(latin1(`--b\r\n\r\none\r\n--b\r\n${rest}`));
      splitter.end();
    }).toThrow(expect.objectContaining({ code, part: '2', offset }));
  });

  test.each([
    { where: 'before the first part', body: 'preamble', limits: { bodySize: 5 }, part: undefined, offset: 5 },
    { where: 'in the header block of a part', body: '--b\r\nA: 1', limits: { bodySize: 7 }, part: '1', offset: 7 },
    { where: 'in a part', body: '--b\r\n\r\none', limits: { bodySize: 8 }, part: '1', offset: 8 },
    { where: 'after a delimiter', body: '--b\r\n\r\n\r\n--b\r\n', limits: { parts: 1 }, part: '2', offset: 14 },
  ])('an error says in which part the splitter was: $where', ({ body, limits, part, offset }) => {
    const splitter = new MultipartSplitter('b', { partStart() {}, partData() {}, partEnd() {} }, { limits });
    expect(() => splitter.write(latin1(body))).toThrow(expect.objectContaining({ part, offset }));
  });

  test('the error says which part it met and at which byte', () => {
    const splitter = new MultipartSplitter('b', { partStart() {}, partData() {}, partEnd() {} }, { mode: 'strict' });
    splitter.write(latin1('--b\r\n\r\none\r\n--b\r\nA: 1\r\n'));
    let error: unknown;
    try {
      splitter.write(latin1('no header\r\n'));
    } catch (thrown) {
      error = thrown;
    }
    expect(MultipartError.is(error) && [error.code, error.part, error.offset]).toEqual(['missing-blank-line', '2', 23]);
  });
});

describe('the splitter as its caller sees it', () => {
  const silent = { partStart() {}, partData() {}, partEnd() {} };

  test.each([
    { name: 'a header field', rest: 'A: 1', names: ['A'], content: '' },
    { name: 'the line end of a header field', rest: 'A: 1\r\n', names: ['A'], content: '' },
    { name: 'a line that is no header field', rest: 'A: 1\r\nno field', names: ['A'], content: 'no field' },
    { name: 'nothing', rest: '', names: [], content: '' },
  ])('a delimiter of the multipart around this one may end it after $name', ({ rest, names, content }) => {
    const parts: { names: string[]; content: string }[] = [];
    const warnings: string[] = [];
    const splitter = new MultipartSplitter('b', {
      partStart: (headers) => parts.push({ names: [...headers].map(([name]) => name), content: '' }),
      partData: (view) => {
        for (const part of parts) part.content += Buffer.from(view).toString('latin1');
      },
      partEnd: () => undefined,
      warning: ({ code }) => warnings.push(code),
    });
    splitter.write(latin1(`--b\r\n${rest}`));
    splitter.end('delimiter');
    expect(parts).toEqual([{ names, content }]);
    expect(warnings).toEqual(['missing-blank-line', 'missing-closing-delimiter']);
  });

  test('offsets are those of the header block, the content and its end in the whole body', () => {
    const text = 'preamble\r\n--b\r\nA: 1\r\n\r\none\r\n--b\r\n\r\n\r\n--b--';
    const { parts } = splitEveryWay(text, 'b');
    expect(parts.map(({ offset, contentOffset, end }) => [offset, contentOffset, end])).toEqual([
      [15, 23, 26],
      [33, 35, 35],
    ]);
  });

  test('content is handed out as views of the chunks that were written', () => {
    const chunks = [latin1('--b\r\n\r\nfirst'), latin1('second'), latin1('third\r\n--b--')];
    const views: Uint8Array[] = [];
    const splitter = new MultipartSplitter('b', { ...silent, partData: (view) => views.push(view) });
    for (const chunk of chunks) splitter.write(chunk);
    splitter.end();
    expect(views.map((view) => Buffer.from(view).toString())).toEqual(['first', 'second', 'third']);
    expect(views.map(({ buffer }) => buffer)).toEqual(chunks.map(({ buffer }) => buffer));
    expect(views[0]?.byteOffset).toBe((chunks[0]?.byteOffset ?? 0) + '--b\r\n\r\n'.length);
    expect(views[1]).toBe(chunks[1]);
  });

  test('content held back across chunks is a copy, so that changing it cannot harm the splitter', () => {
    let content = '';
    const splitter = new MultipartSplitter('bb', {
      ...silent,
      partData: (view) => {
        content += Buffer.from(view).toString('latin1');
        view.fill(0);
      },
    });
    for (const text of ['--bb\r\n\r\n', 'one\r\n--b', 'x\r\n--bb \t', 'x\r\n', '--', 'bb--'])
      splitter.write(latin1(text));
    splitter.end();
    expect(splitter.finished).toBe(true);
    expect(content).toBe('one\r\n--bx\r\n--bb \tx');
  });

  test('the beginning of a delimiter before one of the multipart around this one is content', () => {
    let content = '';
    const splitter = new MultipartSplitter('b', {
      ...silent,
      partData: (view) => {
        content += Buffer.from(view).toString('latin1');
      },
    });
    splitter.write(latin1('--b\r\n\r\none\r\n--'));
    splitter.end('delimiter');
    expect(content).toBe('one\r\n--');
  });

  test('inside another multipart it says where in the whole body it is, but counts its own bytes', () => {
    const inner = latin1('--<b>\r\n\r\none\r\n--<b>--');
    const place = { path: '2', offset: 100 };
    const warnings: MultipartWarning[] = [];
    const handler = { ...silent, warning: (warning: MultipartWarning) => warnings.push(warning) };
    new MultipartSplitter('<b>', handler, { limits: { bodySize: inner.length } }, place).write(inner);
    new MultipartSplitter('<b>', handler).write(inner);
    expect(warnings.map(({ code, path, offset }) => ({ code, path, offset }))).toEqual([
      { code: 'invalid-boundary', path: '2', offset: 100 },
      { code: 'invalid-boundary', path: undefined, offset: undefined },
    ]);
    expect(Object.keys(warnings.at(-1) ?? {})).toEqual(['code', 'message']);
    expect(() => new MultipartSplitter('<b>', handler, { mode: 'strict' })).toThrow(
      expect.objectContaining({ code: 'invalid-boundary', part: undefined }),
    );
    const limits = { bodySize: inner.length - 1 };
    expect(() => new MultipartSplitter('b', silent, { limits }, place).write(inner)).toThrow(
      expect.objectContaining({ code: 'body-too-large', part: '2', offset: 100 + limits.bodySize }),
    );
    expect(() => new MultipartSplitter('', silent, {}, place)).toThrow(
      expect.objectContaining({ code: 'missing-boundary', part: '2', offset: 100 }),
    );
    expect(() => new MultipartSplitter('', silent)).toThrow(expect.objectContaining({ part: undefined }));
  });

  test('it says when the closing delimiter has been read, and takes any epilogue after it', () => {
    const splitter = new MultipartSplitter('b', silent);
    expect(splitter.finished).toBe(false);
    splitter.write(latin1('--b\r\n\r\none\r\n--b-'));
    expect(splitter.finished).toBe(false);
    splitter.write(latin1('-'));
    expect(splitter.finished).toBe(true);
    splitter.write(latin1('\r\n--b\r\n\r\n'));
    splitter.end();
    expect(splitter.finished).toBe(true);
  });

  test('after an error every call throws that same error', () => {
    const splitter = new MultipartSplitter('b', silent, { limits: { parts: 0 } });
    const errors: unknown[] = [];
    for (const call of [
      () => splitter.write(latin1('--b\r\n')),
      () => splitter.write(latin1('x')),
      () => splitter.end(),
    ]) {
      try {
        call();
      } catch (error) {
        errors.push(error);
      }
    }
    expect(errors).toHaveLength(3);
    expect(new Set(errors).size).toBe(1);
  });

  test('an error of the handler comes through unchanged, and again at every further call', () => {
    const failure = new Error('disk full');
    const splitter = new MultipartSplitter('b', {
      ...silent,
      partData: () => {
        throw failure;
      },
    });
    expect(() => splitter.write(latin1('--b\r\n\r\none'))).toThrow(failure);
    expect(() => splitter.end()).toThrow(failure);
  });

  test('writing after the end is an error', () => {
    const splitter = new MultipartSplitter('b', silent);
    splitter.write(latin1('--b--'));
    splitter.end();
    expect(() => splitter.write(latin1('x'))).toThrow(expect.objectContaining({ code: 'already-ended' }));
    expect(() => splitter.end()).toThrow(expect.objectContaining({ code: 'already-ended' }));
  });

  test('a chunk that is no bytes is an error, and not misread', () => {
    // A Node stream gives text once it has an encoding.
    for (const chunk of ['--b\r\n', new Uint16Array(4), new DataView(new ArrayBuffer(8)), null]) {
      const splitter = new MultipartSplitter('b', silent);
      const write = (): unknown => Reflect.apply(splitter.write, splitter, [chunk]);
      expect(write).toThrow(expect.objectContaining({ code: 'invalid-chunk' }));
    }
  });

  test('one deviation gives one warning, however often it occurs', () => {
    expect(splitEveryWay('--b\nA: 1\n\none\n--b\nA: 1\n\ntwo\n--b--\n', 'b').warnings).toEqual(['lf-line-endings']);
  });

  test('header fields are the same however their block is cut', () => {
    const body = latin1('--b\r\nA: 1;\r\n\tx=2\r\nB:caf\xc3\xa9 \n\r\n\r\n--b\r\nC : 3\r\n\r\n\r\n--b--');
    const fieldsOf = (chunks: Iterable<Uint8Array>): (readonly [string, string])[] => {
      const fields: (readonly [string, string])[] = [];
      const ignore = (): void => undefined;
      const partStart = (headers: HeaderFields): unknown => fields.push(...headers);
      const splitter = new MultipartSplitter('b', { partStart, partData: ignore, partEnd: ignore });
      for (const chunk of chunks) splitter.write(chunk);
      splitter.end();
      return fields;
    };
    const expected = [
      ['A', '1;\tx=2'],
      ['B', 'café'],
      ['C', '3'],
    ];
    expect(fieldsOf(byteByByte(body))).toEqual(expected);
    for (const chunks of twoWayCuts(body)) expect(fieldsOf(chunks)).toEqual(expected);
  });

  test('what has a kibibyte of white space before it is not taken for XML, however it is cut', () => {
    const bodyAfter = (spaces: number): string => `--b\r\n\r\n${' '.repeat(spaces)}<a>--b\r\n\r\nx\r\n--b--`;
    expect(splitEveryWay(bodyAfter(1023), 'b').warnings).toEqual(['glued-delimiter']);
    expect(splitEveryWay(bodyAfter(1024), 'b').warnings).toEqual([]);
  });

  test('empty chunks change nothing', () => {
    const body = latin1('--b\r\n\r\none\r\n--b--');
    const chunks = byteByByte(body).flatMap((chunk) => [new Uint8Array(0), chunk]);
    expect(split(chunks, 'b')).toEqual(split([body], 'b'));
  });
});
