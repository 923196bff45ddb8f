/** What stands in place of a secret, whatever its length. */
export const masked = '••••••••';

/** What marks a name as that of a secret, in lower case without anything but letters and digits. */
const secretWords = [
  'vaspid',
  'authoriz',
  'authoris',
  'authenticationinfo',
  'cookie',
  'passw',
  'pwd',
  'passphrase',
  'secret',
  'token',
  'credential',
  'signature',
  'session',
  'hmac',
  'jwt',
];

/** How such a name ends. */
const secretEndings = ['key', 'auth', 'pass'];

/** Values that are credentials under any name (RFC 9110, section 11.4). */
const secretSchemes = ['basic', 'bearer', 'digest', 'negotiate', 'ntlm'];

/** The same in the midst of a sentence. */
const credentials = /\b(basic|bearer|digest|negotiate|ntlm)\s+[^\s"]+/gi;

/** What text has that should not be shown: markup may be that of an envelope. */
const secretInText = /vaspid|authorization/i;
const secretInMarkup = /vaspid|authoriz|passw|secret|api-?key|token/i;

/** Shorter secrets would be found in words that have nothing to do with them. */
const shortestScrubbed = 4;

/** Hides credentials in what is shown of a message: those of HTTP, and the VASPID, which is one at some carriers. */
export class Mask {
  readonly #shows: boolean;
  readonly #secrets = new Set<string>();
  #hasMasked = false;

  /**
   * @param shows whether secrets are shown after all
   */
  constructor(shows: boolean) {
    this.#shows = shows;
  }

  /** Whether anything was masked. */
  get hasMasked(): boolean {
    return this.#hasMasked;
  }

  /** The value of an element or an attribute: masked if its name tells of a secret. */
  value(name: string, value: string): string {
    return !this.#shows && value.trim() !== '' && isSecretName(name) ? this.#masked(value) : value;
  }

  /** The value of a header field: masked if its name or its beginning tells of a secret. */
  field(name: string, value: string): string {
    if (this.#shows || value.trim() === '') return value;
    return isSecretName(name) || isCredentials(name, value) ? this.#masked(value) : this.url(value);
  }

  /** A request target or another text that may hold a URL. */
  url(text: string): string {
    const shown = this.#shows ? text : withoutUrlSecrets(text);
    if (shown !== text) this.#hasMasked = true;
    return shown;
  }

  /** A sentence about the message, which may quote a value that was masked elsewhere. */
  sentence(text: string): string {
    if (this.#shows) return text;
    let scrubbed = text.replace(credentials, (_, scheme: string) => `${scheme} ${masked}`);
    for (const secret of this.#secrets) {
      scrubbed = scrubbed.replaceAll(JSON.stringify(secret), JSON.stringify(masked));
      if (secret.length >= shortestScrubbed) scrubbed = scrubbed.replaceAll(secret, masked);
    }
    return scrubbed;
  }

  /** Lines of a head that could not be read as one. */
  headLines(lines: readonly string[]): string[] {
    let name = '';
    return lines.map((line) => {
      const colon = line.indexOf(':');
      const isContinuation = line.startsWith(' ') || line.startsWith('\t');
      if (!isContinuation) name = colon === -1 ? '' : line.slice(0, colon).trim();
      const start = isContinuation || colon === -1 ? 0 : colon + 1;
      return `${line.slice(0, start)}${start > 0 ? ' ' : ''}${this.field(name, line.slice(start).trim())}`;
    });
  }

  /** Whether text that is shown as it stands may hold a secret: that of an envelope that was not recognised. */
  hides(text: string): boolean {
    if (this.#shows || text.includes(masked)) return false;
    return (text.trimStart().startsWith('<') ? secretInMarkup : secretInText).test(text);
  }

  /** A decoded message. */
  decoded(message: object): object {
    return this.#shows ? message : Object.fromEntries(this.#entries(message));
  }

  #masked(value: string): string {
    this.#hasMasked = true;
    const [first = '', second, third] = value.trim().split(/\s+/, 3);
    this.#secrets.add(value.trim());
    // What follows a scheme may be quoted without it.
    if (second !== undefined && third === undefined && isScheme(first)) this.#secrets.add(second);
    return masked;
  }

  #entries(value: object): [string, unknown][] {
    const name = 'name' in value && typeof value.name === 'string' ? value.name : '';
    return Object.entries(value).map(([key, inner]) => {
      // What an extension is called stands beside what it holds.
      const isNamed = key === 'value' || key === 'children';
      return [key, this.#piece(isNamed && name !== '' ? name : key, inner)];
    });
  }

  #piece(name: string, value: unknown): unknown {
    if (typeof value === 'string') return this.value(name, value);
    if (Array.isArray(value)) return value.map((each) => this.#piece(name, each));
    return typeof value === 'object' && value !== null ? Object.fromEntries(this.#entries(value)) : value;
  }
}

function isSecretName(name: string): boolean {
  const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return secretWords.some((word) => letters.includes(word)) || secretEndings.some((ending) => letters.endsWith(ending));
}

/** A challenge names the same schemes, but is no secret. */
function isCredentials(name: string, value: string): boolean {
  if (name.toLowerCase().endsWith('-authenticate')) return false;
  const [scheme = '', rest] = value.trim().split(/\s+/, 2);
  return rest !== undefined && isScheme(scheme);
}

function isScheme(word: string): boolean {
  return secretSchemes.includes(word.toLowerCase());
}

function withoutUrlSecrets(text: string): string {
  return text
    .replace(/([?&])([^=&?\s]{1,80})=([^&\s]*)/g, (pair, separator: string, name: string) =>
      isSecretName(name) ? `${separator}${name}=${masked}` : pair,
    )
    .replace(/:\/\/[^/@\s]*@/g, `://${masked}@`);
}
