import { create } from 'xmlbuilder2';
import type { Contender } from '../contender.ts';
import { envelopeTree } from './envelope-tree.ts';

/** A writer that builds a document first. */
export const xmlbuilder2: Contender = {
  name: 'xmlbuilder2',
  role: 'rival',
  writeEnvelope: (message) => create({ version: '1.0', encoding: 'UTF-8' }, envelopeTree(message)).end(),
};
