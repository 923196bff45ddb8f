import { Dicer } from '@fastify/busboy';
import type { Contender } from '../contender.ts';
import { splitWithDicer } from './dicer-parts.ts';

/** The Dicer that fastify maintains. */
export const fastifyBusboy: Contender = {
  name: '@fastify/busboy',
  role: 'rival',
  split: (body, sink) => splitWithDicer(new Dicer({ boundary: body.boundary }), body, sink),
};
