import { versionBelongsTo } from '@mm7/schema';
import { Draft } from './draft.ts';
import { type ElementPath, textOfPath } from './element-path.ts';
import type { EnvelopeWalker } from './envelope-walker.ts';
import type { ReadingTable, Slot } from './reading-table.ts';

/** A message while it is read: that of the body, or the error response in the detail of a fault. */
export class MessageDraft extends Draft {
  /** Name of the operation as the schema writes it. */
  readonly operation: string;
  readonly #namespace: string | undefined;
  readonly #version: Slot | undefined;

  constructor(table: ReadingTable, operation: string, namespace: string | undefined) {
    super(table);
    this.operation = operation;
    this.#namespace = namespace;
    this.#version = table.slots.find((slot) => slot.key === 'version');
  }

  /** The MM7Version, as far as it has been read. */
  get version(): string | undefined {
    const version = this.#version === undefined ? undefined : this.get(this.#version);
    return typeof version === 'string' ? version : undefined;
  }

  override finish(walker: EnvelopeWalker, path: ElementPath): Record<string, unknown> {
    const { version } = this;
    const isRoot = walker.root === this;
    // The path of an error response in a fault is that of its place there.
    const own = isRoot || !this.present ? path : { name: this.operation, outer: path };
    if (version !== undefined) checkVersion(walker, version, own);
    const transactionId = isRoot ? walker.transactionId : undefined;
    const namespace = this.#namespace ?? walker.messageNamespace;
    // In the order of messageKeys.
    return super.finish(walker, own, [this.operation, transactionId, version, namespace]);
  }
}

function checkVersion(walker: EnvelopeWalker, version: string, path: ElementPath): void {
  const schema = walker.rootNamespace?.schema;
  if (schema === undefined || versionBelongsTo(schema, version)) return;
  const message = `version ${JSON.stringify(version.slice(0, 40))} does not belong to ${schema.id}, whose version is ${schema.version}`;
  walker.log.report('version-mismatch', message, { path: textOfPath(path) });
}
