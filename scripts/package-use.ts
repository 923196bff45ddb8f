// Compiled against the packed tarballs: what a user writes first must type-check there.
import { decode, encode, type Message, Mm7Error, respond } from '@mm7/codec';

export async function answer(headers: Headers, body: Uint8Array): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  try {
    const decoded = await decode(headers, body);
    const message: Message = decoded.message;
    if (message.operation === 'DeliverReq') chunks.push(new TextEncoder().encode(message.sender.value));
    for await (const part of decoded.parts) for await (const chunk of part) chunks.push(chunk);
    for await (const chunk of encode(respond(decoded, 1000)).body) chunks.push(chunk);
  } catch (error) {
    if (!Mm7Error.is(error)) throw error;
    chunks.push(new TextEncoder().encode(error.code));
  }
  return chunks;
}
