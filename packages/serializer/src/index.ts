export { serializeEnvelope } from './serialize-envelope.ts';
export type { SerializeOptions, UnsupportedPolicy } from './serialize-options.ts';
