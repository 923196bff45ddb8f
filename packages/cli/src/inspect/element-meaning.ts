import {
  addressFields,
  addressKinds,
  type Field,
  type Fields,
  fault,
  header,
  messages,
  schemaOfVersion,
  statusCode,
  type Type,
} from '@mm7/schema';
import meanings from './meanings.json';

/** The first sentence says what a thing is for; others say how peers and this library deal with it. */
const meaningByPath = new Map(Object.entries(meanings).map(([path, comment]) => [path, firstSentence(comment)]));

/** What the specification of SOAP calls the elements around a message. */
const soapMeanings = new Map([
  ['envelope', 'The SOAP envelope.'],
  ['header', 'What pairs the message with its answer.'],
  ['body', 'The message itself.'],
]);

/** The elements that may stand in an element, and where the schema says what each is for. */
interface Scope {
  /** Way from the message to the element: `SubmitReq.recipients`. */
  readonly path: string;
  readonly fields: Fields;
}

/** What is known of an element. */
export interface ElementMeaning {
  readonly meaning?: string | undefined;
  /** Whether its value is a status code, a version, or anything else. */
  readonly kind: 'statusCode' | 'version' | 'other';
  /** What is known of its attributes and children. */
  readonly inner: ElementReader;
}

/** Tells what elements are for, from the schema, by their names: in any case, and under known wrong names. */
export class ElementReader {
  readonly #message: Scope | undefined;
  readonly #scope: Scope | undefined;

  private constructor(message: Scope | undefined, scope: Scope | undefined) {
    this.#message = message;
    this.#scope = scope;
  }

  /** Outside of a message: around it, or where nothing is known. */
  static readonly outside = new ElementReader(undefined, undefined);

  /** A child, by its local name. */
  child(local: string): ElementMeaning {
    const wanted = local.toLowerCase();
    if (this.#scope !== undefined) {
      const found = find(this.#scope, wanted) ?? (this.#message && findBelow(this.#message, wanted));
      if (found !== undefined) return this.#ofField(found);
    }
    const soap = this.#scope === undefined ? soapMeanings.get(wanted) : undefined;
    if (soap !== undefined) return { meaning: soap, kind: 'other', inner: ElementReader.outside };
    if (wanted === 'fault') return this.#ofMessage('Fault', fault.fields);
    if (wanted === header.fields.transactionId.name.toLowerCase()) {
      return { meaning: meaningByPath.get('SubmitReq.transactionId'), kind: 'other', inner: ElementReader.outside };
    }
    const table = Object.values(messages).find(({ operation }) => operation.toLowerCase() === wanted);
    if (table !== undefined) return this.#ofMessage(table.operation, table.fields);
    return { kind: 'other', inner: new ElementReader(this.#message, this.#message && { path: '', fields: {} }) };
  }

  /** What an attribute is for. */
  attribute(name: string): string | undefined {
    const local = name.slice(name.lastIndexOf(':') + 1).toLowerCase();
    const found = this.#scope && find(this.#scope, local);
    return found?.meaning;
  }

  #ofMessage(operation: string, fields: Fields): ElementMeaning {
    const scope = { path: operation, fields };
    return { meaning: meaningByPath.get(operation), kind: 'other', inner: new ElementReader(scope, scope) };
  }

  #ofField({ key, field, path, meaning }: FoundField): ElementMeaning {
    if (field.type.kind === 'faultDetail') return { meaning, kind: 'other', inner: ElementReader.outside };
    const fields = isAddressKind(field) ? addressFields.fields : fieldsIn(field.type);
    const kind = key === 'statusCode' || key === 'version' ? key : 'other';
    return { meaning, kind, inner: new ElementReader(this.#message, { path, fields }) };
  }
}

/** What a value says that is a code. */
export function readingOf(kind: ElementMeaning['kind'], value: string): string | undefined {
  const trimmed = value.trim();
  if (kind === 'statusCode' && /^\d{1,9}$/.test(trimmed)) {
    const { code, text, meaning } = statusCode(Number(trimmed));
    return code === Number(trimmed) ? `${text}: ${meaning}` : `an unlisted code; counts as ${code} ${text}: ${meaning}`;
  }
  if (kind !== 'version') return undefined;
  const schema = schemaOfVersion(trimmed);
  return schema === undefined ? 'belongs to no published schema' : `belongs to ${schema.id}`;
}

interface FoundField {
  readonly key: string;
  readonly field: Field;
  readonly path: string;
  readonly meaning: string | undefined;
}

function find({ path, fields }: Scope, wanted: string): FoundField | undefined {
  const entries = Object.entries(fields);
  const entry =
    entries.find(([, { name }]) => name.toLowerCase() === wanted) ??
    entries.find(([, { misnomers }]) => misnomers.some((name) => name.toLowerCase() === wanted));
  if (entry === undefined) return undefined;
  const [key, field] = entry;
  // The kinds of an address are no keys of it: what stands on them belongs to the address.
  if (isAddressKind(field)) return { key, field, path, meaning: undefined };
  return { key, field, path: `${path}.${key}`, meaning: meaningByPath.get(`${path}.${key}`) };
}

function isAddressKind(field: Field): boolean {
  return Object.values(addressKinds).some((kind) => kind === field);
}

/** Peers leave wrappers out, and put elements into ones that are not theirs. */
function findBelow(scope: Scope, wanted: string): FoundField | undefined {
  const found = find(scope, wanted);
  if (found !== undefined) return found;
  for (const [key, { type }] of Object.entries(scope.fields)) {
    const below = findBelow({ path: `${scope.path}.${key}`, fields: fieldsIn(type) }, wanted);
    if (below !== undefined) return below;
  }
  return undefined;
}

function fieldsIn(type: Type): Fields {
  switch (type.kind) {
    case 'object':
      return type.table.fields;
    case 'address':
      return { ...type.table.fields, ...addressKinds };
    case 'addresses':
      return addressKinds;
    default:
      return {};
  }
}

function firstSentence(comment: string): string {
  const end = comment.indexOf('. ');
  return end === -1 ? comment : comment.slice(0, end + 1);
}
