import type { Contender } from './contender.ts';

/** How each contender is loaded: alone, since a process must not bear the weight of the others. mm7 comes first. */
const loaders: Readonly<Record<string, () => Promise<Contender>>> = {
  mm7: async () => (await import('./contenders/mm7.ts')).mm7,
  dicer: async () => (await import('./contenders/dicer.ts')).dicer,
  'fastify-busboy': async () => (await import('./contenders/fastify-busboy.ts')).fastifyBusboy,
  busboy: async () => (await import('./contenders/busboy.ts')).busboy,
  'remix-multipart-parser': async () => (await import('./contenders/remix-multipart-parser.ts')).remixMultipartParser,
  mailsplit: async () => (await import('./contenders/mailsplit.ts')).mailsplit,
  multiparty: async () => (await import('./contenders/multiparty.ts')).multiparty,
  'response-form-data': async () => (await import('./contenders/response-form-data.ts')).responseFormData,
  'fast-xml-parser': async () => (await import('./contenders/fast-xml-parser.ts')).fastXmlParser,
  sax: async () => (await import('./contenders/sax.ts')).sax,
  htmlparser2: async () => (await import('./contenders/htmlparser2.ts')).htmlparser2,
  xmldom: async () => (await import('./contenders/xmldom.ts')).xmldom,
  xmlbuilder2: async () => (await import('./contenders/xmlbuilder2.ts')).xmlbuilder2,
  'form-data': async () => (await import('./contenders/form-data.ts')).formData,
  undici: async () => (await import('./contenders/undici.ts')).undici,
  'dicer-and-fast-xml-parser': async () =>
    (await import('./contenders/dicer-and-fast-xml-parser.ts')).dicerAndFastXmlParser,
  'busboy-and-fast-xml-parser': async () =>
    (await import('./contenders/busboy-and-fast-xml-parser.ts')).busboyAndFastXmlParser,
  'form-data-and-fast-xml-parser': async () =>
    (await import('./contenders/form-data-and-fast-xml-parser.ts')).formDataAndFastXmlParser,
  'undici-and-xmlbuilder2': async () => (await import('./contenders/undici-and-xmlbuilder2.ts')).undiciAndXmlbuilder2,
  saxes: async () => (await import('./contenders/saxes.ts')).saxes,
  concatenation: async () => (await import('./contenders/concatenation.ts')).concatenation,
  memcpy: async () => (await import('./contenders/limits.ts')).memcpy,
  'index-of': async () => (await import('./contenders/limits.ts')).indexOf,
  'index-of-random': async () => (await import('./contenders/limits.ts')).indexOfRandom,
  'buffer-from-base64': async () => (await import('./contenders/limits.ts')).bufferFromBase64,
  'file-copy': async () => (await import('./contenders/limits.ts')).fileCopy,
};

/** Under which names contenders can be loaded. */
export const contenderIds: readonly string[] = Object.keys(loaders);

/** Loads a contender. */
export function loadContender(id: string): Promise<Contender> {
  const load = loaders[id];
  if (load === undefined) throw new Error(`there is no contender ${id}`);
  return load();
}
