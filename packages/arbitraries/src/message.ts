import {
  defaultVersion,
  fault,
  type Message,
  messages,
  type Operation,
  type Release,
  releaseIncludes,
  schemaOfNamespace,
  schemaOfVersion,
  schemas,
} from '@mm7/schema';
import fc, { type Arbitrary } from 'fast-check';
import { trimmedText } from './text.ts';
import { anyContent, extensions, fieldsOf, type Properties } from './values.ts';
import { xmlName } from './xml-name.ts';

/** Which messages are wanted. */
export interface MessageOptions<O extends Message['operation'] = Message['operation']> {
  /**
   * The operation; several for any of them. Absent: every one that can stand in a SOAP body, so that error responses come
   * in the detail of a Fault alone.
   */
  readonly operation?: O | readonly O[];
  /** MM7Version; the namespace follows it unless that is given too. */
  readonly version?: string;
  /** Namespace; the version follows it unless that is given too. It says which elements there are. */
  readonly namespace?: string;
}

/** A namespace, what its schema has, and the versions that stand in it. */
interface Edition {
  readonly namespace: string;
  readonly versions: readonly string[];
  readonly release: Release;
}

/**
 * Any valid message, made by walking the tables of the schema: whatever is declared there is generated. Elements that the
 * schema of the namespace does not have yet are left out.
 *
 * Messages come in the form in which a reader returns them, so that what is written and read again compares equal:
 * identifiers, numbers, enumerations and dates without white space at their ends, prose (subject, status text) with it,
 * lists never empty, `version` and `namespace` always there. Elements of other namespaces stand in `extensions` and
 * `headerBlocks`.
 *
 * @throws {RangeError} when no schema of that version or namespace has the operation
 *
 * @example
 * fc.assert(
 *   fc.property(message({ operation: 'DeliverReq', version: '6.8.0' }), (request) => {
 *     expect(parseEnvelope(serializeEnvelope(request)).message).toEqual(request);
 *   }),
 * );
 */
export function message<O extends Message['operation'] = Message['operation']>(
  options: MessageOptions<O> = {},
): Arbitrary<Extract<Message, { operation: O }>> {
  const operations = options.operation === undefined ? bodyOperations : [options.operation].flat();
  const candidates = editionsOf(options).flatMap((edition) =>
    operations
      .filter((operation) => releaseIncludes(edition.release, releaseOf(operation)))
      .map((operation) => {
        return operation === 'Fault' ? anyFault(edition) : anyMessage(operation, edition);
      }),
  );
  if (candidates.length === 0) throw new RangeError(`no schema asked for has ${operations.join(', ')}`);
  return typed(fc.oneof(...candidates));
}

// The one place where what the tables drive becomes what the types inferred from the same tables promise.
function typed<M extends Message>(properties: Arbitrary<Properties>): Arbitrary<M> {
  return properties as unknown as Arbitrary<M>;
}

const isErrorResponse = (operation: string): boolean => operation.endsWith('ErrorRsp');
const operations = Object.values(messages).map((table) => table.operation);
const errorResponses = operations.filter(isErrorResponse);
const bodyOperations: readonly Message['operation'][] = [
  ...operations.filter((operation) => !isErrorResponse(operation)),
  'Fault',
];

function releaseOf(operation: Message['operation']): Release {
  return operation === 'Fault' ? 'R5' : messages[operation].release;
}

function editionsOf({ version, namespace }: MessageOptions): readonly Edition[] {
  if (version === undefined && namespace === undefined) {
    return schemas.map((schema) => ({ ...schema, versions: [schema.version, ...schema.otherVersions] }));
  }
  const chosen = namespace ?? (schemaOfVersion(version ?? '') ?? schemaOfVersion(defaultVersion))?.namespace ?? '';
  const schema = schemaOfNamespace(chosen);
  // Nobody knows what an unknown schema lacks, so it is taken to have everything.
  const { release = 'R6-1-4', version: own = defaultVersion, otherVersions = [] } = schema ?? {};
  return [{ namespace: chosen, versions: version === undefined ? [own, ...otherVersions] : [version], release }];
}

function anyMessage(operation: Operation, edition: Edition): Arbitrary<Properties> {
  return fc
    .tuple(trimmedText(), messageBody(operation, edition), extensions('headerBlocks'))
    .map(([transactionId, body, blocks]) => ({ transactionId, ...body, ...blocks }));
}

function messageBody(operation: Operation, { namespace, versions, release }: Edition): Arbitrary<Properties> {
  return fc
    .tuple(fieldsOf(messages[operation], release), fc.constantFrom(...versions), extensions('extensions'))
    .map(([fields, version, others]) => ({ operation, namespace, ...fields, version, ...others }));
}

// Fault codes are qualified names on the wire, of which the message has the local part.
const faultCode = fc.oneof(
  fc.constantFrom('Client', 'Server', 'VersionMismatch', 'MustUnderstand', 'Client.TransactionID'),
  xmlName(),
);

function anyFault(edition: Edition): Arbitrary<Properties> {
  const detail = fc.oneof(
    fc.constant({}),
    anyContent.map((content) => ({ detail: content })),
    fc
      .oneof(...errorResponses.map((operation) => messageBody(operation, edition)))
      .map((response) => ({ detail: response })),
  );
  const identification = fc.oneof(
    { weight: 3, arbitrary: trimmedText().map((transactionId) => ({ transactionId })) },
    { weight: 1, arbitrary: fc.constant({}) },
  );
  const fields = fieldsOf({ ...fault, fields: faultText }, edition.release);
  return fc
    .tuple(fields, faultCode, detail, identification, extensions('extensions'), extensions('headerBlocks'))
    .map(([own, code, ...others]) => faultIn(edition, Object.assign({ ...own, faultCode: code }, ...others)));
}

const { detail: _detail, ...faultText } = fault.fields;

// A fault says what its namespace is by its TransactionID or its error response; else it has none.
function faultIn({ namespace }: Edition, properties: Properties): Properties {
  const { transactionId, detail } = properties;
  const hasResponse = typeof detail === 'object' && detail !== null && 'operation' in detail;
  const isQualified = transactionId !== undefined || hasResponse;
  return { operation: 'Fault', ...(isQualified ? { namespace } : {}), ...properties };
}
