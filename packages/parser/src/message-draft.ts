import { versionBelongsTo } from '@mm7/schema';
import { Draft } from './draft.ts';
import type { EnvelopeWalker } from './envelope-walker.ts';
import type { ReadingTable } from './reading-table.ts';

/** A message while it is read: that of the body, or the error response in the detail of a fault. */
export class MessageDraft extends Draft {
  /** Name of the operation as the schema writes it. */
  readonly operation: string;
  readonly #namespace: string | undefined;
  readonly #version: number | undefined;

  constructor(table: ReadingTable, operation: string, namespace: string | undefined) {
    super(table);
    this.operation = operation;
    this.#namespace = namespace;
    this.#version = table.slots.find((slot) => slot.key === 'version')?.index;
  }

  /** The MM7Version, as far as it has been read. */
  get version(): string | undefined {
    const version = this.#version === undefined ? undefined : this.values[this.#version];
    return typeof version === 'string' ? version : undefined;
  }

  override finish(
    walker: EnvelopeWalker,
    path: readonly string[],
    into: Record<string, unknown> = {},
  ): Record<string, unknown> {
    into['operation'] = this.operation;
    if (walker.root === this && walker.transactionId !== undefined) into['transactionId'] = walker.transactionId;
    const { version } = this;
    if (version !== undefined) {
      into['version'] = version;
      checkVersion(walker, version, path);
    }
    const namespace = walker.root === this ? walker.messageNamespace : this.#namespace;
    if (namespace !== undefined) into['namespace'] = namespace;
    return super.finish(walker, path, into);
  }
}

function checkVersion(walker: EnvelopeWalker, version: string, path: readonly string[]): void {
  const schema = walker.rootNamespace?.schema;
  if (schema === undefined || versionBelongsTo(schema, version)) return;
  const message = `version ${JSON.stringify(version.slice(0, 40))} does not belong to ${schema.id}, whose version is ${schema.version}`;
  walker.log.report('version-mismatch', message, { path: `/${path.join('/')}` });
}
