import fc, { type Arbitrary } from 'fast-check';
import type { AttachmentBranch, AttachmentLeaf, AttachmentNode } from './attachment.ts';
import { contentId } from './content-url.ts';

const envelopeLike = '<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body/></Envelope>';

// What a splitter may take for a delimiter, a header block or the end of the content.
const mimeUnit = fc.constantFrom(
  '\r\n',
  '\n',
  '\r',
  '--',
  '-',
  ' ',
  '\r\n--mm7_',
  '\r\n--boundary\r\n',
  '--boundary--\r\n',
  'Content-Type: text/xml\r\n\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  '=3D',
  'AAAA',
  'a',
  '\u00e9',
  '\u{1f600}',
);
const mimeLikeText = fc.string({ unit: mimeUnit, maxLength: 20 });
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

const bytes: Arbitrary<Uint8Array> = fc.oneof(
  { weight: 12, arbitrary: fc.uint8Array({ maxLength: 80 }) },
  { weight: 12, arbitrary: mimeLikeText.map((text) => new TextEncoder().encode(text)) },
  { weight: 3, arbitrary: fc.constant(new Uint8Array()) },
  { weight: 3, arbitrary: fc.constant(everyByte) },
  { weight: 1, arbitrary: fc.nat({ max: 70_000 }).map((length) => new Uint8Array(length).fill(0x0a)) },
);

const typedBody: Arbitrary<Pick<AttachmentLeaf, 'body' | 'contentType'>> = fc.oneof(
  fc.record({
    body: bytes,
    contentType: fc.constantFrom(
      'image/jpeg',
      'application/octet-stream',
      'application/vnd.oma.drm.message',
      'audio/amr; codecs="a, b; c"',
      'image/gif; name="a \\"b\\".gif"',
      'text/plain; charset=us-ascii',
      'message/rfc822',
      'text/xml',
    ),
  }),
  fc.record({
    body: mimeLikeText,
    contentType: fc.constantFrom('text/plain', 'text/plain; charset=utf-8', 'text/html', 'application/json'),
  }),
  fc.record({
    body: fc.constantFrom('<smil><body><par><img src="cid:image"/></par></body></smil>', ''),
    contentType: fc.constantFrom('application/smil', 'application/smil+xml', 'application/smil; charset=utf-8'),
  }),
  fc.record({ body: fc.constant(envelopeLike), contentType: fc.constantFrom('text/xml', 'application/xml') }),
);

const fileName = fc.oneof(
  fc.constantFrom(
    'a.jpg',
    'with "quotes" and \\.txt',
    '../../etc/passwd',
    'C:\\autoexec.bat',
    'CON',
    "it's 100%.gif",
    "utf-8''x",
    '=?utf-8?Q?x?=',
    ' spaces ',
    'tab\there',
    'a; filename=b',
    'café 你好 \u{1f600}.png',
    'שלום\u202e.png',
    '.',
  ),
  fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), minLength: 1 }),
);

const contentLocation = fc.oneof(
  fc.constantFrom('image.jpg', 'http://vendor.example/a?b=c;d', 'cid:x', 'a b'),
  fc.stringMatching(/^[!-~]{1,12}$/),
);

const identification = fc.record(
  { contentId: contentId(), contentLocation },
  { requiredKeys: [], noNullPrototype: true },
);

const leaf: Arbitrary<AttachmentLeaf> = fc
  .tuple(
    typedBody,
    identification,
    fc.record(
      { fileName, transferEncoding: fc.constantFrom('binary', 'base64') },
      { requiredKeys: [], noNullPrototype: true },
    ),
  )
  .map(([content, identity, rest]) => ({ ...content, ...identity, ...rest }));

function node(depth: number): Arbitrary<AttachmentNode> {
  if (depth === 0) return leaf;
  return fc.oneof({ weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: branch(depth) });
}

function branch(depth: number): Arbitrary<AttachmentBranch> {
  return fc
    .record({
      multipart: fc.constantFrom('mixed', 'related'),
      parts: fc.array(node(depth - 1), { minLength: 1, maxLength: 3 }),
      identity: identification,
    })
    .map(({ multipart, parts, identity }) => ({ multipart, parts, ...identity }));
}

/**
 * Any parts to send beside an envelope: none, one, several, multiparts inside one another (three deep); empty content,
 * content that looks like delimiters, header blocks or an envelope, all 256 bytes, text, SMIL presentations; as it is, in
 * base64 or declared binary; file names and Content-IDs that need quoting, encoding or caution. Content-IDs are unique.
 *
 * @example
 * fc.assert(
 *   fc.property(attachmentTree(), (attachments) => {
 *     const { headers, body } = encode(deliverReq, attachments);
 *     // The parts read are those of leavesOf(attachments).
 *   }),
 * );
 */
export function attachmentTree(): Arbitrary<readonly AttachmentNode[]> {
  return fc
    .tuple(fc.array(node(3), { maxLength: 4 }), fc.nat())
    .map(([nodes, choice]) => withStarts(withUniqueIds(nodes, new Set()), choice));
}

function withUniqueIds(nodes: readonly AttachmentNode[], taken: Set<string>): readonly AttachmentNode[] {
  return nodes.map((node) => {
    const own = uniqueId(node, taken);
    return 'multipart' in own ? { ...own, parts: withUniqueIds(own.parts, taken) } : own;
  });
}

function uniqueId(node: AttachmentNode, taken: Set<string>): AttachmentNode {
  const { contentId: id, ...unnamed } = node;
  if (id === undefined) return node;
  if (taken.has(id)) return unnamed;
  taken.add(id);
  return node;
}

// A related multipart may say which of its parts comes first in meaning, or leave it to the writer.
function withStarts(nodes: readonly AttachmentNode[], choice: number): readonly AttachmentNode[] {
  return nodes.map((node) => {
    if (!('multipart' in node)) return node;
    const parts = withStarts(node.parts, choice);
    const ids = parts.flatMap(({ contentId: id }) => (id === undefined ? [] : [id]));
    const start = node.multipart === 'related' ? ids[choice % (ids.length + 1)] : undefined;
    return { ...node, parts, ...(start === undefined ? {} : { start }) };
  });
}
