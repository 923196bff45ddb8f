import type { Outcome, RecordedPart } from './recording.ts';

interface Tail {
  readonly kind: 'delimiter' | 'closing' | 'cut';
  readonly end: number;
  readonly isLoneLineFeed: boolean;
}

const token = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const headerLine = new RegExp(`^${token}[ \\t]*:`);
const maybeHeaderLine = new RegExp(`^(?:$|${token}[ \\t]*(?::|$))`);

/**
 * The rules of splitting, written down for a whole body at once, slowly and with regular expressions: what the splitter
 * must make of every body, however it is cut.
 */
export function referenceSplit(body: Uint8Array, boundary: string): Outcome {
  const text = Buffer.from(body).toString('latin1');
  const dash = `--${boundary}`;
  const parts: RecordedPart[] = [];
  const warnings: string[] = [];
  const outcome = (error?: string): Outcome => ({ parts, warnings, error });
  const warnOnce = (code: string): void => {
    if (!warnings.includes(code)) warnings.push(code);
  };

  function tailAt(index: number): Tail | undefined {
    if (!text.startsWith(dash, index)) return undefined;
    const from = index + dash.length;
    const rest = text.slice(from);
    const line = /^[ \t]{0,998}(\r?\n)/.exec(rest);
    if (line !== null) return { kind: 'delimiter', end: from + line[0].length, isLoneLineFeed: line[1] === '\n' };
    if (rest.startsWith('--')) return { kind: 'closing', end: from + 2, isLoneLineFeed: false };
    if (/^(?:[ \t]{0,998}\r?|-)$/.test(rest)) return { kind: 'cut', end: text.length, isLoneLineFeed: false };
    return undefined;
  }

  let at = 0;
  let tail: Tail | undefined;
  for (; at < text.length; at += 1) {
    if (at === 0 || text[at - 1] === '\n') tail = tailAt(at);
    if (tail !== undefined) break;
  }
  if (tail === undefined) {
    const lastLine = text.slice(text.lastIndexOf('\n') + 1);
    return outcome(lastLine.length > 2 && dash.startsWith(lastLine) ? 'truncated-body' : 'delimiter-not-found');
  }
  if (tail.kind === 'cut') return outcome('truncated-body');
  const lineEnd = tail.isLoneLineFeed || tail.kind === 'closing' ? '\n' : '\r\n';

  while (tail.kind === 'delimiter') {
    if (tail.isLoneLineFeed) warnOnce('lf-line-endings');
    const start: number = tail.end;
    let contentStart = start;
    let fieldCount = 0;
    let hasBlankLine = false;
    let hasLoneLineFeed = false;
    const names: string[] = [];
    for (;;) {
      const lineFeed = text.indexOf('\n', contentStart);
      if (lineFeed === -1) {
        const rest = text.slice(contentStart);
        if (rest.startsWith(dash)) break;
        const mayContinue = /^[ \t]/.test(rest) ? fieldCount > 0 : rest === '\r' || maybeHeaderLine.test(rest);
        if (mayContinue) return outcome('truncated-body');
        break;
      }
      const line = text.slice(contentStart, lineFeed).replace(/\r$/, '');
      const isContinuation = /^[ \t]/.test(line) && fieldCount > 0;
      const isField = headerLine.test(line) && !line.startsWith(dash);
      if (line !== '' && !isContinuation && !isField) break;
      if (text[lineFeed - 1] !== '\r') hasLoneLineFeed = true;
      contentStart = lineFeed + 1;
      hasBlankLine = line === '';
      if (hasBlankLine) break;
      if (isField) {
        fieldCount += 1;
        names.push(line.slice(0, line.indexOf(':')).replace(/[ \t]+$/, ''));
      }
    }
    if (hasLoneLineFeed) warnOnce('lf-line-endings');
    if (!hasBlankLine) warnings.push('missing-blank-line');

    const isXml = /^[ \t\r\n\xef\xbb\xbf]*</.test(text.slice(contentStart));
    let end = text.length;
    let isGlued = false;
    tail = undefined;
    for (let index = contentStart; index <= text.length && tail === undefined; index += 1) {
      const isAfterLine =
        index - lineEnd.length >= contentStart && text.slice(index - lineEnd.length, index) === lineEnd;
      isGlued = isXml && !isAfterLine && index > contentStart && text[index - 1] === '>' && !dash.includes('>');
      if (index !== contentStart && !isAfterLine && !isGlued) continue;
      const rest = text.slice(index);
      const isCut = rest !== '' && rest.length < dash.length && dash.startsWith(rest);
      if (isCut) isGlued = false;
      tail = isCut ? { kind: 'cut', end: text.length, isLoneLineFeed: false } : tailAt(index);
      if (tail !== undefined) end = isAfterLine ? index - lineEnd.length : index;
    }
    parts.push({ names, offset: start, contentOffset: contentStart, content: text.slice(contentStart, end), end });
    if (tail !== undefined && isGlued) warnings.push('glued-delimiter');
    if (tail === undefined || tail.kind === 'cut') {
      warnings.push('missing-closing-delimiter');
      return outcome();
    }
  }
  return outcome();
}
