import fc, { type Arbitrary } from 'fast-check';

const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));

/**
 * A Content-ID without its angle brackets: as a rule like those of real senders, sometimes any US-ASCII that a header
 * field can carry.
 *
 * @example
 * fc.assert(fc.property(contentId(), (id) => contentIdFromUrl(contentUrlOf(id)) === id));
 */
export function contentId(): Arbitrary<string> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        'image',
        'default.cid',
        'slide1.smil@mms.example',
        '_AABB+01%20cc',
        'a b',
        'a%20b',
        '-',
      ),
    },
    { weight: 2, arbitrary: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9.@_-]{0,11}$/) },
    {
      weight: 1,
      arbitrary: fc
        .string({ unit: fc.oneof(printable, fc.constant(' ')), minLength: 1, maxLength: 12 })
        .map((id) => id.trim())
        .filter((id) => id !== '' && !id.startsWith('<')),
    },
  );
}

/**
 * The `cid:` URL of a Content-ID (RFC 2392, section 2).
 *
 * @example
 * contentUrlOf('my image'); // 'cid:my%20image'
 */
export function contentUrlOf(id: string): string {
  return `cid:${encodeURIComponent(id)}`;
}

/** The `cid:` URL of any Content-ID. */
export function contentUrl(): Arbitrary<string> {
  return contentId().map(contentUrlOf);
}
