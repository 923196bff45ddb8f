import type { DeviationCode, Extension, Mm7Error, Mm7ErrorCode, Mode, ReadSoFar, Warning } from '@mm7/schema';
import { copied } from './copied.ts';
import { DeviationLog } from './deviation-log.ts';
import type { Frame } from './frame.ts';
import { AddressElementFrame } from './frames/address-frame.ts';
import { DocumentFrame } from './frames/document-frame.ts';
import { LeafFrame } from './frames/leaf-frame.ts';
import type { EnvelopeLimits } from './limits.ts';
import type { MessageDraft } from './message-draft.ts';
import { deviationsOfMessage, type NamespaceName } from './namespace-name.ts';
import { NamespaceScope, xmlNamespace } from './namespace-scope.ts';
import { isNamePart, isNamespaceDeclaration } from './qualified-name.ts';
import { rankOf } from './reading-table.ts';
import { trim } from './white-space.ts';

/** The position of the XML reader. */
export interface Position {
  readonly line: number;
  /** In UTF-16 units, counted from 0. */
  readonly columnIndex: number;
}

const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
// From here on what a message keeps is copied; a smaller document is kept whole more cheaply than it is copied.
const largeDocument = 16 * 1024;
// V8 copies what is shorter.
const shortestSlice = 13;
const colonCode = 58;
const lastRank = rankOf('R6-1-4');
// Names of MM7 have at most 25 characters; those of others need not fill a message or a path.
const longestName = 1024;

/**
 * Turns the events of an XML reader into a message: keeps the open elements, resolves names, and describes the element
 * at hand to the frame that holds it.
 */
export class EnvelopeWalker {
  readonly log: DeviationLog;
  readonly limits: EnvelopeLimits;

  // The element at hand.
  prefix = '';
  local = '';
  namespace: NamespaceName | undefined;
  /** How many attributes it has; the arrays may hold remains of earlier elements behind them. */
  attributeCount = 0;
  readonly attributeNames: string[] = [];
  readonly attributeValues: string[] = [];

  // Frames that one walker needs once.
  readonly leaf = new LeafFrame();
  readonly addressElement = new AddressElementFrame();

  // What is known of the message.
  root: MessageDraft | undefined;
  /** Namespace of the message's root; of a child where the root has none. */
  rootNamespace: NamespaceName | undefined;
  rootPrefix = '';
  /** Whether the root of the message has a namespace, or a prefix that should have one; undefined for a bare fault. */
  rootQualified: boolean | undefined;
  /** Position of the schema's release in the order of releases: what this schema has. */
  rank = lastRank;
  soapPrefix: string | undefined;
  soapNamespace: NamespaceName | undefined;
  transactionId: string | undefined;
  headerPrefix = '';
  headerNamespace: NamespaceName | undefined;
  headerPrefixUndeclared = false;
  readonly headerBlocks: Extension[] = [];
  /** How the peer spells names whose letters have another case in the schema. */
  spellings: Map<string, string> | undefined;

  readonly #scope = new NamespaceScope();
  readonly #frames: Frame[] = [new DocumentFrame()];
  readonly #position: Position;
  readonly #copies: boolean;
  #extensions = 0;
  #prefixUndeclared = false;

  constructor(mode: Mode, limits: EnvelopeLimits, position: Position, documentLength: number) {
    this.log = new DeviationLog(mode, () => this.readSoFar());
    this.limits = limits;
    this.#position = position;
    this.#copies = documentLength > largeDocument;
  }

  /** The text as a message may keep it: a slice of a large document would keep all of that document alive. */
  own(text: string): string {
    return this.#copies && text.length >= shortestSlice ? copied(text) : text;
  }

  /** Whether the start tag of the document element is complete. */
  rootSeen = false;

  /** How many elements are open. */
  get depth(): number {
    return this.#frames.length - 1;
  }

  /** An attribute of the start tag at hand; they come before its name. */
  attribute(name: string, value: string): void {
    this.#checkLength(name);
    if (this.attributeCount >= this.limits.attributes) {
      throw this.error('too-many-attributes', `an element has more than ${this.limits.attributes} attributes`);
    }
    if (value.length > this.limits.text) {
      throw this.error('text-too-long', `attribute ${name.slice(0, 40)} is longer than ${this.limits.text}`);
    }
    this.attributeNames[this.attributeCount] = name;
    this.attributeValues[this.attributeCount] = value;
    this.attributeCount += 1;
  }

  /** The start tag is complete. */
  openTag(name: string): void {
    this.rootSeen = true;
    if (this.#frames.length > this.limits.depth) {
      throw this.error('xml-too-deep', `elements nest deeper than ${this.limits.depth}`);
    }
    this.#checkLength(name);
    const prefixedAttributes = this.#declareNamespaces();
    this.#resolveElement(name);
    if (prefixedAttributes > 1) this.#refuseDuplicateAttributes();
    const frame = this.#frames[this.#frames.length - 1];
    if (frame !== undefined) this.#frames.push(frame.open(this));
    this.attributeCount = 0;
  }

