/** A byte order mark found at the beginning of bytes. */
export interface ByteOrderMark {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';
  /** How many bytes it takes. */
  readonly length: number;
}

/** The byte order mark that the bytes begin with (Unicode standard, section 23.8), or `undefined`. */
export function byteOrderMarkOf(bytes: Uint8Array): ByteOrderMark | undefined {
  const [first, second, third, fourth] = [bytes[0], bytes[1], bytes[2], bytes[3]];
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (first === 0xff && second === 0xfe) {
    const isUtf32 = third === 0 && fourth === 0;
    return isUtf32 ? { encoding: 'utf-32le', length: 4 } : { encoding: 'utf-16le', length: 2 };
  }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', length: 2 };
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return { encoding: 'utf-32be', length: 4 };
  return undefined;
}
