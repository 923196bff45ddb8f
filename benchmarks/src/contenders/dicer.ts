import Dicer from 'dicer';
import type { Contender } from '../contender.ts';
import { splitWithDicer } from './dicer-parts.ts';

/** The splitter that most Node services have had inside for ten years. */
export const dicer: Contender = {
  name: 'dicer',
  role: 'rival',
  split: (body, sink) => splitWithDicer(new Dicer({ boundary: body.boundary }), body, sink),
};
