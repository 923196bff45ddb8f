export { EnvelopeParser, parseEnvelope } from './envelope-parser.ts';
export { defaultEnvelopeLimits, type EnvelopeLimits, envelopeLimits } from './limits.ts';
export { isMm7Document } from './mm7-document.ts';
export type { ParseOptions } from './parse-options.ts';
export type { ParsedEnvelope } from './parsed-envelope.ts';
export { type Repair, type Repaired, repair } from './repair.ts';
