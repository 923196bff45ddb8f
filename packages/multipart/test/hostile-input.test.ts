import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { DelimiterSearch } from '../src/delimiter-search.ts';
import {
  LeafSplitter,
  MultipartError,
  type MultipartLimits,
  MultipartSplitter,
  multipartEvents,
  type PartInfo,
  splitMultipart,
} from '../src/index.ts';
import { byteByByte, cutAfter, latin1, split } from './recording.ts';

/** The leaves of a body, and the code of the error if there was one; any other error is thrown on. */
function leavesOf(
  chunks: readonly Uint8Array[],
  contentType: string,
): { leaves: PartInfo[]; error: string | undefined } {
  const leaves: PartInfo[] = [];
  try {
    const splitter = new LeafSplitter(contentType, {
      leafStart: (part) => leaves.push(part),
      leafData: () => undefined,
      leafEnd: () => undefined,
    });
    for (const chunk of chunks) splitter.write(chunk);
    splitter.end();
  } catch (error) {
    if (!MultipartError.is(error)) throw error;
    return { leaves, error: error.code };
  }
  return { leaves, error: undefined };
}

async function* streamOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield latin1(text);
}

/** Counts the bytes of content that are handed out, and looks for the most that one call to write hands out. */
class Meter {
  content = 0;
  calls = 0;
  partStart(): void {}
  partEnd(): void {}
  partData(view: Uint8Array): void {
    this.content += view.length;
    this.calls += 1;
  }
}

