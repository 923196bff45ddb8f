import { Mm7Error } from '@mm7/schema';

/** Bounds on what an envelope may ask of the reader. Exceeding one is an error, never a truncation. */
export interface EnvelopeLimits {
  /** Size of the envelope in bytes (of a string: in UTF-16 units). */
  readonly envelope: number;
  /** Nesting of elements. MM7 needs eight. */
  readonly depth: number;
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number;
  /** Text of one element, attribute, comment or processing instruction in UTF-16 units. */
  readonly text: number;
  /** Elements that are kept as extensions. */
  readonly extensions: number;
}

/** The limits that hold where none is given: 1 MiB, 32, 64, 256 Ki, 1000. */
export const defaultEnvelopeLimits: EnvelopeLimits = {
  envelope: 1024 * 1024,
  depth: 32,
  attributes: 64,
  text: 256 * 1024,
  extensions: 1000,
};

/**
 * Completes limits with their defaults; what else is given is left out.
 *
 * @throws {Mm7Error} `invalid-option` when a limit is no positive number (Infinity is one)
 */
export function envelopeLimits(given: Partial<EnvelopeLimits> | undefined): EnvelopeLimits {
  if (given === undefined) return defaultEnvelopeLimits;
  return {
    envelope: limitOf('envelope', given),
    depth: limitOf('depth', given),
    attributes: limitOf('attributes', given),
    text: limitOf('text', given),
    extensions: limitOf('extensions', given),
  };
}

function limitOf(name: keyof EnvelopeLimits, given: Partial<EnvelopeLimits>): number {
  const value: unknown = given[name] === undefined ? defaultEnvelopeLimits[name] : given[name];
  if (typeof value === 'number' && value > 0) return value;
  throw new Mm7Error('invalid-option', `limit ${name} must be a positive number, not ${String(value)}`, {
    statusCode: 3000,
  });
}
