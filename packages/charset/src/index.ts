export { CharsetError, type CharsetErrorCode, type CharsetErrorDetails } from './charset-error.ts';
export { decodeBytes } from './decode-bytes.ts';
export { type DecodeTextOptions, decodeText } from './decode-text.ts';
export { decodeXml } from './decode-xml.ts';
export type { CharsetDeviation, DecodedText } from './decoded-text.ts';
export { encodeText } from './encode-text.ts';
export { isKnownEncoding } from './encoding.ts';
export { TextDecodingStream } from './text-decoding-stream.ts';