describe('a hostile body gives parts or a typed error', () => {
  test('a malformed or cut part that nobody reads throws nothing behind the reader’s back', async () => {
    const bodies = ['--b\r\n: no name\r\n\r\n', '--b\r\n folded first\r\n\r\nx', '--b\r\n\r\none', '--b\r\nA', '--b'];
    for (const body of bodies) {
      const codes: string[] = [];
      try {
        for await (const part of splitMultipart(streamOf(...body), 'multipart/mixed; boundary=b'))
          codes.push(part.path);
      } catch (error) {
        if (!MultipartError.is(error)) throw error;
        codes.push(error.code);
      }
      expect(codes).toHaveLength(1);
    }
  });

  test('a header or parameter named like an inherited property is one like any other', () => {
    const header = '__proto__: 1\r\nconstructor: 2\r\ntoString: 3\r\nContent-Type: a/b; __proto__=4; constructor=5';
    const body = latin1(`--b\r\n${header}\r\n\r\n\r\n--b--`);
    const [leaf] = leavesOf([body], 'multipart/mixed; __proto__=x; boundary=b').leaves;
    expect([...(leaf?.headers ?? [])].map(([name]) => name)).toEqual([
      '__proto__',
      'constructor',
      'toString',
      'Content-Type',
    ]);
    expect([...(leaf?.parameters ?? [])]).toEqual([
      ['__proto__', '4'],
      ['constructor', '5'],
    ]);
    expect(leaf?.headers.get('hasOwnProperty')).toBeUndefined();
  });

  test('a header block of one endless line, of white space or of colons is refused at the limit', () => {
    for (const unit of ['A', 'A:', ': ', ' ', '\t', ';=', '"\\', 'A: \r\n ']) {
      const endless = `A: ${unit.repeat(40_000)}`;
      expect(split([latin1(`--b\r\n${endless}`)], 'b').error).toBe('header-block-too-large');
      expect(split(cutAfter(latin1(`--b\r\n${endless}`), [1000]), 'b').error).toBe('header-block-too-large');
    }
  });

  test('a flood of header fields is refused', () => {
    expect(split([latin1(`--b\r\n${'A: 1\r\n'.repeat(65)}\r\n\r\n--b--`)], 'b').error).toBe('too-many-headers');
    expect(split([latin1(`--b\r\n${'A: 1\r\n'.repeat(64)}\r\n\r\n--b--`)], 'b').error).toBeUndefined();
  });

  test('a flood of empty parts is refused, in one multipart and spread over many', () => {
    expect(split([latin1('--b\r\n\r\n\r\n'.repeat(200_000))], 'b').error).toBe('too-many-parts');
    const nested = `--b\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n${'--i\r\n\r\n'.repeat(600)}--i--\r\n`;
    expect(leavesOf([latin1(nested.repeat(2))], 'multipart/mixed; boundary=b').error).toBe('too-many-parts');
  });

  test('multiparts nested too deeply are refused', () => {
    const levels = (count: number): string => {
      let body = '';
      for (let level = 1; level < count; level += 1) {
        body += `--b${level}\r\nContent-Type: multipart/mixed; boundary=b${level + 1}\r\n\r\n`;
      }
      return `${body}--b${count}\r\n\r\nleaf`;
    };
    expect(leavesOf([latin1(levels(8))], 'multipart/mixed; boundary=b1').error).toBeUndefined();
    expect(leavesOf([latin1(levels(9))], 'multipart/mixed; boundary=b1').error).toBe('nesting-too-deep');
  });

  test('what goes beyond a limit in a nested multipart is said to stand there', () => {
    const inner = '--i\r\n\r\n\r\n--i\r\n\r\n\r\n--i--';
    const body = `--b\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n${inner}\r\n--b--`;
    const contentOffset = body.indexOf('--i');
    const read = (limits: Partial<MultipartLimits>): void => {
      const silent = { leafStart() {}, leafData() {}, leafEnd() {} };
      const splitter = new LeafSplitter('multipart/mixed; boundary=b', silent, { limits });
      splitter.write(latin1(body));
      splitter.end();
    };
    expect(() => read({ nesting: 2, parts: 3, headersPerPart: 1 })).not.toThrow();
    expect(() => read({ nesting: 1 })).toThrow(
      expect.objectContaining({ code: 'nesting-too-deep', part: '1', offset: contentOffset }),
    );
    expect(() => read({ nesting: 0 })).toThrow(expect.objectContaining({ code: 'nesting-too-deep', part: undefined }));
    expect(() => read({ parts: 2 })).toThrow(
      expect.objectContaining({
        code: 'too-many-parts',
        part: '1.2',
        offset: contentOffset + '--i\r\n\r\n\r\n--i\r\n'.length,
      }),
    );
  });

  test('content of line ends or dashes alone goes through whole, without being held', () => {
    const boundary = '-'.repeat(70);
    for (const unit of ['\r', '\n', '\r\n', '-', '\r\n--', `\r\n--${boundary.slice(1)}x`, `\r\n--${boundary} \t \r`]) {
      const content = `.${unit.repeat(Math.ceil(300_000 / unit.length))}.`;
      const meter = new Meter();
      const splitter = new MultipartSplitter(boundary, meter);
      let written = 0;
      let mostHeld = 0;
      splitter.write(latin1(`--${boundary}\r\n\r\n`));
      for (const chunk of cutAfter(latin1(content), [997])) {
        splitter.write(chunk);
        written += chunk.length;
        mostHeld = Math.max(mostHeld, written - meter.content);
      }
      splitter.write(latin1(`\r\n--${boundary}--`));
      splitter.end();
      expect(meter.content).toBe(content.length);
      expect(mostHeld).toBeLessThan(2 * boundary.length);
    }
  });

  test('no byte is searched once for each part, whatever ends the parts', () => {
    const find = vi.spyOn(DelimiterSearch.prototype, 'find');
    const xml = 'Content-Type: text/xml\r\n\r\n';
    const bodies = [
      `--b\r\n${`${xml}<a>--b\r\n`.repeat(900)}\r\n${'x'.repeat(100_000)}`,
      `--b\r\n${`${xml}<a>\r\n--b\r\n`.repeat(900)}\r\n${'x'.repeat(100_000)}`,
      `--b\r\n${xml}${'>--bx'.repeat(9000)}${'\r\n--bx'.repeat(9000)}`,
    ];
    for (const text of bodies) {
      find.mockClear();
      expect(split([latin1(text)], 'b').error).toBeUndefined();
      const searched = find.mock.calls.map(([chunk, from], call) => {
        const found: number = find.mock.results[call]?.value;
        return (found === -1 ? chunk.length : found) - from;
      });
      expect(searched.reduce((sum, count) => sum + count)).toBeLessThan(3 * text.length);
    }
    find.mockRestore();
  });

  test('white space after what may be a delimiter is held for one line and no longer', () => {
    const meter = new Meter();
    const splitter = new MultipartSplitter('b', meter);
    splitter.write(latin1('--b\r\n\r\n\r\n--b'));
    for (let index = 0; index < 998; index += 1) splitter.write(latin1(' '));
    expect(meter.content).toBe(0);
    splitter.write(latin1(' '));
    expect(meter.content).toBe('\r\n--b'.length + 999);
  });

  test('a preamble without end is passed over in pieces, up to the limit of the body', () => {
    const meter = new Meter();
    const splitter = new MultipartSplitter('b', meter, { limits: { bodySize: 1_000_000 } });
    expect(() => {
      for (;;) splitter.write(latin1('\r\n--\r\n--'.repeat(100)));
    }).toThrow(expect.objectContaining({ code: 'body-too-large', offset: 1_000_000 }));
    expect(meter.calls).toBe(0);
  });

  test('a boundary or a blank line across the edge of chunks is found', () => {
    const body = latin1('--boundary\r\nA: 1\r\n\r\none\r\n--boundary\r\nA: 2\r\n\r\ntwo\r\n--boundary--\r\n');
    expect(split(byteByByte(body), 'boundary').parts.map(({ content }) => content)).toEqual(['one', 'two']);
  });

  test('a boundary longer than any byte can count is searched for like any other', () => {
    const boundary = 'x'.repeat(300);
    const content = 'x'.repeat(100_000);
    const body = latin1(`--${boundary}\r\n\r\n${content}\r\n--${boundary}y\r\n--${boundary}--`);
    const { parts, error } = split([body], boundary, { limits: { boundaryLength: 300 } });
    expect(error).toBeUndefined();
    expect(parts.map((part) => part.content === `${content}\r\n--${boundary}y`)).toEqual([true]);
  });

  test('an epilogue that comes in a later chunk, or does not end, hangs nothing', async () => {
    const paths: string[] = [];
    const source = streamOf('--b\r\n\r\none\r\n--b--', '\r\n', '--b\r\n\r\nno part', '\r\n--b--');
    for await (const part of splitMultipart(source, 'multipart/mixed; boundary=b')) paths.push(part.path);
    expect(paths).toEqual(['1']);

    async function* endless(): AsyncGenerator<Uint8Array> {
      yield latin1('--b\r\n\r\none\r\n--b--');
      for (;;) yield new Uint8Array(1 << 16);
    }
    const events = multipartEvents(endless(), 'multipart/mixed; boundary=b', { limits: { bodySize: 1 << 20 } });
    await expect(async () => {
      for await (const _ of events);
    }).rejects.toThrow(expect.objectContaining({ code: 'body-too-large' }));
  });

  test('nothing is cut at a limit without an error: what comes before it is complete', () => {
    const body = latin1(`--b\r\n\r\n${'x'.repeat(100)}\r\n--b--`);
    for (let bodySize = 0; bodySize < body.length; bodySize += 1) {
      const { error, parts } = split([body], 'b', { limits: { bodySize } });
      expect(error).toBe('body-too-large');
      expect(parts.every(({ end }) => end === undefined || bodySize >= body.length - 2)).toBe(true);
    }
  });

  test('a limit that is no number, negative or broken is refused when it is set', () => {
    for (const limit of [Number.NaN, Number.NEGATIVE_INFINITY, -1, 1.5, '100', true, 10n, {}]) {
      for (const name of ['boundaryLength', 'headerBlockSize', 'headersPerPart', 'parts', 'nesting', 'bodySize']) {
        // Built by reflection, as the types would refuse most of these.
        const construct = (): unknown =>
          Reflect.construct(MultipartSplitter, ['b', new Meter(), { limits: { [name]: limit } }]);
        expect(construct).toThrow(expect.objectContaining({ code: 'invalid-limit' }));
      }
    }
  });

  test('the size of the body alone may be unlimited, and only by saying so', () => {
    const unlimited = { limits: { bodySize: Number.POSITIVE_INFINITY } };
    expect(split([latin1('--b\r\n\r\n\r\n--b--')], 'b', unlimited).error).toBeUndefined();
    expect(split([], 'b', { limits: { parts: Number.POSITIVE_INFINITY } }).error).toBe('invalid-limit');
    const withLimit = (name: string) => (): unknown =>
      new MultipartSplitter('b', new Meter(), { limits: { [name]: -1 } });
    expect(withLimit('bodySize')).toThrow('expected a whole number from 0 on or Infinity, got -1');
    expect(withLimit('parts')).toThrow('expected a whole number from 0 on, got -1');
  });

  test('any bytes in any header give parts or a typed error', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
    );
    const name = fc.constantFrom(
      'Content-Type: multipart/x; boundary="',
      'Content-Type:',
      'Content-Disposition: x;',
      'X',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, bytes), { maxLength: 5 }), fc.string(), (fields, contentType) => {
        const chunks = fields.flatMap(([prefix, value]) => [latin1(`\r\n${prefix}`), value]);
        leavesOf([latin1('--b'), ...chunks, latin1('\r\n--b')], 'multipart/mixed; boundary=b');
        leavesOf([latin1('--b'), ...chunks], contentType);
      }),
      { numRuns: 1000 },
    );
  });
});
