import type ts from 'typescript';
import { type Fields, fault, messages, type Table } from '../../packages/schema/src/index.ts';
import { alternatives, typeOf } from './comments.ts';

/** A message as it is declared, and as TypeScript sees it. */
export interface MessageType {
  readonly operation: string;
  readonly declaration: Table<Fields>;
  readonly release: string;
  readonly type: ts.Type;
}

const types = alternatives(typeOf('messages.ts', 'Message'), 'operation');

/** All messages in the order of their declaration, Fault last. */
export const messageTypes: readonly MessageType[] = [
  ...Object.entries(messages).map(([operation, declaration]) => message(operation, declaration, declaration.release)),
  message('Fault', fault, 'R5'),
];

function message(operation: string, declaration: Table<Fields>, release: string): MessageType {
  const type = types.get(operation);
  if (type === undefined) throw new Error(`${operation} is no message`);
  return { operation, declaration, release, type };
}
