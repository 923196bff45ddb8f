import {
  bodyPath,
  type Dialect,
  type Extension,
  header,
  headerPath,
  type Message,
  soapNames,
  type Warning,
} from '@mm7/schema';
import type { ElementPath } from './element-path.ts';
import type { EnvelopeWalker } from './envelope-walker.ts';
import { isTransactionId } from './frames/header-frame.ts';
import type { MessageDraft } from './message-draft.ts';
import { deviationsOfMessage } from './namespace-name.ts';
import { trim } from './white-space.ts';

/** An envelope that was read. */
export interface ParsedEnvelope {
  /** The message in it. */
  readonly message: Message;
  /** In which ways the envelope deviates; empty in strict mode. */
  readonly warnings: readonly Warning[];
  /** How the peer writes. */
  readonly dialect: Dialect;
}

const transactionIdName = header.fields.transactionId.name;
const { mustUnderstand } = soapNames;
const body: ElementPath = { name: soapNames.body, outer: { name: soapNames.envelope, outer: undefined } };

/**
 * Makes the message of what the walker has read, once the document has ended.
 *
 * @throws {Mm7Error} when something is missing that the message cannot be without
 */
export function finishEnvelope(walker: EnvelopeWalker): ParsedEnvelope {
  const { root } = walker;
  if (root === undefined) throw walker.log.error('missing-element', 'the envelope holds no message', 4004, {});
  takeLateTransactionId(walker);
  checkNamespaces(walker, root);
  if (walker.transactionId === undefined && root.operation !== soapNames.fault) {
    walker.log.report('missing-element', `element ${transactionIdName} is missing`, { path: headerPath });
  }
  const message = root.finish(walker, {
    name: root.operation,
    outer: walker.soapPrefix === undefined ? undefined : body,
  });
  if (walker.headerBlocks.length > 0) message['headerBlocks'] = walker.headerBlocks;
  return { message: typed(message), warnings: walker.log.warnings, dialect: dialectOf(walker, root) };
}

// The one place where what the schema's tables drive becomes what the types inferred from the same tables promise:
// `finish` has put every required field into place, each read by its declared type.
function typed(message: Record<string, unknown>): Message {
  return message as unknown as Message;
}

// Until the body's root is known, a TransactionID in a namespace that nobody knows looks like a block of somebody else.
function takeLateTransactionId(walker: EnvelopeWalker): void {
  const { headerBlocks, rootNamespace } = walker;
  if (walker.transactionId !== undefined || rootNamespace === undefined) return;
  const index = headerBlocks.findIndex(
    ({ name, namespace }) => isTransactionId(name) && namespace === rootNamespace.declared,
  );
  const [block] = index < 0 ? [] : headerBlocks.splice(index, 1);
  if (block === undefined) return;
  walker.transactionId = trim(textOf(block));
  walker.headerNamespace = rootNamespace;
  const place = { path: `${headerPath}/${block.name}` };
  if (block.name !== transactionIdName) {
    walker.log.report('element-case', `${block.name} stands for ${transactionIdName}`, place);
    walker.rememberSpelling(transactionIdName, block.name);
  }
  const understood = block.attributes.some(
    ({ name, namespace, value }) =>
      name === mustUnderstand &&
      namespace !== undefined &&
      namespace === walker.soapNamespace?.declared &&
      value === '1',
  );
  if (understood) return;
  walker.log.report('must-understand', `${block.name} lacks ${mustUnderstand}="1" of SOAP`, place);
}

function textOf(extension: Extension): string {
  return extension.children.map((child) => (typeof child === 'string' ? child : '')).join('');
}

function checkNamespaces(walker: EnvelopeWalker, { operation }: MessageDraft): void {
  const { log, rootNamespace, headerNamespace } = walker;
  const place = { path: `${headerPath}/${transactionIdName}` };
  if (walker.rootQualified === false) {
    const declared = rootNamespace ?? headerNamespace;
    const rootPlace = { path: `${bodyPath}/${operation}` };
    if (declared === undefined) log.reportOnce('missing-namespace', '', 'the message is in no namespace', rootPlace);
    else log.reportOnce('unqualified-element', '', `${operation} is in no namespace`, rootPlace);
  }
  if (walker.transactionId === undefined) return;
  if (headerNamespace === undefined) {
    if (!walker.headerPrefixUndeclared && rootNamespace !== undefined) {
      log.reportOnce('unqualified-element', '', `${transactionIdName} is in no namespace`, place);
    }
    return;
  }
  for (const code of rootNamespace === undefined ? deviationsOfMessage(headerNamespace) : headerNamespace.deviations) {
    log.reportOnce(
      code,
      headerNamespace.declared,
      `the namespace is ${JSON.stringify(headerNamespace.declared)}`,
      place,
    );
  }
  if (rootNamespace !== undefined && headerNamespace.uri !== rootNamespace.uri) {
    const message = `the header is in ${JSON.stringify(headerNamespace.uri)}, the body in ${JSON.stringify(rootNamespace.uri)}`;
    log.reportOnce('namespace-mismatch', '', message, place);
  }
}

function dialectOf(walker: EnvelopeWalker, root: MessageDraft): Dialect {
  const dialect: { -readonly [K in keyof Dialect]: Dialect[K] } = {
    prefixes: {
      soap: walker.soapPrefix ?? '',
      mm7: walker.rootQualified === undefined ? walker.headerPrefix : walker.rootPrefix,
    },
  };
  const namespace = walker.rootNamespace ?? walker.headerNamespace;
  if (namespace !== undefined) dialect.namespace = namespace.declared;
  if (root.version !== undefined) dialect.version = root.version;
  if (walker.soapNamespace !== undefined) dialect.soapNamespace = walker.soapNamespace.declared;
  if (walker.spellings !== undefined) dialect.spellings = walker.spellings;
  return dialect;
}
