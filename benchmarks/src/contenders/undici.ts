import { Blob } from 'node:buffer';
import { FormData, Response } from 'undici';
import type { Contender, OutgoingContent } from '../contender.ts';

/** Writes parts as `fetch` writes a form. */
export async function writeFetchForm(
  parts: readonly OutgoingContent[],
  sink: (chunk: Uint8Array) => void,
): Promise<string> {
  const form = new FormData();
  for (const { contentType, contentId, bytes } of parts) {
    form.append(contentId, new Blob([bytes], { type: contentType }), contentId);
  }
  const response = new Response(form);
  for await (const chunk of response.body ?? []) sink(chunk);
  return response.headers.get('content-type') ?? '';
}

/** The forms of fetch. */
export const undici: Contender = { name: 'undici FormData', role: 'rival', writeMultipart: writeFetchForm };
