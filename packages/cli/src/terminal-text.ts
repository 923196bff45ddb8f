/**
 * Characters that act on a terminal or on the order of its text instead of being shown: C0 and C1 controls, line and
 * paragraph separators, format characters such as the bidirectional overrides, and lone surrogates. The zero-width
 * joiners stay: scripts and emoji need them, and they do no harm.
 */
const active = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu;

/**
 * Text from the wire, fit to be shown on one line of a terminal: whatever would act on it is shown escaped.
 *
 * @example
 * terminalText('\u001b[2J'); // '\\u{1b}[2J'
 */
export function terminalText(text: string): string {
  return text.replace(active, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** JSON text with the same characters escaped as JSON does it; its line ends stay. */
export function terminalJson(json: string): string {
  return json.replace(active, (character) => (character === '\n' ? character : jsonEscape(character)));
}

function jsonEscape(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