  /** The innermost element ends. */
  closeTag(): void {
    const frame = this.#frames[this.#frames.length - 1];
    if (frame === undefined) return;
    frame.close(this);
    this.#frames.pop();
    this.#scope.leave(this.#frames.length);
  }

  /** Text of the innermost element. */
  characters(text: string): void {
    this.checkText(text);
    this.#frames[this.#frames.length - 1]?.text(this, text);
  }

  /** The text of an element so far, and a further piece of it. */
  joined(text: string, piece: string): string {
    if (text === '') return piece;
    const whole = text + piece;
    this.checkText(whole);
    return whole;
  }

  #resolveElement(name: string): void {
    // Most elements have the prefix of the one before.
    const known = this.prefix.length;
    const isSame = known > 0 && name.charCodeAt(known) === colonCode && name.startsWith(this.prefix);
    const colon = isSame ? known : name.indexOf(':');
    if (colon < 0) {
      this.prefix = '';
      this.local = name;
      this.#prefixUndeclared = false;
      this.namespace = this.#scope.resolve('');
      return;
    }
    if (!isSame) this.prefix = name.slice(0, colon);
    this.local = this.localPart(name, colon);
    this.namespace = this.resolvePrefix(this.prefix);
    this.#prefixUndeclared = this.namespace === undefined;
  }

  /**
   * The local part of the name of an element or attribute, whose first colon stands at `colon`; -1: it has none.
   *
   * @throws {Mm7Error} `malformed-xml` when it is no qualified name
   */
  localPart(name: string, colon: number): string {
    const lastColon = name.indexOf(':', colon + 1) < 0 ? colon : name.lastIndexOf(':');
    const local = name.slice(lastColon + 1);
    if (colon === 0 || !isNamePart(local)) throw this.error('malformed-xml', `${name} is no qualified name`);
    if (lastColon > colon) this.reportOnce('doubled-colon', '', `${name} has more than one colon`);
    return local;
  }

  /** The namespace bound to a prefix; a prefix without one is a deviation. */
  resolvePrefix(prefix: string): NamespaceName | undefined {
    const namespace = this.#scope.resolve(prefix);
    if (namespace === undefined) {
      if (prefix === 'xmlns') throw this.error('malformed-xml', 'the prefix xmlns is reserved');
      this.reportOnce('undeclared-prefix', prefix, `prefix ${prefix} is not declared`);
    }
    return namespace;
  }

  /** Whether the prefix of the element at hand is used without being declared. */
  get prefixUndeclared(): boolean {
    return this.#prefixUndeclared;
  }

  /**
   * Whether the element at hand belongs to somebody else: its namespace is declared, and is neither MM7's, nor SOAP's,
   * nor that of the message.
   */
  get foreign(): boolean {
    const { namespace } = this;
    return namespace !== undefined && namespace !== this.rootNamespace && namespace.family === 'other';
  }

  /** Takes the element at hand for the root of the message. */
  takeRootNamespace(): void {
    const { namespace } = this;
    this.rootPrefix = this.own(this.prefix);
    this.rootQualified = namespace !== undefined || this.#prefixUndeclared;
    if (namespace === undefined) return;
    this.adoptNamespace(namespace);
  }

  /** Takes a namespace for the message's. */
  adoptNamespace(namespace: NamespaceName): void {
    this.rootNamespace = namespace;
    if (namespace.schema !== undefined) this.rank = rankOf(namespace.schema.release);
    for (const code of deviationsOfMessage(namespace)) {
      this.reportOnce(code, namespace.declared, `the namespace is ${JSON.stringify(namespace.declared)}`);
    }
  }

  /** Checks the namespace of the element at hand, which is not foreign, against that of its message. */
  checkNamespace(): void {
    const { namespace, rootNamespace, local } = this;
    if (namespace === rootNamespace) return;
    if (namespace === undefined) {
      if (!this.#prefixUndeclared) this.reportOnce('unqualified-element', '', `${local} is in no namespace`);
    } else if (rootNamespace === undefined) {
      this.adoptNamespace(namespace);
    } else {
      this.reportOnce('namespace-mismatch', '', `${local} is in namespace ${JSON.stringify(namespace.declared)}`);
    }
  }

  /** Namespace of the message: that of its root, or else of its header. */
  get messageNamespace(): string | undefined {
    return (this.rootNamespace ?? this.headerNamespace)?.uri;
  }

  /** Counts an element that is kept as an extension. */
  countExtension(): void {
    this.#extensions += 1;
    if (this.#extensions > this.limits.extensions) {
      throw this.error('too-many-extensions', `more than ${this.limits.extensions} elements are not of the schema`);
    }
  }

  /** Whether attributes with this prefix belong to somebody else (`xsi:type`, `xml:lang`). */
  isForeignPrefix(prefix: string): boolean {
    const namespace = this.resolvePrefix(prefix);
    return namespace !== undefined && namespace.family === 'other' && namespace !== this.rootNamespace;
  }

  /** Whether this prefix of an attribute is declared, and its namespace one of MM7's or SOAP's. */
  isOwnPrefix(prefix: string): boolean {
    return this.resolvePrefix(prefix) !== undefined && !this.isForeignPrefix(prefix);
  }

  /** Prefix of the soap envelope or of its slips, whichever namespace it stands for. */
  isSoapPrefix(prefix: string): boolean {
    const namespace = this.#scope.resolve(prefix);
    return namespace === undefined || namespace.family === 'soap' || namespace === this.soapNamespace;
  }

  /** Reports a deviation at the element at hand, or where a child's name is given, at that child. */
  report(code: DeviationCode, message: string, child?: string): void {
    this.log.report(code, message, this.place(child));
  }

  /** Takes the element at hand for the one that the schema calls `name`. */
  recognise(name: string, deviation: 'misnomer' | 'element-case' = 'element-case'): void {
    this.report(deviation, `${this.local} stands for ${name}`, this.local);
    if (deviation === 'element-case') this.rememberSpelling(name, this.own(this.local));
  }

  /** Remembers how the peer spells a name of the schema; the first spelling counts. */
  rememberSpelling(name: string, spelling: string): void {
    this.spellings ??= new Map();
    if (!this.spellings.has(name)) this.spellings.set(name, spelling);
  }

  /** Reports a deviation of the whole document at the element at hand, the first time alone. */
  reportOnce(code: DeviationCode, subject: string, message: string): void {
    this.log.reportOnce(code, subject, message, this.place(this.local));
  }

  /** An error at the element at hand. */
  error(code: Mm7ErrorCode, message: string, statusCode = 4004, child?: string): Mm7Error {
    return this.log.error(code, message, statusCode, this.place(child));
  }

  /** Where the reader stands. */
  place(child?: string): Pick<Warning, 'path' | 'line' | 'column'> {
    return { path: this.path(child), line: this.#position.line, column: this.#position.columnIndex + 1 };
  }

  /** Path of the open elements, and of a child of the innermost. */
  path(child?: string): string {
    const names = this.#frames.slice(1).map((frame) => frame.name);
    if (child !== undefined) names.push(child);
    return `/${names.join('/')}`;
  }

  /** What has been read of the envelope. */
  readSoFar(): ReadSoFar {
    const version = this.root?.version;
    return {
      ...(this.transactionId === undefined ? {} : { transactionId: this.transactionId }),
      ...(version === undefined ? {} : { version }),
      ...(this.messageNamespace === undefined ? {} : { namespace: this.messageNamespace }),
      ...(this.root === undefined ? {} : { operation: this.root.operation }),
    };
  }

  // Declares what attributes of the element at hand declare; returns how many of the others have a prefix.
  #declareNamespaces(): number {
    let prefixed = 0;
    for (let index = 0; index < this.attributeCount; index += 1) {
      const name = this.attributeNames[index] ?? '';
      if (!isNamespaceDeclaration(name)) {
        if (name.includes(':')) prefixed += 1;
        continue;
      }
      const value = this.attributeValues[index] ?? '';
      // No white space is part of a namespace, so that one of white space alone is none.
      const uri = trim(value) === '' ? '' : value;
      if (name.length === 5) this.#declare('', uri);
      else this.#declare(this.localPart(name, 5), uri);
    }
    return prefixed;
  }

  /**
   * Refuses a text that is too long, of an element, or of what is read over.
   *
   * @throws {Mm7Error} `text-too-long`
   */
  checkText(text: string): void {
    if (text.length > this.limits.text) {
      throw this.error('text-too-long', `a text is longer than ${this.limits.text}`);
    }
  }

  #checkLength(name: string): void {
    if (name.length > longestName) {
      throw this.error('text-too-long', `the name ${name.slice(0, 40)}… is longer than ${longestName}`);
    }
  }

  // Namespaces in XML 1.0, sections 3 and 5.
  #declare(prefix: string, uri: string): void {
    const reserved = prefix === 'xmlns' || uri === xmlnsNamespace || (prefix === 'xml') !== (uri === xmlNamespace);
    if (reserved || (prefix !== '' && uri === '')) {
      throw this.error('malformed-xml', `prefix ${JSON.stringify(prefix)} must not be bound to ${JSON.stringify(uri)}`);
    }
    this.#scope.declare(prefix, uri, this.#frames.length);
  }

  #refuseDuplicateAttributes(): void {
    const seen = new Set<string>();
    for (let index = 0; index < this.attributeCount; index += 1) {
      const name = this.attributeNames[index] ?? '';
      const colon = name.indexOf(':');
      if (colon < 0 || isNamespaceDeclaration(name)) continue;
      const uri = this.#scope.resolve(name.slice(0, colon))?.declared ?? name.slice(0, colon);
      const expanded = `${uri} ${this.localPart(name, colon)}`;
      if (seen.has(expanded)) throw this.error('malformed-xml', `attribute ${name} stands twice`);
      seen.add(expanded);
    }
  }
}
