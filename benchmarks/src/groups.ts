import type { Group } from './group.ts';
import { base64 } from './groups/base64.ts';
import { decode, memory } from './groups/decode.ts';
import { decodeBuffer } from './groups/decode-buffer.ts';
import { encode } from './groups/encode.ts';
import { encodeFile } from './groups/encode-file.ts';
import { envelope } from './groups/envelope.ts';
import { split } from './groups/split.ts';
import { writeEnvelope } from './groups/write-envelope.ts';
import { writeMultipart } from './groups/write-multipart.ts';

/** Everything that is measured, in the order of the page. */
export const groups: readonly Group[] = [
  split,
  envelope,
  writeEnvelope,
  writeMultipart,
  decodeBuffer,
  decode,
  encode,
  encodeFile,
  base64,
  memory,
];
