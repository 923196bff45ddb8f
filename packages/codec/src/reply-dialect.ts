import type { Dialect, Message } from '@mm7/schema';

/** Not part of the messages themselves, so that they stay plain data that compares and copies like any other. */
const dialects = new WeakMap<Message, Dialect>();

/** Remembers in which dialect a reply is to be written, and returns the reply. */
export function inDialect<M extends Message>(reply: M, dialect: Dialect): M {
  dialects.set(reply, dialect);
  return reply;
}

/** The dialect of the peer that a message answers, if it is a reply made here. */
export function dialectOf(message: Message): Dialect | undefined {
  return dialects.get(message);
}
