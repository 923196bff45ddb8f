import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NamedPart, safeFileName } from '../src/file-name.ts';

const picture: NamedPart = { path: '2.1', contentType: 'image/jpeg' };

describe('the file name of a part', () => {
  it('comes from the file name, else the Content-Location, else the Content-ID, else the path', () => {
    const named = { ...picture, fileName: 'a.jpg', contentLocation: 'b.jpg', contentId: 'c.jpg' };
    expect(safeFileName(named)).toBe('a.jpg');
    expect(safeFileName({ ...named, fileName: undefined })).toBe('b.jpg');
    expect(safeFileName({ ...named, fileName: '', contentLocation: '/' })).toBe('c.jpg');
    expect(safeFileName(picture)).toBe('part-2-1.jpg');
  });

  it('gets the extension of the media type when it has none', () => {
    expect(safeFileName({ ...picture, fileName: 'holiday' })).toBe('holiday.jpg');
    expect(safeFileName({ ...picture, fileName: 'holiday.PNG' })).toBe('holiday.PNG');
    expect(safeFileName({ path: '2', contentType: 'application/smil', contentId: 'start' })).toBe('start.smil');
    expect(safeFileName({ path: '2', contentType: 'x-unknown/thing', contentId: 'start' })).toBe('start');
    expect(safeFileName({ ...picture, contentId: 'photo@mms.example.com' })).toBe('photo.jpg');
  });

  it.each([
    ['../../etc/passwd', 'passwd.jpg'],
    ['..', 'part-2-1.jpg'],
    ['.', 'part-2-1.jpg'],
    ['/etc/cron.d/job', 'job.jpg'],
    ['..\\..\\windows\\system.ini', 'system.ini'],
    ['C:\\boot.ini', 'boot.ini'],
    ['C:boot.ini', 'C_boot.ini'],
    ['photo.jpg:hidden.exe', 'photo.jpg_hidden.exe'],
    ['\\\\server\\share\\x.jpg', 'x.jpg'],
    ['.bashrc', '_bashrc.jpg'],
    ['-rf', '_rf.jpg'],
    ['con', '_con.jpg'],
    ['NUL.txt', '_NUL.txt'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['nul .txt', '_nul.txt'],
    ['console.txt', 'console.txt'],
    ['photo.jpg\0.exe', 'photo.jpg_.exe'],
    ['a\r\nb\u001b[2J.jpg', 'a__b_[2J.jpg'],
    ['gpj.\u202eexe', 'gpj._exe.jpg'],
    ['photo.jpg. . .', 'photo.jpg'],
    ['  photo.jpg', 'photo.jpg'],
    ['what?*<>|".jpg', 'what______.jpg'],
    ['Grüße 日本.jpg', 'Grüße 日本.jpg'],
  ])('makes %j safe: %j', (fileName, expected) => {
    expect(safeFileName({ ...picture, fileName })).toBe(expected);
  });

  it('is cut to a length that every file system takes, between characters, and keeps its extension', () => {
    const name = safeFileName({ ...picture, fileName: `${'日本😀'.repeat(200)}.jpeg` });
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^(?:日本😀)+[日本]{0,2}\.jpeg$/u);
  });

  it('is always one segment that neither Windows nor POSIX takes for anything else', () => {
    const nasty = fc.string({
      unit: fc.oneof(
        fc.constantFrom(
          '.',
          '..',
          '/',
          '\\',
          ':',
          ' ',
          '\0',
          '%2e',
          '~',
          '-',
          'con',
          'COM1',
          'nul',
          '\u202e',
          '\u0085',
        ),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
    });
    const part = fc.record({
      path: fc.constant('1.2'),
      contentType: fc.oneof(fc.constant('image/jpeg'), nasty),
      fileName: fc.option(nasty, { nil: undefined }),
      contentLocation: fc.option(nasty, { nil: undefined }),
      contentId: fc.option(nasty, { nil: undefined }),
    });
    fc.assert(
      fc.property(part, (each) => {
        const name = safeFileName(each);
        for (const system of [posix, win32]) {
          expect(system.basename(name)).toBe(name);
          expect(system.relative('/received', system.resolve('/received', name))).toBe(name);
        }
        expect(name).not.toMatch(/^[.\s-]|[. ]$|[\p{Cc}<>:"/\\|?*]/u);
        expect(name.split('.')[0]).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/i);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2000 },
    );
  });
});
