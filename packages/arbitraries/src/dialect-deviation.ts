import type { DeviationCode } from '@mm7/schema';
import fc, { type Arbitrary } from 'fast-check';
import { annotate } from './deviations/annotated-document.ts';
import { bindingKinds } from './deviations/binding.ts';
import type { DeviationEffect, DeviationKind } from './deviations/deviation-kind.ts';
import { edited } from './deviations/edit.ts';
import { namingKinds } from './deviations/naming.ts';
import { spellingKinds } from './deviations/spelling.ts';
import { structureKinds } from './deviations/structure.ts';

/** A known way in which a sender deviates, to be carried out on a good envelope. */
export interface DialectDeviation {
  /** The code under which a reader must report it, and no other. */
  readonly code: DeviationCode;
  /** What the sender does, in a few words. */
  readonly description: string;
  /**
   * What of the message reads otherwise than in the original: `none`; its `namespace`, which is gone or another; something
   * is added to `extensions`; dates are the same but `date-spelling` differs.
   */
  readonly effect: DeviationEffect;
  /**
   * The envelope as such a sender writes it; undefined where there is nothing to do it to. The envelope must be one of a
   * serializer in its default style: prefixes `soapenv` and `mm7`, neither comments nor CDATA sections.
   */
  readonly apply: (xml: string) => string | undefined;
}

/** Which deviations are wanted. */
export interface DialectDeviationOptions {
  /** Absent: any. */
  readonly code?: DeviationCode;
}

const kinds: readonly DeviationKind[] = [...namingKinds, ...structureKinds, ...spellingKinds, ...bindingKinds];

/** The codes of the deviations that {@link dialectDeviation} knows. */
export const dialectDeviationCodes: readonly DeviationCode[] = [...new Set(kinds.map(({ code }) => code))];

/**
 * Any known deviation of the envelope that leaves its meaning alone: prefixes that are not declared, names with two colons or
 * in the wrong case, misnomers, swapped, missing and needless elements, namespaces with a suffix or white space, dates
 * without padding, bare ampersands and more.
 *
 * @throws {RangeError} when no deviation of that code is known
 *
 * @example
 * fc.assert(
 *   fc.property(message(), dialectDeviation(), (given, { code, apply }) => {
 *     const xml = apply(serializeEnvelope(given));
 *     fc.pre(xml !== undefined);
 *     expect(parseEnvelope(xml).warnings.map((warning) => warning.code)).toContain(code);
 *   }),
 * );
 */
export function dialectDeviation({ code }: DialectDeviationOptions = {}): Arbitrary<DialectDeviation> {
  const wanted = code === undefined ? kinds : kinds.filter((kind) => kind.code === code);
  if (wanted.length === 0) throw new RangeError(`no deviation is known that is ${String(code)}`);
  return fc.tuple(fc.constantFrom(...wanted), fc.nat()).map(([kind, choice]) => {
    const { code, description, effect } = kind;
    return { code, description, effect, apply: (xml) => applied(kind, choice, xml) };
  });
}

function applied(kind: DeviationKind, choice: number, xml: string): string | undefined {
  const document = annotate(xml);
  if (document === undefined) return undefined;
  const variants = kind.variants(document);
  const variant = variants[choice % Math.max(variants.length, 1)];
  return variant === undefined ? undefined : edited(xml, variant);
}
